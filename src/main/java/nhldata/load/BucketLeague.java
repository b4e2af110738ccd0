package nhldata.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nhldata.storage.CsvOrigin;
import nhldata.storage.ObjectKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Keeps invented games and real ones apart in the bucket, as {@code run/find-other-source.sql} does in the database: each CSV carries its source, see
 * {@link CsvOrigin}. The sample league's source is {@code sample}; every other source is real.
 */
public final class BucketLeague {

    private static final Logger LOG = LoggerFactory.getLogger(BucketLeague.class);
    private static final String SAMPLE = "sample";
    private static final int FORBIDDEN = 403;

    /** So many CSVs without a source, put by hand or by an earlier version of the program, are looked at before there counts as none with one. */
    private static final int LOOKED_AT = 10;

    private final S3Client s3;
    private final String bucket;
    private final String source;
    private final boolean apiIsGiven;

    /**
     * @param source     of this process, see {@code etl.run.source}
     * @param apiIsGiven did somebody name the API? Then its league is the one that is meant
     */
    public BucketLeague(S3Client s3, String bucket, String source, boolean apiIsGiven) {
        this.s3 = s3;
        this.bucket = bucket;
        this.source = source;
        this.apiIsGiven = apiIsGiven;
    }

    /**
     * Before a run fetches anything.
     *
     * @param ledger the league that the ledger's games are of, {@code real} or {@code sample}; empty when it has none. It has been compared already
     * @throws IllegalStateException when the bucket is of the other league, or nobody can tell: what to do
     */
    public void check(String ledger) {
        if (ledger.isEmpty()) {
            of(true);
        }
    }

    /**
     * Of the CSVs that are to be loaded: {@code real} or {@code sample}.
     *
     * @param ledger as in {@link #check}
     * @throws IllegalStateException when the bucket is of another league than the API that somebody named, or nobody can tell: what to do
     */
    public String league(String ledger) {
        return ledger.isEmpty() ? of(apiIsGiven) : ledger;
    }

    /** @param row of {@link CsvOrigin#row}; one without a source is of the bucket's league */
    public boolean isForeign(Map<String, Object> row) {
        return isForeign((String) row.get("objectSource"), (String) row.get("league"));
    }

    private static boolean isForeign(String csvSource, String league) {
        return csvSource != null && !league(SAMPLE.equals(csvSource)).equals(league);
    }

    /** @param answers of route register-csv: the key of each CSV of the other league, blank for each that was registered */
    public BucketImport imported(String league, int csvs, List<String> answers) {
        return new BucketImport(league, csvs, answers.stream().filter(key -> !key.isEmpty()).toList());
    }

    /**
     * @param run the row of a run that has loaded all other CSVs
     * @return that row with {@code csvs}, the number of CSVs in the bucket
     * @throws IllegalStateException when CSVs of the other league were not loaded
     */
    public Map<String, Object> loaded(Map<String, Object> run, BucketImport imported) {
        if (!imported.isOneLeague()) {
            boolean isSample = imported.league().equals(SAMPLE);
            throw new IllegalStateException("bucket " + bucket + " holds " + imported.foreign().size() + " CSVs of " + words(!isSample) + " (such as " + imported.foreign().get(0)
                    + "), which must not be mixed with " + words(isSample) + ": they were not loaded. Delete them, or set DEST_BUCKET to another bucket");
        }
        Map<String, Object> row = new HashMap<>(run);
        row.put("csvs", imported.csvs());
        return row;
    }

    private String of(boolean isMeant) {
        String own = league(source.equals(SAMPLE));
        List<S3Object> csvs;
        try {
            csvs = s3.listObjectsV2(b -> b.bucket(bucket).prefix(ObjectKeys.CSV_PREFIX).maxKeys(LOOKED_AT)).contents();
        } catch (S3Exception e) {
            if (e.statusCode() != FORBIDDEN) {
                throw e;
            }
            LOG.warn("bucket {} may not be listed (right s3:ListBucket): whether it holds games of another league is not known", bucket);
            return own;
        }
        for (S3Object csv : csvs) {
            String csvSource = CsvOrigin.source(s3.headObject(b -> b.bucket(bucket).key(csv.key())).metadata());
            if (csvSource != null) {
                if (isMeant && isForeign(csvSource, own)) {
                    throw new IllegalStateException("bucket " + bucket + " holds games of " + words(csvSource.equals(SAMPLE)) + ", and " + words(source.equals(SAMPLE))
                            + " must not be mixed with them: set DEST_BUCKET to another bucket, or type make clean-data for a new start");
                }
                return league(csvSource.equals(SAMPLE));
            }
        }
        // raw documents are not put by hand: an earlier version of the program did that, whose CSVs do not say of which league they are
        if (!csvs.isEmpty() && !apiIsGiven && !s3.listObjectsV2(b -> b.bucket(bucket).prefix("raw/").maxKeys(1)).contents().isEmpty()) {
            throw new IllegalStateException("bucket " + bucket + " holds CSVs of an earlier version, and neither they nor this database say whether they are real games or"
                    + " those of the sample league: set NHL_API_URL to the API they came from, or to sample, once");
        }
        return own;
    }

    private static String league(boolean isSample) {
        return isSample ? SAMPLE : "real";
    }

    private static String words(boolean isSample) {
        return isSample ? "the sample league (invented players)" : "the NHL";
    }
}
