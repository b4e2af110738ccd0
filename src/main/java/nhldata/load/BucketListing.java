package nhldata.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nhldata.api.GameRef;
import nhldata.publish.CsvObjects;
import nhldata.publish.ObjectKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The CSVs of the bucket against those that the ledger knows. Used when a person asks for it, to find what was put there
 * or changed by hand; the daily job never lists the bucket.
 */
public final class BucketListing {

    private static final Logger LOG = LoggerFactory.getLogger(BucketListing.class);

    private final CsvObjects objects;
    private final String bucket;

    public BucketListing(CsvObjects objects, String bucket) {
        this.objects = objects;
        this.bucket = bucket;
    }

    /** Every CSV of the bucket: key to version (ETag and size), which changes when the content does. */
    public Map<String, String> csvs() {
        return objects.versions(ObjectKeys.CSV_PREFIX);
    }

    /**
     * Those that the ledger does not know in this version, as parameters for {@code see-csv.sql}: a person may have put
     * them there. What has a key that is not one of ours is named in the log and left alone.
     */
    public List<Map<String, Object>> unknown(Map<String, String> csvs, List<Map<String, Object>> ledger) {
        Map<String, Object> known = new HashMap<>();
        ledger.forEach(row -> known.put((String) row.get("csvKey"), row.get("version")));
        List<Map<String, Object>> unknown = new ArrayList<>();
        csvs.forEach((key, version) -> {
            if (version.equals(known.get(key))) {
                return;
            }
            Optional<GameRef> game = ObjectKeys.gameOf(key);
            if (game.isEmpty()) {
                LOG.warn("s3://{}/{} is left alone: a CSV of ours is called player_game_stats/season=20192020/date=2020-08-04/2019030042.csv",
                        bucket, key);
                return;
            }
            Map<String, Object> row = new HashMap<>();
            row.put("csvKey", key);
            row.put("version", version);
            row.put("gameId", game.get().gameId());
            row.put("gameDate", game.get().date().toString());
            row.put("season", game.get().season());
            row.put("gameType", game.get().gameType());
            unknown.add(row);
        });
        return unknown;
    }
}
