package nhldata.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.monitoring.Health;
import nhldata.status.Leaders;
import nhldata.status.Rows;
import nhldata.status.Status;

/**
 * The status page at {@code /}: the content of {@code nhldata status} as HTML. Rendered on the server, so that it works
 * without JavaScript; the template escapes all values.
 */
final class StatusPage implements Resource {

    /** Allows no other origin and no inline code, so that markup in a reason (which may quote an API response) cannot run. */
    private static final Map<String, String> POLICY = Map.of("Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    private static final int ACTIONS_SHOWN = 20;

    private final Database database;
    private final Health health;
    private final Optional<URI> hawtio;
    private final BuiltPages built;
    private final Template template = template("/web/status.html");

    StatusPage(Settings settings, Health health, Optional<URI> hawtio, BuiltPages built) {
        this.database = new Database(settings);
        this.health = health;
        this.hawtio = hawtio;
        this.built = built;
    }

    @Override
    public HttpResponse get(String path, Map<String, String> query) {
        Map<String, Object> model = new LinkedHashMap<>();
        try (Connection connection = database.connect()) {
            connection.setNetworkTimeout(Runnable::run, 10_000);
            ledger(model, connection, query.get("before"));
        } catch (SQLException e) {
            model.put("verdict", new Verdict("bad", "PostgreSQL unavailable (ledger)", database.describe() + ": " + e.getMessage()));
            model.put("ledger", false);
        }
        model.put("checks", health.ready());
        model.put("hawtio", hawtio.map(URI::toString).orElse(null));
        model.put("pages", built.links());
        return new HttpResponse(200, HttpResponse.HTML, template.execute(model).getBytes(StandardCharsets.UTF_8), POLICY);
    }

    /** The same as {@code status --json} prints. */
    HttpResponse json() throws IOException, SQLException {
        try (Connection connection = database.connect()) {
            return HttpResponse.of(200, HttpResponse.JSON,
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(Status.read(connection).asMap()) + "\n");
        }
    }

    /** @param css good, warn, bad or idle */
    private record Verdict(String css, String title, String note) {
    }

    /** @param query the name, encoded for a URL */
    private record Bar(String player, String team, String points, int percent, String query) {
    }

    private void ledger(Map<String, Object> model, Connection connection, String before) throws SQLException {
        Status status = Status.read(connection);
        model.put("ledger", true);
        model.put("verdict", verdict(status));
        model.put("hasActions", !status.actions().isEmpty());
        model.put("actionsTitle", status.required().isEmpty() ? "For information" : "Action required");
        model.put("actions", status.actions().stream().limit(ACTIONS_SHOWN).toList());
        model.put("moreActions", status.actions().size() > ACTIONS_SHOWN ? status.actions().size() - ACTIONS_SHOWN : null);
        model.put("running", status.runs().stream().anyMatch(r -> "running".equals(r.get("status"))));
        model.put("sample", status.isSample());
        model.put("hasRuns", !status.runs().isEmpty());
        model.put("runs", grouped(status.runs()));
        model.put("freshness", grouped(List.of(status.freshness())).get(0));
        model.put("deadLetterCount", status.deadLetters().size());
        model.put("hasDeadLetters", !status.deadLetters().isEmpty());
        model.put("marts", status.marts().isEmpty() ? null : grouped(List.of(status.marts())).get(0));
        model.put("calendar", Calendar.of(Rows.of(connection, Calendar.SQL), before));
        try {
            List<Bar> leaders = bars(Leaders.top(connection, 10));
            model.put("hasLeaders", !leaders.isEmpty());
            model.put("leaders", leaders);
            model.put("range", Rows.of(connection, "select min(game_date) as first, max(game_date) as last from etl.game where loaded_at is not null").get(0));
        } catch (IllegalStateException e) {
            model.put("noLeaders", e.getMessage());
        }
    }

    private static Verdict verdict(Status status) {
        if (status.runs().isEmpty() && status.required().isEmpty()) {
            return new Verdict("idle", "No runs yet", "run: nhldata sweep --from DATE --to DATE");
        }
        return switch (status.exitCode()) {
            case 0 -> new Verdict("good", "OK: no action required", null);
            case 2 -> new Verdict("warn", "ACTION REQUIRED (" + status.required().size() + ")", null);
            default -> new Verdict("bad", "ACTION REQUIRED (" + status.required().size() + ")", null);
        };
    }

    /** Formats counts with a thousands separator; other values are unchanged. */
    private static List<Map<String, String>> grouped(List<Map<String, String>> rows) {
        return rows.stream().map(row -> {
            Map<String, String> shown = new LinkedHashMap<>(row);
            shown.replaceAll((column, value) -> value != null && value.matches("\\d{4,}") ? String.format(Locale.ROOT, "%,d", Long.parseLong(value)) : value);
            return shown;
        }).toList();
    }

    private static List<Bar> bars(List<Map<String, String>> leaders) {
        double most = leaders.stream().mapToDouble(l -> Double.parseDouble(l.get("points"))).max().orElse(1);
        List<Bar> bars = new ArrayList<>();
        for (Map<String, String> leader : leaders) {
            double points = Double.parseDouble(leader.get("points"));
            bars.add(new Bar(leader.get("full_name"), leader.get("team_name"), String.format(Locale.ROOT, "%,d", (long) points), (int) Math.round(100 * points / most),
                    URLEncoder.encode(leader.get("full_name"), StandardCharsets.UTF_8)));
        }
        return bars;
    }

    static Template template(String file) {
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(StatusPage.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            return Mustache.compiler().escapeHTML(true).nullValue("–").emptyStringIsFalse(true).compile(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
