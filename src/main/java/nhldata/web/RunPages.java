package nhldata.web;

import com.samskivert.mustache.Template;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.status.RunHistory;

/** The pages {@code /runs} and {@code /runs/RUN}: the content of {@code nhldata runs} as HTML. 404 for an unknown run. */
final class RunPages implements Resource {

    static final String PATH = "/runs";

    private static final Map<String, String> POLICY = Map.of("Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    private static final int RUNS = 100;
    private static final int GAMES = 200;

    private final Database database;
    private final Template template = StatusPage.template("/web/runs.html");

    RunPages(Settings settings) {
        this.database = new Database(settings);
    }

    @Override
    public HttpResponse get(String path, Map<String, String> query) {
        Map<String, Object> model = new LinkedHashMap<>();
        int status = 200;
        try (Connection connection = database.connect()) {
            connection.setNetworkTimeout(Runnable::run, 10_000);
            if (path.equals(PATH) || path.equals(PATH + "/")) {
                model.put("runs", RunHistory.latest(connection, RUNS));
            } else if (path.startsWith(PATH + "/")) {
                fill(model, RunHistory.read(connection, path.substring(PATH.length() + 1)));
            } else {
                return HttpResponse.notFound("not found: " + path);
            }
        } catch (IllegalArgumentException e) {
            status = 404;
            model.put("refusal", e.getMessage());
        } catch (SQLException e) {
            status = 503;
            model.put("refusal", "PostgreSQL unavailable: " + database.describe() + ": " + e.getMessage());
        }
        return new HttpResponse(status, HttpResponse.HTML, template.execute(model).getBytes(StandardCharsets.UTF_8), POLICY);
    }

    private static void fill(Map<String, Object> model, RunHistory history) {
        model.put("run", history.run());
        model.put("title", history.run().get("run_id"));
        model.put("running", history.isRunning());
        model.put("stages", history.stages());
        model.put("hasGames", !history.games().isEmpty());
        model.put("games", history.games().stream().limit(GAMES).toList());
        model.put("moreGames", history.games().size() > GAMES ? history.games().size() - GAMES : null);
        model.put("hasLog", history.log() != null);
        model.put("log", history.log());
    }
}
