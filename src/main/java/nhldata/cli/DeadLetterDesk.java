package nhldata.cli;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import nhldata.Database;
import nhldata.ObjectStore;
import nhldata.Settings;
import software.amazon.awssdk.services.s3.S3Client;

/** What a person does with dead letters, whether at a terminal or through JMX: the answers are text for him. */
public final class DeadLetterDesk {

    private static final int BYTES_SHOWN = 2_000;

    /** What a person calls it: a game, a schedule, or a message that is none of ours. */
    private static final String GAME = "coalesce(game_id::text, case when game_date is null then 'message' else 'schedule' end)";

    /** Where a person's word for it is the parameter: a game's id, what GAME says, or the date of a schedule. */
    private static final String NAMED = "? in (" + GAME + ", case when game_id is null then game_date::text end)";

    private static final String OPEN = "select " + GAME + """
             as game, game_date, stage, reason_class as class, attempts,
                to_char(created_at, 'YYYY-MM-DD HH24:MI') as since, reason
            from etl.dead_letter where state = 'open' order by game_date, game_id""";

    private final Settings settings;

    public DeadLetterDesk(Settings settings) {
        this.settings = settings;
    }

    /** @throws IllegalArgumentException unless it is ten digits, or empty for all */
    public static void checkReplay(String game) {
        if (!game.isEmpty() && !game.matches("\\d{10}")) {
            throw new IllegalArgumentException("a game is ten digits such as 2019030042, not \"" + game + "\"");
        }
    }

    public List<Map<String, String>> open() throws SQLException {
        try (Connection connection = new Database(settings).connect()) {
            return Rows.of(connection, OPEN);
        }
    }

    public String list() throws SQLException {
        List<Map<String, String>> letters = open();
        return letters.isEmpty() ? "no dead letters" : Rows.table(letters)
                + "\nread one: make dlq-show GAME=<game>.  Try again: make dlq-replay [GAME=<game>].  "
                + "Set aside: make dlq-discard GAME=<game> WHY=\"…\"";
    }

    /** @throws IllegalArgumentException when there is none */
    public List<Map<String, String>> letters(String game) throws SQLException {
        try (Connection connection = new Database(settings).connect()) {
            List<Map<String, String>> letters = Rows.of(connection, """
                    select created_at, state, closed_why, stage, reason_class, reason, run_id, envelope_key, payload_key
                    from etl.dead_letter where\s""" + NAMED + " order by created_at desc", game);
            if (letters.isEmpty()) {
                throw new IllegalArgumentException("there is no dead letter of game " + game + ". Type: make dlq");
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
                text.append(String.format("%s  %s  %s: %s%n", letter.get("created_at"), letter.get("state"), letter.get("stage"), letter.get("reason")));
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
        if (why == null || why.isBlank()) {
            throw new IllegalArgumentException("say why: make dlq-discard GAME=" + game + " WHY=\"…\"");
        }
        try (Connection connection = new Database(settings).connect()) {
            List<Map<String, String>> closed = Rows.of(connection, """
                    update etl.dead_letter set state = 'discarded', closed_at = now(), closed_why = ?
                    where state = 'open' and\s""" + NAMED + " returning dead_letter_id", why, game);
            if (closed.isEmpty()) {
                throw new IllegalArgumentException("there is no open dead letter of game " + game + ". Type: make dlq");
            }
            return "set aside: " + game + ", because " + why;
        }
    }

    private String object(S3Client s3, String key, String title) {
        if (key == null) {
            return System.lineSeparator() + title + ": none" + System.lineSeparator();
        }
        String bucket = settings.get("s3.dead-letter-bucket");
        byte[] content = s3.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asByteArray();
        String text = new String(content, 0, Math.min(content.length, BYTES_SHOWN), StandardCharsets.UTF_8);
        return String.format("%n%s: s3://%s/%s (%d bytes)%n%s%s%n", title, bucket, key, content.length, text,
                content.length > BYTES_SHOWN ? "…" : "");
    }
}
