package nhldata.web;

import com.samskivert.mustache.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.why.Explanation;
import nhldata.why.Question;
import nhldata.why.Question.Phase;
import nhldata.why.Subject;
import nhldata.why.Trace;
import nhldata.why.TraceReader;

/**
 * The page {@code /why?player=…&season=…&stat=…&phase=…&game=…}: the content of {@code nhldata why} as HTML, with links to the other statistics
 * and seasons. 400 with the reason for a question that names nothing or too much, 404 for an unknown player or team.
 */
final class WhyPage implements Resource {

    private static final Map<String, String> POLICY = Map.of("Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");

    private final Database database;
    private final Template template = StatusPage.template("/web/why.html");

    WhyPage(Settings settings) {
        this.database = new Database(settings);
    }

    private record Link(String title, String href, boolean current) {
    }

    @Override
    public HttpResponse get(String path, Map<String, String> query) {
        if (!path.equals("/why")) {
            return HttpResponse.notFound("not found: " + path);
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("asked", query.getOrDefault("player", ""));
        int status = 200;
        try (Connection connection = database.connect()) {
            connection.setNetworkTimeout(Runnable::run, 10_000);
            fill(model, TraceReader.read(connection, Question.of(query.get("player"), query.get("season"),
                    Phase.of(query.getOrDefault("phase", Phase.REGULAR_SEASON.label())), query.get("game"), query.get("stat"))));
        } catch (Subject.NotFoundException e) {
            status = e.candidates().isEmpty() ? 404 : 400;
            model.put("refusal", e.getMessage().lines().findFirst().orElseThrow());
            model.put("candidates", e.candidates().stream().map(subject -> new Link(subject.description(), link(query, "player", String.valueOf(subject.id())), false)).toList());
        } catch (IllegalArgumentException e) {
            status = 400;
            model.put("refusal", e.getMessage());
        } catch (IllegalStateException e) {
            status = 503;
            model.put("refusal", e.getMessage());
        } catch (SQLException e) {
            status = 503;
            boolean isRefused = "42501".equals(e.getSQLState());
            model.put("refusal", (isRefused ? "the role of the service may not read everything: grant nhldata_reader to it: " : "PostgreSQL unavailable: ")
                    + database.describe() + ": " + e.getMessage());
        }
        return new HttpResponse(status, HttpResponse.HTML, template.execute(model).getBytes(StandardCharsets.UTF_8), POLICY);
    }

    private static void fill(Map<String, Object> model, Trace trace) {
        Explanation explanation = new Explanation(trace);
        String id = String.valueOf(trace.subject().id());
        Map<String, String> here = new LinkedHashMap<>(Map.of("player", id, "stat", trace.statistic().name(), "phase", trace.question().phase().label(),
                "season", trace.season() == null ? "all" : String.valueOf(trace.season())));
        model.put("trace", true);
        model.put("asked", trace.subject().name());
        model.put("shown", trace.shown());
        model.put("corrections", trace.corrections());
        model.put("exceptions", trace.exceptions());
        model.put("css", trace.agrees() ? "good" : "warn");
        model.put("answer", explanation.answer());
        model.put("notes", explanation.notes());
        model.put("origins", explanation.origins());
        model.put("missing", trace.missingShown());
        model.put("statistics", trace.statistics().stream().map(s -> new Link(s.name(), link(here, "stat", s.name()), s.equals(trace.statistic()))).toList());
        List<Link> seasons = new ArrayList<>(trace.seasons().stream()
                .map(s -> new Link(Question.seasonName(s), link(here, "season", String.valueOf(s)), s.equals(trace.season()))).toList());
        if (trace.statistic().hasAllTotals()) {
            seasons.add(new Link("all", link(here, "season", "all"), trace.season() == null));
        }
        model.put("seasons", seasons);
        model.put("phases", List.of(Phase.values()).stream().filter(p -> p != Phase.TOGETHER || trace.statistic().hasAllTotals()).map(p -> new Link(p.label(), link(here, "phase", p.label()), p == trace.question().phase())).toList());
    }

    /** The same question with one part changed. */
    private static String link(Map<String, String> question, String part, String value) {
        Map<String, String> changed = new LinkedHashMap<>(question);
        changed.put(part, value);
        return "/why?" + String.join("&", changed.entrySet().stream()
                .map(e -> URLEncoder.encode(e.getKey(), StandardCharsets.UTF_8) + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8)).toList());
    }
}
