package nhldata.publish;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import nhldata.api.Boxscore;
import nhldata.api.GameDetails;

/**
 * Where a CSV comes from, as metadata of its object: what {@code mark-stored.sql} writes into the ledger. With it the record of the game can
 * be completed when the process died between the put and that statement, or when the ledger was lost. It holds for the very bytes it was put
 * with: a CSV that a person has edited, or copied to the key of another game, has no origin.
 */
public final class CsvOrigin {

    private static final String SOURCE = "nhldata-source";
    private static final String SHAPE = "nhldata-shape";
    private static final String CONTENT_HASH = "nhldata-content-hash";
    private static final String RAW_KEY = "nhldata-raw-key";
    private static final String AWAY_SCORE = "nhldata-away-score";
    private static final String HOME_SCORE = "nhldata-home-score";
    private static final String SHOOTOUT = "nhldata-shootout";
    private static final String FETCHED_AT = "nhldata-fetched-at";
    private static final String CSV_HASH = "nhldata-csv-hash";
    private static final String DETAILS = "nhldata-details";
    /** S3 takes 2 kB of metadata, names and their prefixes included. An object without the details is one whose game has them in the ledger, and again after a re-derive. */
    private static final int MOST_CHARACTERS = 1900;

    private final String source;

    /** @param source of the box scores that this process fetches, see {@code etl.run.source} */
    public CsvOrigin(String source) {
        this.source = source;
    }

    /**
     * @param details see {@link GameDetails}
     * @param ledger row of {@code mark-unchanged.sql}; a box score that is derived again keeps its source and the time it was fetched
     */
    public Map<String, String> metadata(Boxscore boxscore, String contentHash, String rawKey, String csvHash, String details, boolean rederived,
            Map<String, ?> ledger) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(SOURCE, rederived ? (String) ledger.get("source") : source);
        metadata.put(SHAPE, boxscore.shape().label());
        metadata.put(CONTENT_HASH, contentHash);
        metadata.put(RAW_KEY, rawKey);
        metadata.put(AWAY_SCORE, Integer.toString(boxscore.awayScore()));
        metadata.put(HOME_SCORE, Integer.toString(boxscore.homeScore()));
        metadata.put(SHOOTOUT, Objects.toString(boxscore.shootout(), null));
        metadata.put(FETCHED_AT, rederived ? (String) ledger.get("fetchedAt") : Instant.now().toString());
        metadata.put(CSV_HASH, csvHash);
        metadata.put(DETAILS, details.isEmpty() ? null : details);
        metadata.values().removeIf(Objects::isNull);
        if (metadata.entrySet().stream().mapToInt(entry -> entry.getKey().length() + entry.getValue().length()).sum() > MOST_CHARACTERS) {
            metadata.remove(DETAILS);
        }
        return metadata;
    }

    /** The source that an object's metadata names; null when it names none. */
    public static String source(Map<String, String> metadata) {
        return metadata == null ? null : metadata.get(SOURCE);
    }

    /**
     * The origin of a CSV as parameters for {@code see-csv.sql}; empty when it has none.
     *
     * @param metadata of its object; null is none
     */
    public Map<String, String> of(Map<String, String> metadata, String csvHash, String gameId) {
        if (metadata == null || !csvHash.equals(metadata.get(CSV_HASH)) || !metadata.getOrDefault(RAW_KEY, "").contains("/" + gameId + "/")) {
            return Map.of();
        }
        Map<String, String> origin = new HashMap<>();
        origin.put("source", metadata.get(SOURCE));
        origin.put("shape", metadata.get(SHAPE));
        origin.put("contentHash", metadata.get(CONTENT_HASH));
        origin.put("rawKey", metadata.get(RAW_KEY));
        origin.put("awayScore", metadata.get(AWAY_SCORE));
        origin.put("homeScore", metadata.get(HOME_SCORE));
        origin.put("shootout", metadata.get(SHOOTOUT));
        origin.put("fetchedAt", metadata.get(FETCHED_AT));
        origin.put("details", metadata.get(DETAILS));
        return origin;
    }
}
