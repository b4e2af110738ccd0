package nhldata.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nhldata.monitoring.Health;
import nhldata.status.CheckResult;

/** Health endpoints: status 200 or 503, with the results of the checks as JSON. */
final class HealthPages {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Health health;

    HealthPages(Health health) {
        this.health = health;
    }

    void on(HttpPort port) {
        // independent of the other endpoints: a liveness probe that times out restarts the process
        port.serve("/health/live", (path, query) -> path.equals("/health/live") ? response(List.of(health.live())) : HttpResponse.notFound("not found: " + path));
        port.serveBlocking("/health", 2, (path, query) -> switch (path) {
            case "/health", "/health/ready" -> response(health.ready());
            case "/health/process" -> response(health.process());
            default -> HttpResponse.notFound("not found; see /health/live, /health/process and /health/ready");
        });
    }

    private static HttpResponse response(List<CheckResult> checks) throws JsonProcessingException {
        boolean ok = checks.stream().allMatch(CheckResult::ok);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("status", ok ? "UP" : "DOWN");
        document.put("reason", ok ? null : String.join("; ", checks.stream().filter(check -> !check.ok()).map(CheckResult::message).toList()));
        document.put("checks", checks);
        return HttpResponse.of(ok ? 200 : 503, HttpResponse.JSON, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
    }
}
