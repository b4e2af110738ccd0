package nhldata.storage;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nhldata.boxscore.GameTask;
import nhldata.nhl.GameKey;

/**
 * Builds every object key of every bucket; no other class does. Game ids have ten digits and dates are ISO ({@link GameKey}
 * validates them), and no key ends in a UUID, which is how the embedded S3 names incomplete objects.
 */
public final class ObjectKeys {

    /** Prefix of the CSVs that the loader reads. */
    public static final String CSV_PREFIX = "player_game_stats/";

    /** Prefix of the raw box scores. */
    public static final String RAW_BOXSCORES = "raw/boxscore/";

    /** Prefixes of raw documents that do not belong to a single game: the kinds of {@link #rawDocument}. */
    public static final List<String> DOCUMENT_PREFIXES = List.of("raw/roster/", "raw/player/");

    private static final Pattern CSV =
            Pattern.compile("player_game_stats/season=(\\d{8})/date=(\\d{4}-\\d{2}-\\d{2})/(\\d{10})\\.csv");

    /** {@code player_game_stats/season=20192020/date=2020-08-04/2019030042.csv} */
    public String csv(GameTask task) {
        return CSV_PREFIX + partition(task.game()) + "/" + task.game().gameId() + ".csv";
    }

    /** {@code raw/boxscore/season=20192020/date=2020-08-04/2019030042/<content hash>.json.gz} */
    public String rawBoxscore(GameTask task, String contentHash) {
        return RAW_BOXSCORES + partition(task.game()) + "/" + task.game().gameId() + "/" + contentHash + ".json.gz";
    }

    /** {@code raw/roster/FLA/20192020/<content hash>.json.gz}, {@code raw/player/8474098/<content hash>.json.gz} */
    public String rawDocument(String kind, String subject, String contentHash) {
        if (!subject.matches("[A-Z0-9/]+")) {
            throw new IllegalArgumentException("not valid in an object key: " + subject);
        }
        return "raw/" + kind + "/" + subject + "/" + contentHash + ".json.gz";
    }

    /** {@code <stage>/date=2020-08-04/2019030042/<run id>}, without the suffix, in which the envelope and its payload differ. */
    public static String deadLetter(String stage, String date, String what, String runId) {
        return stage + "/date=" + date + "/" + what + "/" + runId;
    }

    /** The game of a CSV's key; empty if the key has another format. */
    public static Optional<GameKey> gameOf(String csvKey) {
        Matcher m = CSV.matcher(csvKey);
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            GameKey game = new GameKey(m.group(3), LocalDate.parse(m.group(2)), null, null);
            return game.season().equals(m.group(1)) ? Optional.of(game) : Optional.empty();
        } catch (DateTimeParseException | IllegalArgumentException e) {
            // matches the pattern, but is not a valid date or game id
            return Optional.empty();
        }
    }

    private static String partition(GameKey game) {
        return "season=" + game.season() + "/date=" + game.date();
    }
}
