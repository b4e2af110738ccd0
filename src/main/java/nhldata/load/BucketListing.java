package nhldata.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nhldata.nhl.GameKey;
import nhldata.storage.CsvObjects;
import nhldata.storage.ObjectKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the bucket with the ledger. Used on request (nhldata load), to find objects that were uploaded or changed
 * manually; the daily run never lists the bucket.
 */
public final class BucketListing {

    private static final Logger LOG = LoggerFactory.getLogger(BucketListing.class);

    private final CsvObjects objects;
    private final String bucket;

    public BucketListing(CsvObjects objects, String bucket) {
        this.objects = objects;
        this.bucket = bucket;
    }

    /** Every CSV of the bucket, newest first: key to version (ETag and size), which changes with the content. */
    public Map<String, String> csvs() {
        return objects.newestFirst(ObjectKeys.CSV_PREFIX);
    }

    /** Every roster and every player's bio in the bucket, one line each: time of the put, a space, the key. For {@code import/register-documents.sql}. */
    public String documents() {
        return ObjectKeys.DOCUMENT_PREFIXES.stream().flatMap(prefix -> objects.putAt(prefix).entrySet().stream())
                .map(document -> document.getValue() + " " + document.getKey()).collect(Collectors.joining("\n"));
    }

    /**
     * The CSVs that the ledger does not know in this version, as parameters for {@code import/register-csv.sql}: they were uploaded
     * manually, or the process that put them crashed before it recorded them. At most one per game: of two unknown ones the first in the
     * order of {@code csvs}, and none while the bucket has the one that the ledger knows under another key. CSVs that are to be deleted
     * are skipped. All others that are skipped are logged and not changed: an object with an unknown key, a second CSV of a game,
     * and a CSV whose date differs from the schedule's.
     *
     * @param ledger rows of {@code import/find-known-csvs.sql}, read before the bucket was listed
     * @param league real or sample: of the CSVs without a source
     */
    public List<Map<String, Object>> unknown(Map<String, String> csvs, List<Map<String, Object>> ledger, String league) {
        Set<Object> outdated = new HashSet<>();
        Map<String, Map<String, Object>> games = new HashMap<>();
        for (Map<String, Object> row : ledger) {
            if (Boolean.TRUE.equals(row.get("outdated"))) {
                outdated.add(row.get("csvKey"));
            } else {
                games.put(row.containsKey("gameId") ? (String) row.get("gameId")
                        : ObjectKeys.gameOf((String) row.get("csvKey")).map(GameKey::gameId).orElse(""), row);
            }
        }
        Map<String, String> taken = new HashMap<>();
        List<Map<String, Object>> unknown = new ArrayList<>();
        csvs.forEach((key, version) -> {
            if (outdated.contains(key)) {
                return;
            }
            Optional<GameKey> game = ObjectKeys.gameOf(key);
            if (game.isEmpty()) {
                LOG.warn("s3://{}/{} is ignored: the key of a CSV must be like player_game_stats/season=20192020/date=2020-08-04/2019030042.csv",
                        bucket, key);
                return;
            }
            Map<String, Object> known = games.getOrDefault(game.get().gameId(), Map.of());
            if (key.equals(known.get("csvKey")) && version.equals(known.get("version"))) {
                return;
            }
            String date = game.get().date().toString();
            Object other = taken.getOrDefault(game.get().gameId(), (String) known.get("csvKey"));
            if (other != null && !other.equals(key) && csvs.containsKey(other)) {
                LOG.warn("s3://{}/{} is not loaded: the game is loaded from {}. Delete the wrong one of the two", bucket, key, other);
                return;
            }
            if (known.get("listedOn") != null && !known.get("listedOn").equals(date)) {
                LOG.warn("s3://{}/{} is not loaded: the schedule has the game on {}", bucket, key, known.get("listedOn"));
                return;
            }
            taken.put(game.get().gameId(), key);
            Map<String, Object> row = new HashMap<>();
            row.put("csvKey", key);
            row.put("version", version);
            row.put("gameId", game.get().gameId());
            row.put("gameDate", date);
            row.put("season", game.get().season());
            row.put("gameType", game.get().gameType());
            row.put("league", league);
            if (known.get("csvKey") != null) {
                row.put("knownKey", known.get("csvKey"));
                row.put("knownVersion", known.get("version"));
            }
            unknown.add(row);
        });
        return unknown;
    }
}
