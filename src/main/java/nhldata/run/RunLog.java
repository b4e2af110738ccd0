package nhldata.run;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import nhldata.boxscore.GameTask;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeRedeliveryEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log lines and the retries of runs, from when they are logged until they are written to etl.run_log. Camel starts and stops it with the
 * routes, because it is an event notifier. While PostgreSQL is unavailable it keeps the latest 10,000 lines; of one run it takes as
 * many, and the log file has the others. Thread safe.
 */
public final class RunLog extends EventNotifierSupport {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT = 10_000;
    private static final int OF_A_RUN = 10_000;
    private static final int RUNS_COUNTED = 100;
    private static final int LONGEST = 1_000;
    /** Camel's own line about a retry, which is recorded as one. */
    private static final String ERROR_HANDLER = "org.apache.camel.processor.errorhandler";

    private final Clock clock;
    private final Function<Throwable, String> description;
    private final Deque<Line> waiting = new ArrayDeque<>();
    private final Map<String, Integer> taken = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > RUNS_COUNTED;
        }
    };
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            Map<String, String> about = event.getMDCPropertyMap();
            if (about.get("run") != null && !event.getLoggerName().startsWith(ERROR_HANDLER)) {
                add(about.get("run"), about.get("game"), event.getLevel().isGreaterOrEqual(ch.qos.logback.classic.Level.ERROR) ? "ERROR"
                        : event.getLevel().isGreaterOrEqual(ch.qos.logback.classic.Level.WARN) ? "WARN" : "INFO", Instant.ofEpochMilli(event.getTimeStamp()), event.getFormattedMessage());
            }
        }
    };
    private long lines;

    private record Line(long line, String run_id, String game_id, String at, String level, String message) {
    }

    /** @param description describes a failure in one line */
    public RunLog(Clock clock, Function<Throwable, String> description) {
        this.clock = clock;
        this.description = description;
        setIgnoreCamelContextEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeCompletedEvent(true);
        // Camel sends ExchangeRedelivery events only to notifiers that do not ignore ExchangeFailed events.
        setIgnoreExchangeFailedEvents(false);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
    }

    /** The id of the game that an exchange is about, from its variable {@code task}; null if it is about no single one. */
    public static String game(Object task) {
        Object game = task instanceof GameTask of ? of.gameId() : task instanceof Map<?, ?> claim ? claim.get("gameId") : null;
        return game == null ? null : game.toString();
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeRedeliveryEvent redelivery) {
            Exchange exchange = redelivery.getExchange();
            String run = exchange.getVariable("runId", String.class);
            if (run != null) {
                Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
                add(run, game(exchange.getVariable("task")), "RETRY", clock.instant(), "retry " + redelivery.getAttempt()
                        + " in stage " + exchange.getVariable("stage", "run", String.class) + (failure == null ? "" : ": " + description.apply(failure)));
            }
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            appender.setContext(logback);
            appender.start();
            logback.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            logback.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
        }
        appender.stop();
        super.doStop();
    }

    private synchronized void add(String run, String game, String level, Instant at, String message) {
        int count = taken.merge(run, 1, Integer::sum);
        if (count > OF_A_RUN) {
            return;
        }
        if (waiting.size() >= KEPT) {
            waiting.removeFirst();
        }
        String id = game != null && game.matches("\\d{10}") ? game : null;
        waiting.addLast(new Line(++lines, run, id, at.toString(), level, count == OF_A_RUN ? "more lines of this run are in the log file only" : text(message)));
    }

    /** What PostgreSQL accepts in jsonb: no NUL, no unpaired surrogate. */
    private static String text(String message) {
        String shown = Objects.requireNonNullElse(message, "").replace('\0', ' ');
        return new String((shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    public synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The lines that are not written yet, as JSON; they stay until {@link #written}. */
    public synchronized String lines() throws JsonProcessingException {
        return JSON.writeValueAsString(waiting);
    }

    /** Drops the lines up to this number. */
    public synchronized void written(long last) {
        while (!waiting.isEmpty() && waiting.peekFirst().line() <= last) {
            waiting.removeFirst();
        }
    }
}
