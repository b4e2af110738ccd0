package nhldata.deadletter;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import nhldata.config.S3Settings;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.ledger.Stage;
import nhldata.run.RunRequest;
import nhldata.status.Rows;
import nhldata.storage.ObjectStore;
import software.amazon.awssdk.services.s3.S3Client;

/** Lists, shows, discards and restores dead letters, for the command line and JMX. Results are formatted as text. */
public final class DeadLetterService {

    private static final int BYTES_SHOWN = 2_000;

    /** Name of the subject of a dead letter: a game id, schedule, or message. */
    private static final String GAME = "coalesce(game_id::text, case when game_date is null then 'message' else 'schedule' end)";

    /** Selects by one parameter: a game id, a date (its games and its schedule), or the words schedule and message. */
    private static final String NAMED = "? in (" + GAME + ", game_date::text)";

    private static final String DISCARD = """
            with closed as (
                update etl.dead_letter set state = 'discarded', closed_at = now(), closed_why = ?
                where state = 'open' and\s""" + NAMED + """
                returning game_id, game_date
            ),
            settled as (
                update etl.game as g set state = 'discarded', updated_at = now()
                from closed
                where g.game_id = closed.game_id and g.state in ('dead', 'final') and g.loaded_at is null
            )
            select\s""" + GAME + " as game, game_date from closed order by game_date, game_id";

    private static final String RESTORE = """
            with opened as (
                update etl.dead_letter as d set state = 'open', closed_at = null, closed_why = null, failing_since = now()
                where
                    d.state = 'discarded'
                    and\s""" + NAMED + """
                    -- only the latest dead letter of each game, schedule or message
                    and not exists (
                        select from etl.dead_letter as later
                        where
                            later.dead_letter_id > d.dead_letter_id
                            and (later.game_id, later.game_date) is not distinct from (d.game_id, d.game_date)
                            and (d.game_date is not null or later.content_hash is not distinct from d.content_hash)
                    )
                    and not exists (select from etl.game as g where g.game_id = d.game_id and g.state in ('queued', 'fetching', 'stored', 'loading'))
                returning game_id, game_date
            ),
            unsettled as (
                update etl.game as g set state = 'dead', updated_at = now()
                from opened
                where g.game_id = opened.game_id and g.state = 'discarded'
            )
            select\s""" + GAME + " as game, game_date from opened order by game_date, game_id";

    private static final String OPEN = "select " + GAME + """
             as game, game_date, stage, reason_class as class, attempts,
                to_char(failing_since, 'YYYY-MM-DD HH24:MI') as since, reason
            from etl.dead_letter where state = 'open' order by game_date, game_id""";

    private static final String OPEN_OF = "select 1 from etl.dead_letter where state = 'open' and (? = '' or " + NAMED + ") and (? = '' or ? = stage) and (? = '' or ? = reason_class) limit 1";

    private static final String GAME_ID = "\\d{10}";
    private static final List<String> STAGES = Arrays.stream(Stage.values()).map(Stage::word).toList();
    private static final List<String> REASONS = List.of("api", "document", "storage", "database", "bug");

    private final Settings settings;

    public DeadLetterService(Settings settings) {
        this.settings = settings;
    }

    /**
     * The request of a replay, after a check that there is something to replay.
     *
     * @param game   a game id, a date, schedule, or empty for all
     * @param stage  in which they failed; empty for all
     * @param reason class of the reasons, as in {@code etl.dead_letter.reason_class}; empty for all
     * @param force  the game is fetched again although it has no open dead letter
     * @throws IllegalArgumentException if something is malformed, or there is nothing to replay; the message contains the command to run
     */
    public RunRequest replay(String game, String stage, String reason, boolean force) throws SQLException {
        checkWord("stage", stage, STAGES);
        checkWord("reason", reason, REASONS);
        if (force) {
            checkForce(game, stage + reason);
            return RunRequest.again(game);
        }
        if (!game.isEmpty()) {
            checkName(game);
        }
        if (game.equals("message")) {
            throw new IllegalArgumentException("a malformed message cannot be replayed: it contains no game. To close it run: nhldata dlq discard message --why \"…\"");
        }
        if (!(game + stage + reason).isEmpty()) {
            checkOpen(game, stage, reason);
        }
        return RunRequest.replay(game, stage, reason);
    }

    private void checkOpen(String game, String stage, String reason) throws SQLException {
        try (Connection connection = new Database(settings).connect()) {
            if (!Rows.of(connection, OPEN_OF, game, game, stage, stage, reason, reason).isEmpty()) {
                return;
            }
            if (game.isEmpty() || !(stage + reason).isEmpty()) {
                throw new IllegalArgumentException("there is no open dead letter" + (game.isEmpty() ? "" : " of " + game) + (stage.isEmpty() ? "" : " of stage " + stage)
                        + (reason.isEmpty() ? "" : " with a reason of class " + reason) + ". Run: nhldata dlq list");
            }
            List<Map<String, String>> discarded = Rows.of(connection, "select closed_why from etl.dead_letter where state = 'discarded' and " + NAMED
                    + " order by dead_letter_id desc limit 1", game);
            if (!discarded.isEmpty()) {
                throw new IllegalArgumentException("the dead letter of " + game + " was discarded (" + discarded.get(0).get("closed_why")
                        + "). To replay it run: nhldata dlq restore " + game + ", then: nhldata dlq replay " + game);
            }
            throw new IllegalArgumentException(game + " has no open dead letter. Run: nhldata dlq list"
                    + (game.matches(GAME_ID) ? ". To fetch it again run: nhldata dlq replay " + game + " --force" : ""));
        }
    }

    private void checkForce(String game, String others) throws SQLException {
        if (!game.matches(GAME_ID) || !others.isEmpty()) {
            throw new IllegalArgumentException("--force needs one game, ten digits such as 2019030042, and neither --stage nor --reason");
        }
        try (Connection connection = new Database(settings).connect()) {
            List<Map<String, String>> games = Rows.of(connection, "select state from etl.game where game_id::text = ?", game);
            if (games.isEmpty()) {
                throw new IllegalArgumentException("game " + game + " is in no schedule that was read. Run: nhldata backfill --from DATE --to DATE");
            }
            if (!games.get(0).get("state").matches("loaded|dead|final|discarded")) {
                throw new IllegalArgumentException("game " + game + " is " + games.get(0).get("state") + ", which is no state to fetch it again in. Run: nhldata status");
            }
        }
    }

    private static void checkWord(String name, String word, List<String> words) {
        if (!word.isEmpty() && !words.contains(word)) {
            throw new IllegalArgumentException(name + " must be one of " + String.join(", ", words) + ", not \"" + word + "\"");
        }
    }

    private static void checkName(String game) {
        if (!game.matches("\\d{10}|\\d{4}-\\d{2}-\\d{2}|schedule|message")) {
            throw new IllegalArgumentException("GAME must be ten digits such as 2019030042, a date such as 2020-08-04, or the word schedule or message, not \"" + game + "\"");
        }
    }

    private static IllegalArgumentException none(String what, String game) {
        return new IllegalArgumentException(game + " has no " + what + ". Run: nhldata dlq list");
    }

    public List<Map<String, String>> open() throws SQLException {
        try (Connection connection = new Database(settings).connect()) {
            return Rows.of(connection, OPEN);
        }
    }

    public String list() throws SQLException {
        List<Map<String, String>> deadLetters = open();
        return deadLetters.isEmpty() ? "no dead letters" : Rows.table(deadLetters)
                + "\nshow: nhldata dlq show GAME.  Retry: nhldata dlq replay [GAME].  "
                + "Acknowledge and close: nhldata dlq discard GAME --why \"…\".  GAME is a game id, a date, or the word schedule or message";
    }

    /** @throws IllegalArgumentException if there is none */
    public List<Map<String, String>> deadLetters(String game) throws SQLException {
        checkName(game);
        try (Connection connection = new Database(settings).connect()) {
            List<Map<String, String>> deadLetters = Rows.of(connection, """
                    select created_at, state, closed_why, stage, reason_class, reason, run_id, envelope_key, payload_key
                    from etl.dead_letter where\s""" + NAMED + " order by created_at desc", game);
            if (deadLetters.isEmpty()) {
                throw none("dead letter", game);
            }
            return deadLetters;
        }
    }

    /** @throws IllegalArgumentException if there is none */
    public String show(String game) throws SQLException {
        List<Map<String, String>> deadLetters = deadLetters(game);
        try (S3Client s3 = new ObjectStore(settings).client()) {
            StringBuilder text = new StringBuilder();
            for (Map<String, String> deadLetter : deadLetters) {
                text.append(String.format(Locale.ROOT, "%s  %s  %s: %s%n", deadLetter.get("created_at"), deadLetter.get("state"), deadLetter.get("stage"), deadLetter.get("reason")));
                if (deadLetter.get("closed_why") != null) {
                    text.append("  ").append(deadLetter.get("closed_why")).append(System.lineSeparator());
                }
            }
            Map<String, String> latest = deadLetters.get(0);
            return text + object(s3, latest.get("envelope_key"), "envelope") + object(s3, latest.get("payload_key"), "payload");
        }
    }

    /** @throws IllegalArgumentException if there is no open dead letter, or the reason is blank */
    public String discard(String game, String why) throws SQLException {
        checkName(game);
        if (why == null || why.isBlank()) {
            throw new IllegalArgumentException("a reason is required: nhldata dlq discard " + game + " --why \"…\"");
        }
        try (Connection connection = new Database(settings).connect()) {
            List<Map<String, String>> closed = Rows.of(connection, DISCARD, why, game);
            if (closed.isEmpty()) {
                throw none("open dead letter", game);
            }
            return "discarded: " + names(closed) + ", because " + why + ". To undo run: nhldata dlq restore " + game;
        }
    }

    /**
     * Reverts a discard: the dead letter is open again, and the state of its game is dead.
     *
     * @throws IllegalArgumentException if there is no discarded dead letter
     */
    public String restore(String game) throws SQLException {
        checkName(game);
        try (Connection connection = new Database(settings).connect()) {
            List<Map<String, String>> opened = Rows.of(connection, RESTORE, game);
            if (opened.isEmpty()) {
                throw none("discarded dead letter", game);
            }
            return "restored: " + names(opened) + ". To retry run: nhldata dlq replay " + game;
        }
    }

    private static String names(List<Map<String, String>> deadLetters) {
        return deadLetters.stream().map(deadLetter -> deadLetter.get("game").matches("\\d+") || deadLetter.get("game_date") == null ? deadLetter.get("game")
                : deadLetter.get("game") + " of " + deadLetter.get("game_date")).collect(Collectors.joining(", "));
    }

    private String object(S3Client s3, String key, String title) {
        if (key == null) {
            return System.lineSeparator() + title + ": none" + System.lineSeparator();
        }
        String bucket = S3Settings.of(settings).deadLetterBucket();
        return s3.getObject(b -> b.bucket(bucket).key(key), (response, in) -> {
            String text = new String(in.readNBytes(BYTES_SHOWN), StandardCharsets.UTF_8);
            // close without reading the rest, which may be large
            in.abort();
            return String.format(Locale.ROOT, "%n%s: s3://%s/%s (%d bytes)%n%s%s%n", title, bucket, key, response.contentLength(), text,
                    response.contentLength() > BYTES_SHOWN ? "…" : "");
        });
    }
}
