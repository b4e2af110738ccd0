package nhldata.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nhldata.api.ApiHealth;
import nhldata.reload.RouteWatch;
import nhldata.status.Action;
import nhldata.status.CheckResult;
import nhldata.status.Ledger;
import nhldata.status.LedgerStatistics;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.apache.camel.health.HealthCheckRegistry;

/**
 * Health checks. A process is live if its Camel context runs and nothing hangs. The application is ready if its dependencies
 * are available and etl.action_required has no row of severity error. No check sends a request to the NHL API.
 */
public final class Health {

    /** The ids of the circuit breakers in {@code routes/api.camel.yaml}. */
    static final List<String> BREAKERS = List.of("nhl-api", "nhl-bios", "nhl-optional");
    private static final String ACTION_REQUIRED = "action required";
    /** Maximum number of actions in a message. */
    private static final int MAX_ACTIONS = 3;

    /** The routes directory is polled every second, unless an edit is being applied. */
    private static final Duration MAX_POLL_DELAY = Duration.ofMinutes(5);

    /** Checks of the application as a whole, which a restart of a process cannot fix. */
    private static final List<String> APPLICATION_WIDE = List.of("api", ACTION_REQUIRED);

    private final CamelContext camel;
    private final Ledger ledger;
    private final Buckets buckets;
    private final PipelineMetrics pipeline;
    private final Watchdog watchdog;
    private volatile CheckResult lastRoutes;
    private final Map<String, Supplier<CheckResult>> checks = new LinkedHashMap<>();

    Health(CamelContext camel, Ledger ledger, Buckets buckets, Optional<Channel> channel, PipelineMetrics pipeline, Watchdog watchdog) {
        this.camel = camel;
        this.ledger = ledger;
        this.buckets = buckets;
        this.pipeline = pipeline;
        this.watchdog = watchdog;
        checks.put("database", this::database);
        checks.put("bucket", buckets::check);
        checks.put("api", this::api);
        channel.ifPresent(games -> checks.put("games queue", games::check));
        checks.put("routes", this::routes);
        checks.put(ACTION_REQUIRED, this::actionRequired);
        lastRoutes = currentRoutes();
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
        checks.forEach((name, check) -> registry.register(new CamelHealthCheck(name.replace(' ', '-'), check)));
    }

    /** Liveness: if it fails, the process must be restarted. */
    public CheckResult live() {
        ServiceStatus status = camel.getStatus();
        Optional<String> hung = watchdog.hung(camel);
        if (hung.isPresent()) {
            return CheckResult.failed("process", hung.get(), "restart it: the next run processes the games that hang");
        }
        return status.isStarted() ? CheckResult.ok("process", "Camel context running for " + format(camel.getUptime()))
                : CheckResult.failed("process", "Camel context is " + status, "restart it");
    }

    public List<CheckResult> ready() {
        return checks.values().stream().map(Supplier::get).toList();
    }

    /**
     * Readiness of this process, without the application-wide checks: an orchestrator that withheld a new process because the
     * last run failed would withhold the one that can repeat it.
     */
    public List<CheckResult> process() {
        return checks.entrySet().stream().filter(check -> !APPLICATION_WIDE.contains(check.getKey())).map(check -> check.getValue().get()).toList();
    }

    private CheckResult database() {
        Ledger.Reading reading = ledger.read();
        return reading.failure() == null ? CheckResult.ok("database", ledger.describe() + " available")
                : CheckResult.failed("database", ledger.describe() + " unavailable: " + reading.failure().getMessage(),
                        "check PGHOST, PGPORT and PGPASSWORD; run: nhldata doctor");
    }

    private CheckResult api() {
        for (String breaker : BREAKERS) {
            if (breakerState(breaker) == Breaker.OPEN) {
                return CheckResult.failed("api", "circuit breaker " + breaker + " is open: half of the last API requests failed",
                        "none, unless it stays open: the API is requested again within seconds");
            }
        }
        PipelineMetrics.LastResponse last = pipeline.lastResponse();
        if (last == null) {
            return CheckResult.ok("api", "no request since the start");
        }
        String age = " " + format(Duration.between(last.at(), Instant.now(Clock.systemUTC()))) + " ago";
        String what = last.status() == 0 ? "no response (" + last.failure() + ")" + age : "last response " + last.status() + age;
        ApiHealth apiHealth = camel.getRegistry().lookupByNameAndType("apiHealth", ApiHealth.class);
        return apiHealth != null && apiHealth.isUnavailable()
                ? CheckResult.failed("api", "NHL API unavailable: " + what, "none: the next run fetches the deferred games; to fetch them now run: nhldata backfill --from … --to …")
                : CheckResult.ok("api", what);
    }

    /** While an edit replaces routes, returns the result from before the edit: the routes are stopped only briefly. */
    private CheckResult routes() {
        RouteWatch watch = camel.hasService(RouteWatch.class);
        boolean wasReplacing = watch != null && watch.isReplacing();
        CheckResult before = lastRoutes;
        CheckResult now = currentRoutes();
        if (wasReplacing || watch != null && watch.isReplacing()) {
            return before;
        }
        lastRoutes = now;
        return now;
    }

    private CheckResult currentRoutes() {
        RouteWatch watch = camel.hasService(RouteWatch.class);
        if (watch != null && watch.failure().isPresent()) {
            return CheckResult.failed("routes", watch.failure().get(), "see the log; restart the service if the failure persists");
        }
        if (watch != null && Duration.between(watch.polledAt(), Instant.now(Clock.systemUTC())).compareTo(MAX_POLL_DELAY) > 0) {
            return CheckResult.failed("routes", "the routes directory was last polled " + format(Duration.between(watch.polledAt(), Instant.now(Clock.systemUTC()))) + " ago",
                    "check that the directory is readable; restart the service if the failure persists");
        }
        List<String> stopped = camel.getRoutes().stream().filter(route -> isStopped(route.getRouteId()))
                .map(route -> route.getRouteId() + " (" + GroupTags.of(route) + ")").sorted().toList();
        return stopped.isEmpty() ? CheckResult.ok("routes", camel.getRoutes().size() + " routes running")
                : CheckResult.failed("routes", "not running: " + String.join(", ", stopped), "start them in Hawtio, or restart the service");
    }

    private boolean isStopped(String route) {
        ServiceStatus status = camel.getRouteController().getRouteStatus(route);
        // null if an edit has removed the route since it was listed
        return status != null && !status.isStarted();
    }

    /** Fails if there are errors; warnings need an operator too, but are no failure. */
    private CheckResult actionRequired() {
        LedgerStatistics statistics = ledger.read().statistics();
        if (statistics == null) {
            return CheckResult.failed(ACTION_REQUIRED, "unknown: PostgreSQL unavailable", "see check database");
        }
        List<Action> required = Action.required(statistics.actions());
        List<Action> errors = required.stream().filter(Action::isError).toList();
        if (errors.isEmpty()) {
            return CheckResult.ok(ACTION_REQUIRED, required.isEmpty() ? "no action required" : required.size() + " warnings, no error");
        }
        return CheckResult.failed(ACTION_REQUIRED, errors.size() + (errors.size() == 1 ? " error: " : " errors, the oldest: ") + errors.stream().limit(MAX_ACTIONS)
                .map(a -> a.subject() + ": " + a.reason()).collect(Collectors.joining("; ")), errors.get(0).command());
    }

    /** CLOSED if no route contains the breaker. */
    Breaker breakerState(String id) {
        ResilienceProcessor breaker = camel.getProcessor(id) == null ? null : camel.getProcessor(id, ResilienceProcessor.class);
        return breaker == null || breaker.getCircuitBreakerState() == null ? Breaker.CLOSED : Breaker.of(breaker.getCircuitBreakerState());
    }

    private static String format(Duration time) {
        return time.toHours() >= 48 ? time.toDays() + " days" : time.toMinutes() >= 120 ? time.toHours() + " hours"
                : time.toSeconds() >= 120 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
    }
}
