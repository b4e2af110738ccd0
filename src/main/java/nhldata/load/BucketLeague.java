package nhldata.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nhldata.run.MixedSourcesException;
import nhldata.storage.CsvOrigin;
import nhldata.storage.ObjectKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Prevents invented and real games from being mixed in the bucket, as {@code run/find-other-source.sql} does in the database: each CSV has its source
 * in its metadata, see {@link CsvOrigin}. The source of the sample league is {@code sample}; every other source is {@code real}.
 */
public final class BucketLeague {

    private static final Logger LOG = LoggerFactory.getLogger(BucketLeague.class);
    private static final String SAMPLE = "sample";
    private static final int FORBIDDEN = 403;

    /** CSVs that are inspected for a source. Those uploaded manually, or written by an earlier version of the application, have none. */
    private static final int MAX_INSPECTED = 10;

    private final S3Client s3;
    private final String bucket;
    private final String source;
    private final boolean apiIsGiven;

    /**
     * @param source     of this process, see {@code etl.run.source}
     * @param apiIsGiven whether the API is set explicitly; then its league is the intended one
     */
    public BucketLeague(S3Client s3, String bucket, String source, boolean apiIsGiven) {
        this.s3 = s3;
        this.bucket = bucket;
        this.source = source;
        this.apiIsGiven = apiIsGiven;
    }

    /**
     * Called before a run fetches anything.
     *
     * @param ledger league of the games in the ledger, {@code real} or {@code sample}, which has been compared already; empty if the ledger has no games
     * @throws MixedSourcesException if the bucket holds games of the other league, or its league is unknown; the message says what to do
     */
    public void check(String ledger) {
        if (ledger.isEmpty()) {
            of(true);
        }
    }

    /**
     * The league of the CSVs that are to be loaded: {@code real} or {@code sample}.
     *
     * @param ledger as in {@link #check}
     * @throws MixedSourcesException if the bucket holds games of another league than the API that is set, or its league is unknown; the message says what to do
     */
    public String league(String ledger) {
        return ledger.isEmpty() ? of(apiIsGiven) : ledger;
    }

    /** @param row of {@link CsvOrigin#row}; one without a source belongs to the bucket's league */
    public boolean isForeign(Map<String, Object> row) {
        return isForeign((String) row.get("objectSource"), (String) row.get("league"));
    }

    private static boolean isForeign(String csvSource, String league) {
        return csvSource != null && !league(SAMPLE.equals(csvSource)).equals(league);
    }

    /** @param skipped replies of route register-csv: the key of each CSV of the other league, blank for each that was registered */
    public BucketImport imported(String league, int csvs, List<String> skipped) {
        return new BucketImport(league, csvs, skipped.stream().filter(key -> !key.isEmpty()).toList());
    }

    /**
     * @param run the row of a run that has loaded all other CSVs
     * @return that row with {@code csvs}, the number of CSVs in the bucket
     * @throws MixedSourcesException if CSVs of the other league were skipped
     */
    public Map<String, Object> loaded(Map<String, Object> run, BucketImport imported) {
        if (!imported.isOneLeague()) {
            boolean isSample = imported.league().equals(SAMPLE);
            throw new MixedSourcesException("bucket " + bucket + " holds " + imported.foreign().size() + " CSVs of " + description(!isSample) + " (such as " + imported.foreign().get(0)
                    + "), which must not be mixed with games of " + description(isSample) + ": they were not loaded. Delete them, or set DEST_BUCKET to another bucket");
        }
        Map<String, Object> row = new HashMap<>(run);
        row.put("csvs", imported.csvs());
        return row;
    }

    private String of(boolean isMeant) {
        String own = league(source.equals(SAMPLE));
        List<S3Object> csvs;
        try {
            csvs = s3.listObjectsV2(b -> b.bucket(bucket).prefix(ObjectKeys.CSV_PREFIX).maxKeys(MAX_INSPECTED)).contents();
        } catch (S3Exception e) {
            if (e.statusCode() != FORBIDDEN) {
                throw e;
            }
            LOG.warn("bucket {} cannot be listed (permission s3:ListBucket is missing): it is not checked for games of another league", bucket);
            return own;
        }
        for (S3Object csv : csvs) {
            String csvSource = CsvOrigin.source(s3.headObject(b -> b.bucket(bucket).key(csv.key())).metadata());
            if (csvSource != null) {
                if (isMeant && isForeign(csvSource, own)) {
                    throw new MixedSourcesException("bucket " + bucket + " holds games of " + description(csvSource.equals(SAMPLE)) + ", and games of " + description(source.equals(SAMPLE))
                            + " must not be mixed with them: set DEST_BUCKET to another bucket, or run: make clean-data (deletes the data of the local stack)");
                }
                return league(csvSource.equals(SAMPLE));
            }
        }
        // raw documents are not uploaded manually: they come from an earlier version of the application, whose CSVs do not have their source
        if (!csvs.isEmpty() && !apiIsGiven && !s3.listObjectsV2(b -> b.bucket(bucket).prefix("raw/").maxKeys(1)).contents().isEmpty()) {
            throw new MixedSourcesException("bucket " + bucket + " holds CSVs of an earlier version, and neither they nor this database show whether their games are real or"
                    + " from the sample league: set NHL_API_URL once to the API they came from, or to sample");
        }
        return own;
    }

    private static String league(boolean isSample) {
        return isSample ? SAMPLE : "real";
    }

    private static String description(boolean isSample) {
        return isSample ? "the sample league (invented players)" : "the NHL";
    }
}
