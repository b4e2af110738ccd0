package nhldata.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The runs of this process: what each is called, which of them are in hand, and how long one waits for its games. A run is in hand from
 * before its row is written until its work has ended, however it ends; a running row of this process that is not in hand is of a run
 * whose end PostgreSQL could not be told. Thread safe.
 */
public final class Runs {

    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUN = "runId";
    private static final int ENDED_KEPT = 1000;
    private static final String WITHOUT_A_RESULT = "failed: its work ended without a result";

    private final Clock clock;
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    /** Why a run has failed whose row still says running when its work has ended. */
    private final Map<String, String> ended = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > ENDED_KEPT;
        }
    });
    private final SecureRandom random = new SecureRandom();
    private final Duration stall;
    private final Function<Throwable, String> words;

    /** @param words what a failure says in one line */
    public Runs(Clock clock, Duration stall, Function<Throwable, String> words) {
        this.clock = clock;
        this.stall = stall;
        this.words = words;
    }

    /** Such as {@code 20261122-100000-sweep-3f9a1c}: start in UTC, kind, and six random digits against two at once. */
    public String newId(RunRequest request) {
        return String.format(Locale.ROOT, "%s-%s-%06x", START.format(clock.instant()), request.kind(), random.nextInt(1 << 24));
    }

    /** The scheduled run over these dates. */
    public RunRequest scheduled(String from, String to) {
        return RunRequest.over("sweep", from, to, "due", "oldest");
    }

    /** From now on the run of this exchange is in hand, at the longest until the exchange is done. */
    public void begin(Exchange exchange) {
        String run = exchange.getVariable(RUN, String.class);
        inHand.add(run);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            /** A message that the run sends is no part of its work. */
            @Override
            public boolean allowHandover() {
                return false;
            }

            @Override
            public void onDone(Exchange done) {
                inHand.remove(run);
                started.remove(run);
                ended.putIfAbsent(run, WITHOUT_A_RESULT);
            }
        });
    }

    /** The row of the run of this exchange is written. */
    public void started(Exchange exchange) {
        started.add(exchange.getVariable(RUN, String.class));
    }

    /** Whether this exchange has a run whose row is written: when that has failed it is over, and is not retried. */
    public boolean isStarted(Exchange exchange) {
        return started.contains(exchange.getVariable(RUN, "", String.class));
    }

    /** The work on the run of this exchange has ended, well or with the exception that the exchange has caught. */
    public void end(Exchange exchange) {
        String run = exchange.getVariable(RUN, String.class);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        ended.put(run, failure == null ? WITHOUT_A_RESULT : (isStopping(exchange.getContext()) ? "stopped before its end: " : "failed: ") + words.apply(failure));
        inHand.remove(run);
    }

    /** The ids of the runs in hand, with commas between them. */
    public String inHand() {
        return String.join(",", inHand);
    }

    /** The runs whose work has ended, as JSON: id to why it has failed, should its row still say running. */
    public String ended() throws JsonProcessingException {
        synchronized (ended) {
            return JSON.writeValueAsString(ended);
        }
    }

    /**
     * Does a run wait for games that are under way? Not when nothing has moved for long: then it must end and say so.
     * Nor when the program is being stopped: what is left is found by the next run.
     */
    public boolean mustWait(long games, int quietMinutes, CamelContext program) {
        return mustWait(games, quietMinutes, isStopping(program));
    }

    /** {@code ${camelContext.stopping}}, for which Camel looks at each method of its context: a third of a second in a new JVM. */
    public boolean isStopping(CamelContext program) {
        return program.isStopping();
    }

    boolean mustWait(long games, int quietMinutes, boolean stopping) {
        return games > 0 && quietMinutes < stall.toMinutes() && !stopping;
    }
}
