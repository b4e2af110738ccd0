package nhldata.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of this process: their ids, and which of them are active. A run is active from
 * before its row is inserted until its work has ended, with or without success. A row with status running whose run is not active
 * belongs to a run whose end could not be recorded because PostgreSQL was unavailable. Thread safe.
 */
public final class Runs {

    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUN = "runId";
    private static final int ENDED_KEPT = 1000;
    private static final String NO_RESULT = "failed: ended without a result";

    private final Clock clock;
    private final Set<String> active = ConcurrentHashMap.newKeySet();
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    /** Run id to failure reason, for ended runs whose rows may still have status running. */
    private final Map<String, String> ended = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > ENDED_KEPT;
        }
    });
    private final SecureRandom random = new SecureRandom();
    private final Function<Throwable, String> description;

    /** @param description describes a failure in one line */
    public Runs(Clock clock, Function<Throwable, String> description) {
        this.clock = clock;
        this.description = description;
    }

    /** The id of the request; otherwise a new one such as {@code 20261122-100000-sweep-3f9a1c}: start in UTC, kind, and six random hex digits for uniqueness. */
    public String newId(RunRequest request) {
        return request.id() != null ? request.id() : String.format(Locale.ROOT, "%s-%s-%06x", START.format(clock.instant()), request.kind(), random.nextInt(1 << 24));
    }

    /** The scheduled run over these dates. */
    public RunRequest scheduled(String from, String to) {
        return RunRequest.over("sweep", from, to, "due", "oldest");
    }

    /** Marks the run of this exchange as active, until {@link #end} or the completion of the exchange. */
    public void begin(Exchange exchange) {
        String run = exchange.getVariable(RUN, String.class);
        active.add(run);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            /** A message sent by the run is not part of it. */
            @Override
            public boolean allowHandover() {
                return false;
            }

            @Override
            public void onDone(Exchange done) {
                active.remove(run);
                started.remove(run);
                cancelled.remove(run);
                ended.putIfAbsent(run, NO_RESULT);
            }
        });
    }

    /** Marks the row of the run of this exchange as inserted. */
    public void started(Exchange exchange) {
        started.add(exchange.getVariable(RUN, String.class));
    }

    /** Whether the row of the run of this exchange is inserted: if it fails then, it has ended and is not retried. */
    public boolean isStarted(Exchange exchange) {
        return started.contains(exchange.getVariable(RUN, "", String.class));
    }

    /** Marks the run of this exchange as ended, with the exception that the exchange has caught, if any. */
    public void end(Exchange exchange) {
        String run = exchange.getVariable(RUN, String.class);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        ended.put(run, failure == null ? NO_RESULT : (isStopping(exchange.getContext()) ? "stopped before its end: " : "failed: ") + description.apply(failure));
        active.remove(run);
    }

    /** Marks runs as cancelled by an operator: rows of {@code runId}. */
    public void cancel(List<Map<String, Object>> rows) {
        rows.forEach(row -> {
            String run = (String) row.get(RUN);
            if (active.contains(run) && cancelled.add(run)) {
                LOG.warn("run {} is cancelled: it ends as soon as its games in progress have ended", run);
            }
        });
    }

    /** Whether no operator has cancelled the run. */
    public boolean isWanted(String run) {
        return !cancelled.contains(run);
    }

    /** The ids of the active runs, comma-separated. */
    public String active() {
        return String.join(",", active);
    }

    /** The ended runs as JSON: run id to failure reason, used if the row still has status running. */
    public String ended() throws JsonProcessingException {
        synchronized (ended) {
            return JSON.writeValueAsString(ended);
        }
    }

    /** Replaces {@code ${camelContext.stopping}}, for which Camel introspects its context: a third of a second in a new JVM. */
    public boolean isStopping(CamelContext camel) {
        return camel.isStopping();
    }
}
