package nhldata.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nhldata.Database;
import nhldata.Settings;
import nhldata.cli.Leaders;
import nhldata.cli.Rows;
import nhldata.cli.Status;
import nhldata.monitoring.Health;

/**
 * The page at {@code /}: what {@code make status} says, to look at. Rendered here, so that it works without JavaScript;
 * the template escapes whatever it is given.
 */
final class StatusPage implements Resource {

    /** Nothing from elsewhere, no code in the page: what an API's answer smuggled into a reason could not run either. */
    private static final Map<String, String> POLICY = Map.of("Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    private static final int LETTERS_SHOWN = 20;

    private final Database database;
    private final Health health;
    private final Optional<URI> hawtio;
    private final BuiltPages built;
    private final Template template = template();

    StatusPage(Settings settings, Health health, Optional<URI> hawtio, BuiltPages built) {
        this.database = new Database(settings);
        this.health = health;
        this.hawtio = hawtio;
        this.built = built;
    }

    @Override
    public Answer get(String path, Map<String, String> query) {
        Map<String, Object> model = new LinkedHashMap<>();
        try (Connection connection = database.connect()) {
            connection.setNetworkTimeout(Runnable::run, 10_000);
            ledger(model, connection, query.get("before"));
        } catch (SQLException e) {
            model.put("verdict", new Verdict("bad", "The ledger cannot be read", List.of(database.describe() + ": " + e.getMessage())));
            model.put("ledger", false);
        }
        model.put("checks", health.ready());
        model.put("hawtio", hawtio.map(URI::toString).orElse(null));
        model.put("pages", built.links());
        return new Answer(200, Answer.HTML, template.execute(model).getBytes(StandardCharsets.UTF_8), POLICY);
    }

    /** The same as {@code status --json} prints. */
    Answer json() throws IOException, SQLException {
        try (Connection connection = database.connect()) {
            return Answer.of(200, Answer.JSON,
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(Status.read(connection).asMap()) + "\n");
        }
    }

    /** @param css good, warn, bad or idle */
    private record Verdict(String css, String words, List<String> todo) {
    }

    private record Bar(String player, String team, String points, int percent) {
    }

    private record Letter(String game, String date, String stage, String reason, String command) {
    }

    private void ledger(Map<String, Object> model, Connection connection, String before) throws SQLException {
        Status status = Status.read(connection);
        Map<String, Object> marts = new LinkedHashMap<>(status.marts());
        model.put("ledger", true);
        model.put("verdict", verdict(status));
        model.put("running", status.runs().stream().anyMatch(r -> "running".equals(r.get("status"))));
        model.put("sample", !status.runs().isEmpty() && "sample".equals(status.runs().get(0).get("source")));
        model.put("hasRuns", !status.runs().isEmpty());
        model.put("runs", status.runs());
        model.put("freshness", status.freshness());
        model.put("games", status.games());
        model.put("marts", marts.isEmpty() ? null : marts);
        model.put("hasLetters", !status.letters().isEmpty());
        model.put("letterCount", status.letters().size());
        model.put("letters", status.letters().stream().limit(LETTERS_SHOWN).map(StatusPage::letter).toList());
        model.put("moreLetters", status.letters().size() > LETTERS_SHOWN ? status.letters().size() - LETTERS_SHOWN : null);
        model.put("calendar", Calendar.of(Rows.of(connection, Calendar.SQL), before));
        try {
            List<Bar> leaders = bars(Leaders.top(connection, 10));
            model.put("hasLeaders", !leaders.isEmpty());
            model.put("leaders", leaders);
        } catch (IllegalStateException e) {
            model.put("noLeaders", e.getMessage());
        }
    }

    @SuppressWarnings("unchecked")
    private static Verdict verdict(Status status) {
        if (status.runs().isEmpty()) {
            return new Verdict("idle", "Nothing has run yet", List.of("type: make step1"));
        }
        List<String> todo = (List<String>) status.asMap().get("todo");
        return switch (status.exitCode()) {
            case 0 -> new Verdict("good", "Well: nothing needs a person", todo);
            case 2 -> new Verdict("warn", "Needs a person", todo);
            default -> new Verdict("bad", "Needs a person", todo);
        };
    }

    private static Letter letter(Map<String, String> row) {
        String game = row.get("game");
        return new Letter(game, row.get("game_date"), row.get("stage"), row.get("reason"),
                game.equals("schedule") ? "make dlq-replay" : "make dlq-replay GAME=" + game);
    }

    private static List<Bar> bars(List<Map<String, String>> leaders) {
        double most = leaders.stream().mapToDouble(l -> Double.parseDouble(l.get("points"))).max().orElse(1);
        List<Bar> bars = new ArrayList<>();
        for (Map<String, String> leader : leaders) {
            double points = Double.parseDouble(leader.get("points"));
            bars.add(new Bar(leader.get("full_name"), leader.get("team_name"), leader.get("points"), (int) Math.round(100 * points / most)));
        }
        return bars;
    }

    private static Template template() {
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(StatusPage.class.getResourceAsStream("/web/status.html")), StandardCharsets.UTF_8)) {
            return Mustache.compiler().escapeHTML(true).nullValue("–").emptyStringIsFalse(true).compile(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
