package nhldata.storage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nhldata.boxscore.FetchedGame;
import nhldata.nhl.Boxscore;
import nhldata.nhl.DocumentFormat;
import nhldata.nhl.GameDetails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The origin of a CSV as metadata of its object: the values that {@code store/mark-stored.sql} writes into the ledger. From it the record of the
 * game is restored if the process crashed between the put and that statement, or if the ledger was lost. It is valid for exactly the bytes it was put
 * with: a CSV that was edited, or copied to the key of another game, has no origin.
 */
public final class CsvOrigin {

    private static final Logger LOG = LoggerFactory.getLogger(CsvOrigin.class);
    private static final String SOURCE = "nhldata-source";
    private static final String SHAPE = "nhldata-shape";
    private static final String CONTENT_HASH = "nhldata-content-hash";
    private static final String RAW_KEY = "nhldata-raw-key";
    private static final String AWAY_SCORE = "nhldata-away-score";
    private static final String HOME_SCORE = "nhldata-home-score";
    private static final String SHOOTOUT = "nhldata-shootout";
    private static final String FETCHED_AT = "nhldata-fetched-at";
    private static final String CSV_HASH = "nhldata-csv-hash";
    private static final String LACKS_NAMES = "nhldata-lacks-names";
    private static final String DETAILS = "nhldata-details";
    /** S3 accepts 2 kB of metadata, including names and prefixes. Beyond that the details are omitted: the ledger has them, and reprocessing restores them. */
    private static final int MAX_CHARACTERS = 1900;

    /** The format of {@link Instant}, or that of PostgreSQL. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().append(DateTimeFormatter.ISO_LOCAL_DATE_TIME).appendOffset("+HH:mm", "Z")
            .toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    /** The host of an API, or a word. */
    private static final BiPredicate<String, LocalDate> NAME = matching("[!-~]{1,255}");
    private static final BiPredicate<String, LocalDate> GOALS = matching("\\d{1,2}");
    private static final BiPredicate<String, LocalDate> YES_OR_NO = matching("true|false");

    private static final Map<String, Field> FIELDS = Map.of(
            SOURCE, new Field("source", true, NAME),
            SHAPE, new Field("shape", true, matching(Arrays.stream(DocumentFormat.values()).map(DocumentFormat::label).collect(Collectors.joining("|")))),
            CONTENT_HASH, new Field("contentHash", true, matching("[0-9a-f]{16,64}")),
            RAW_KEY, new Field("rawKey", true, matching("raw/boxscore/[\\w=./-]{1,200}")),
            AWAY_SCORE, new Field("awayScore", true, GOALS),
            HOME_SCORE, new Field("homeScore", true, GOALS),
            SHOOTOUT, new Field("shootout", false, YES_OR_NO),
            FETCHED_AT, new Field("fetchedAt", true, (value, date) -> isTime(value)),
            LACKS_NAMES, new Field("lacksNames", false, YES_OR_NO),
            DETAILS, new Field("details", false, GameDetails::areDetails));

    /**
     * @param parameter its name in {@code import/register-csv.sql}
     * @param form whether a value is possible for a game of a date
     */
    private record Field(String parameter, boolean isRequired, BiPredicate<String, LocalDate> form) {
    }

    private final String source;

    /** @param source source of the box scores that this process fetches, see {@code etl.run.source} */
    public CsvOrigin(String source) {
        this.source = source;
    }

    /**
     * @param details see {@link GameDetails}
     * @param ledger row of {@code store/decide-store.sql}; a reprocessed box score keeps its source and the time it was fetched
     */
    public Map<String, String> metadata(FetchedGame game, String csvHash, String details, Map<String, ?> ledger) {
        Boxscore boxscore = game.boxscore();
        boolean rederived = game.task().isRederived();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(SOURCE, rederived ? (String) ledger.get("source") : source);
        metadata.put(SHAPE, boxscore.format().label());
        metadata.put(CONTENT_HASH, game.contentHash());
        metadata.put(RAW_KEY, game.rawKey());
        metadata.put(AWAY_SCORE, Integer.toString(boxscore.awayScore()));
        metadata.put(HOME_SCORE, Integer.toString(boxscore.homeScore()));
        metadata.put(SHOOTOUT, Objects.toString(boxscore.shootout(), null));
        metadata.put(FETCHED_AT, rederived ? (String) ledger.get("fetchedAt") : Instant.now().toString());
        metadata.put(CSV_HASH, csvHash);
        metadata.put(LACKS_NAMES, game.lacksNames() ? "true" : null);
        metadata.put(DETAILS, details.isEmpty() ? null : details);
        metadata.values().removeIf(Objects::isNull);
        if (metadata.entrySet().stream().mapToInt(entry -> entry.getKey().length() + entry.getValue().length()).sum() > MAX_CHARACTERS) {
            metadata.remove(DETAILS);
        }
        return metadata;
    }

    /** The source in an object's metadata; null if it has none. */
    public static String source(Map<String, String> metadata) {
        return metadata == null ? null : metadata.get(SOURCE);
    }

    /**
     * Parameters for {@code import/register-csv.sql}.
     *
     * @param csv row of {@code BucketListing#unknown}
     * @param metadata of its object; null if it has none
     */
    public Map<String, Object> row(Map<String, Object> csv, String csvHash, Map<String, String> metadata) {
        Map<String, Object> row = new HashMap<>();
        FIELDS.values().forEach(field -> row.put(field.parameter(), null));
        row.put("knownKey", null);
        row.put("knownVersion", null);
        row.putAll(csv);
        row.putAll(of(metadata, csvHash, (String) csv.get("gameId"), LocalDate.parse((String) csv.get("gameDate"))));
        row.put("csvHash", csvHash);
        row.put("sourceByHand", csv.get("league").equals("sample") ? "sample" : "bucket");
        // metadata that is not a valid origin still tells the league of the CSV
        row.put("objectSource", source(metadata));
        return row;
    }

    /**
     * The origin of a CSV as parameters for {@code import/register-csv.sql}; empty if it has none, or one that this class cannot have written.
     *
     * @param metadata metadata of its object; null if there is none
     */
    public Map<String, String> of(Map<String, String> metadata, String csvHash, String gameId, LocalDate date) {
        if (metadata == null || !csvHash.equals(metadata.get(CSV_HASH)) || !metadata.getOrDefault(RAW_KEY, "").contains("/" + gameId + "/")) {
            return Map.of();
        }
        Map<String, String> origin = new HashMap<>();
        for (Map.Entry<String, Field> field : FIELDS.entrySet()) {
            String value = metadata.get(field.getKey());
            if (value == null ? field.getValue().isRequired() : !field.getValue().form().test(value, date)) {
                LOG.warn("metadata {} of the CSV of game {} is not valid: {}. The CSV is treated as uploaded manually", field.getKey(), gameId, value);
                return Map.of();
            }
            origin.put(field.getValue().parameter(), value);
        }
        return origin;
    }

    /** No document was fetched in the last century, or is from the future: by more than another clock may be wrong. */
    private static boolean isTime(String value) {
        try {
            return value.matches("2\\d{3}-.*") && TIME.parse(value.replace(' ', 'T'), Instant::from).isBefore(Instant.now().plus(1, ChronoUnit.DAYS));
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static BiPredicate<String, LocalDate> matching(String pattern) {
        Predicate<String> form = Pattern.compile(pattern).asMatchPredicate();
        return (value, date) -> form.test(value);
    }
}
