package nhldata.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nhldata.monitoring.Health;
import nhldata.status.CheckResult;

/** Health for probes and people: 200 or 503, and in JSON what was found, in words. */
final class HealthPages {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Health health;

    HealthPages(Health health) {
        this.health = health;
    }

    void on(HttpPort port) {
        // whatever the others wait for: a probe that gets no answer ends a process in the middle of its work
        port.serve("/health/live", (path, query) -> path.equals("/health/live") ? answer(List.of(health.live())) : HttpResponse.notFound("there is nothing at " + path));
        port.serveApart("/health", 2, (path, query) -> switch (path) {
            case "/health", "/health/ready" -> answer(health.ready());
            case "/health/process" -> answer(health.process());
            default -> HttpResponse.notFound("there is /health/live, /health/process and /health/ready");
        });
    }

    private static HttpResponse answer(List<CheckResult> findings) throws JsonProcessingException {
        boolean well = findings.stream().allMatch(CheckResult::well);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("status", well ? "UP" : "DOWN");
        document.put("reason", well ? null : String.join("; ", findings.stream().filter(f -> !f.well()).map(CheckResult::words).toList()));
        document.put("checks", findings);
        return HttpResponse.of(well ? 200 : 503, HttpResponse.JSON, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
    }
}
