package nhldata.deadletter;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import nhldata.config.S3Settings;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.status.Rows;
import nhldata.storage.ObjectStore;
import software.amazon.awssdk.services.s3.S3Client;

/** What an operator does with dead letters, at a terminal or through JMX. The answers are text. */
public final class DeadLetterService {

    private static final int BYTES_SHOWN = 2_000;

    /** What an operator calls it: a game, a schedule, or a malformed message on the games topic. */
    private static final String GAME = "coalesce(game_id::text, case when game_date is null then 'message' else 'schedule' end)";

    /** Where the operator's word is the parameter: a game's id, a date (its games and its schedule), or what GAME says. */
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
                    -- only the latest: an older one says nothing of what came after it
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

    private final Settings settings;

    public DeadLetterService(Settings settings) {
        this.settings = settings;
    }

    /**
     * Whether a replay has anything to do.
     *
     * @param game ten digits, a date, or empty for all
     * @throws IllegalArgumentException when it is neither, or names nothing that has an open dead letter
     */
    public void checkReplay(String game) throws SQLException {
        if (game.isEmpty()) {
            return;
        }
        checkName(game);
        if (game.equals("message")) {
            throw new IllegalArgumentException("a malformed message cannot be replayed: there is no game in it. To close it run: nhldata dlq discard message --why \"…\"");
        }
        try (Connection connection = new Database(settings).connect()) {
            List<Map<String, String>> letters = Rows.of(connection, "select " + GAME + """
                     as game, state, closed_why
                    from etl.dead_letter where state in ('open', 'discarded') and\s""" + NAMED + " order by state = 'open' desc, dead_letter_id desc limit 1", game);
            if (letters.isEmpty()) {
                throw none("open dead letter", game);
            }
            if (letters.get(0).get("state").equals("discarded")) {
                throw new IllegalArgumentException("the dead letter of " + game + " was discarded (" + letters.get(0).get("closed_why")
                        + "). To replay it run: nhldata dlq restore " + game + ", then: nhldata dlq replay " + game);
            }
        }
    }

    private static void checkName(String game) {
        if (!game.matches("\\d{10}|\\d{4}-\\d{2}-\\d{2}|schedule|message")) {
            throw new IllegalArgumentException("a game is ten digits such as 2019030042, or a date such as 2020-08-04, not \"" + game + "\"");
        }
    }

    private static IllegalArgumentException none(String what, String game) {
        return new IllegalArgumentException("there is no " + what + " of " + game + ". Run: nhldata dlq list");
    }

    public List<Map<String, String>> open() throws SQLException {
        try (Connection connection = new Database(settings).connect()) {
            return Rows.of(connection, OPEN);
        }
    }

    public String list() throws SQLException {
        List<Map<String, String>> letters = open();
        return letters.isEmpty() ? "no dead letters" : Rows.table(letters)
                + "\nread one: nhldata dlq show GAME.  Try again: nhldata dlq replay [GAME].  "
                + "Acknowledge and close: nhldata dlq discard GAME --why \"…\".  GAME is a game, a date, or the word schedule or message";
    }

    /** @throws IllegalArgumentException when there is none */
    public List<Map<String, String>> letters(String game) throws SQLException {
        checkName(game);
        try (Connection connection = new Database(settings).connect()) {
            List<Map<String, String>> letters = Rows.of(connection, """
                    select created_at, state, closed_why, stage, reason_class, reason, run_id, envelope_key, payload_key
                    from etl.dead_letter where\s""" + NAMED + " order by created_at desc", game);
            if (letters.isEmpty()) {
                throw none("dead letter", game);
            }
            return letters;
        }
    }

    /** @throws IllegalArgumentException when there is none */
    public String show(String game) throws SQLException {
        List<Map<String, String>> letters = letters(game);
        try (S3Client s3 = new ObjectStore(settings).client()) {
            StringBuilder text = new StringBuilder();
            for (Map<String, String> letter : letters) {
                text.append(String.format(Locale.ROOT, "%s  %s  %s: %s%n", letter.get("created_at"), letter.get("state"), letter.get("stage"), letter.get("reason")));
                if (letter.get("closed_why") != null) {
                    text.append("  ").append(letter.get("closed_why")).append(System.lineSeparator());
                }
            }
            Map<String, String> latest = letters.get(0);
            return text + object(s3, latest.get("envelope_key"), "envelope") + object(s3, latest.get("payload_key"), "what was received");
        }
    }

    /** @throws IllegalArgumentException when there is no open one, or no reason */
    public String discard(String game, String why) throws SQLException {
        checkName(game);
        if (why == null || why.isBlank()) {
            throw new IllegalArgumentException("say why: nhldata dlq discard " + game + " --why \"…\"");
        }
        try (Connection connection = new Database(settings).connect()) {
            List<Map<String, String>> closed = Rows.of(connection, DISCARD, why, game);
            if (closed.isEmpty()) {
                throw none("open dead letter", game);
            }
            return "discarded: " + words(closed) + ", because " + why + ". To take that back run: nhldata dlq restore " + game;
        }
    }

    /**
     * Takes a discard back: the dead letter is open again, and its game dead.
     *
     * @throws IllegalArgumentException when none was discarded
     */
    public String restore(String game) throws SQLException {
        checkName(game);
        try (Connection connection = new Database(settings).connect()) {
            List<Map<String, String>> opened = Rows.of(connection, RESTORE, game);
            if (opened.isEmpty()) {
                throw none("discarded dead letter", game);
            }
            return "restored: " + words(opened) + ". To try again run: nhldata dlq replay " + game;
        }
    }

    private static String words(List<Map<String, String>> letters) {
        return letters.stream().map(letter -> letter.get("game").matches("\\d+") || letter.get("game_date") == null ? letter.get("game")
                : letter.get("game") + " of " + letter.get("game_date")).collect(Collectors.joining(", "));
    }

    private String object(S3Client s3, String key, String title) {
        if (key == null) {
            return System.lineSeparator() + title + ": none" + System.lineSeparator();
        }
        String bucket = S3Settings.of(settings).deadLetterBucket();
        return s3.getObject(b -> b.bucket(bucket).key(key), (answer, in) -> {
            String text = new String(in.readNBytes(BYTES_SHOWN), StandardCharsets.UTF_8);
            // the rest, however long it is, is not read
            in.abort();
            return String.format(Locale.ROOT, "%n%s: s3://%s/%s (%d bytes)%n%s%s%n", title, bucket, key, answer.contentLength(), text,
                    answer.contentLength() > BYTES_SHOWN ? "…" : "");
        });
    }
}
