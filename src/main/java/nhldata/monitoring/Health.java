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
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.apache.camel.health.HealthCheckRegistry;

/**
 * Is the job well, and if not, why? Alive is the process whose Camel context runs; ready is the job that can do its work
 * and did it, for which etl.action_required has no row of severity error. No check puts a request on the NHL's API.
 */
public final class Health {

    /** Each circuit breaker of {@code routes/api.camel.yaml} by its id. */
    static final List<String> BREAKERS = List.of("nhl-api", "nhl-bios");
    private static final String ACTION_REQUIRED = "action required";
    /** Of the rows, so many are named. */
    private static final int MOST = 3;

    /** The folder of the routes is polled every second, unless an edit is being applied. */
    private static final Duration UNPOLLED = Duration.ofMinutes(5);

    /** What no single process can help. */
    private static final List<String> OF_THE_JOB = List.of("api", ACTION_REQUIRED);

    private final CamelContext camel;
    private final Ledger ledger;
    private final Buckets buckets;
    private final PipelineMetrics pipeline;
    private final Watchdog watchdog;
    private volatile CheckResult lastRoutes;
    private final Map<String, Supplier<CheckResult>> looks = new LinkedHashMap<>();

    Health(CamelContext camel, Ledger ledger, Buckets buckets, Optional<Channel> channel, PipelineMetrics pipeline, Watchdog watchdog) {
        this.camel = camel;
        this.ledger = ledger;
        this.buckets = buckets;
        this.pipeline = pipeline;
        this.watchdog = watchdog;
        looks.put("database", this::database);
        looks.put("bucket", buckets::look);
        looks.put("api", this::api);
        channel.ifPresent(games -> looks.put("games channel", games::look));
        looks.put("routes", this::routes);
        looks.put(ACTION_REQUIRED, this::actionRequired);
        lastRoutes = routesNow();
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
        looks.forEach((name, look) -> registry.register(new CamelHealthCheck(name.replace(' ', '-'), look)));
    }

    /** Does the process work at all? When not, only a restart helps. */
    public CheckResult live() {
        ServiceStatus status = camel.getStatus();
        Optional<String> hung = watchdog.hung(camel);
        if (hung.isPresent()) {
            return CheckResult.unwell("process", hung.get(), "restart it: what hangs is left to the next run");
        }
        return status.isStarted() ? CheckResult.well("process", "the routes' context runs since " + since(camel.getUptime()))
                : CheckResult.unwell("process", "the routes' context is " + status, "restart it");
    }

    public List<CheckResult> ready() {
        return looks.values().stream().map(Supplier::get).toList();
    }

    /**
     * Can this process do its part? Without what is said of the job as a whole: an orchestrator that holds a new process back
     * because the last run failed would hold back the one that mends it.
     */
    public List<CheckResult> process() {
        return looks.entrySet().stream().filter(look -> !OF_THE_JOB.contains(look.getKey())).map(look -> look.getValue().get()).toList();
    }

    private CheckResult database() {
        Ledger.Answer answer = ledger.ask();
        return answer.failure() == null ? CheckResult.well("database", ledger.describe() + " answers")
                : CheckResult.unwell("database", ledger.describe() + " does not answer: " + answer.failure().getMessage(),
                        "see that PostgreSQL runs and that PGHOST, PGPORT and PGPASSWORD are right");
    }

    private CheckResult api() {
        for (String breaker : BREAKERS) {
            if (breakerState(breaker) == Breaker.OPEN) {
                return CheckResult.unwell("api", "the breaker " + breaker + " is open: half of the last answers of the API were failures",
                        "nothing, unless it stays so: the API is asked again in seconds");
            }
        }
        PipelineMetrics.LastAnswer last = pipeline.lastAnswer();
        if (last == null) {
            return CheckResult.well("api", "not asked since the start");
        }
        String when = " " + since(Duration.between(last.at(), Instant.now(Clock.systemUTC()))) + " ago";
        String what = last.status() == 0 ? "no answer (" + last.failure() + ")" + when : "last answer " + last.status() + when;
        ApiHealth apiHealth = camel.getRegistry().lookupByNameAndType("apiHealth", ApiHealth.class);
        return apiHealth != null && apiHealth.isUnavailable()
                ? CheckResult.unwell("api", "the API counts as dead: " + what, "nothing: the next run takes what waits; now: nhldata backfill --from … --to …")
                : CheckResult.well("api", what);
    }

    /** While an edit replaces routes, what was true before it: those that do not run just now will in a moment. */
    private CheckResult routes() {
        RouteWatch watch = camel.hasService(RouteWatch.class);
        boolean wasReplacing = watch != null && watch.isReplacing();
        CheckResult before = lastRoutes;
        CheckResult now = routesNow();
        if (wasReplacing || watch != null && watch.isReplacing()) {
            return before;
        }
        lastRoutes = now;
        return now;
    }

    private CheckResult routesNow() {
        RouteWatch watch = camel.hasService(RouteWatch.class);
        if (watch != null && watch.failure().isPresent()) {
            return CheckResult.unwell("routes", watch.failure().get(), "look into the log; restart the program if it stays so");
        }
        if (watch != null && Duration.between(watch.polledAt(), Instant.now(Clock.systemUTC())).compareTo(UNPOLLED) > 0) {
            return CheckResult.unwell("routes", "the folder of the routes was last polled " + since(Duration.between(watch.polledAt(), Instant.now(Clock.systemUTC()))) + " ago",
                    "see that the folder can be read; restart the program if it stays so");
        }
        List<String> stopped = camel.getRoutes().stream().map(Route::getRouteId).filter(this::isStopped).sorted().toList();
        return stopped.isEmpty() ? CheckResult.well("routes", camel.getRoutes().size() + " routes run")
                : CheckResult.unwell("routes", "not running: " + String.join(", ", stopped), "start them in Hawtio, or restart the program");
    }

    private boolean isStopped(String route) {
        ServiceStatus status = camel.getRouteController().getRouteStatus(route);
        // none: an edit has taken the route away since it was listed
        return status != null && !status.isStarted();
    }

    /** What the ledger says of the job. A warning is for an operator, no failure of the job. */
    private CheckResult actionRequired() {
        LedgerStatistics figures = ledger.ask().figures();
        if (figures == null) {
            return CheckResult.unwell(ACTION_REQUIRED, "unknown without the database", "see database");
        }
        List<Action> required = Action.required(figures.actions());
        List<Action> errors = required.stream().filter(Action::isError).toList();
        if (errors.isEmpty()) {
            return CheckResult.well(ACTION_REQUIRED, required.isEmpty() ? "no action required" : required.size() + " warnings, no error");
        }
        return CheckResult.unwell(ACTION_REQUIRED, errors.size() + (errors.size() == 1 ? " error: " : " errors, the oldest: ") + errors.stream().limit(MOST)
                .map(a -> a.subject() + ": " + a.reason()).collect(Collectors.joining("; ")), errors.get(0).command());
    }

    /** A breaker that no route has any more is closed. */
    Breaker breakerState(String id) {
        ResilienceProcessor breaker = camel.getProcessor(id) == null ? null : camel.getProcessor(id, ResilienceProcessor.class);
        return breaker == null || breaker.getCircuitBreakerState() == null ? Breaker.CLOSED : Breaker.of(breaker.getCircuitBreakerState());
    }

    private static String since(Duration time) {
        return time.toHours() >= 48 ? time.toDays() + " days" : time.toMinutes() >= 120 ? time.toHours() + " hours"
                : time.toSeconds() >= 120 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
    }
}
