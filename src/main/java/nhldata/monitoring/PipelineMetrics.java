package nhldata.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import nhldata.pgcopy.PgCopyConstants;
import nhldata.pgcopy.PgCopyEndpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeRedeliveryEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Metrics from Camel events: API requests, COPYs and redeliveries. It selects events by endpoint type and not by route id, so
 * that edited routes are counted too. Thread safe.
 */
final class PipelineMetrics extends EventNotifierSupport {

    private static final Map<String, String> CHANGES = Map.of("inserted", PgCopyConstants.INSERTED,
            "updated", PgCopyConstants.UPDATED, "deleted", PgCopyConstants.DELETED);

    private final MeterRegistry registry;
    private final Clock clock;
    private final Timer load;
    private volatile LastResponse lastResponse;

    /** The last response of the API; status 0 if a request failed without one. */
    record LastResponse(Instant at, int status, String failure) {
    }

    PipelineMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.load = Timer.builder("nhldata.load").description("Duration of a COPY including its transaction").register(registry);
        CHANGES.keySet().forEach(this::rows);
        fetches("ok");
        retries("boxscore", "boxscore");
        setIgnoreExchangeEvents(false);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeCompletedEvent(true);
        // Camel sends ExchangeRedelivery events only to notifiers that do not ignore ExchangeFailed events.
        setIgnoreExchangeFailedEvents(false);
        // Camel sends ExchangeSent events only to notifiers that do not ignore ExchangeSending events.
        setIgnoreExchangeSendingEvents(false);
        setIgnoreCamelContextEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
    }

    /** Null until this process has sent a request. */
    LastResponse lastResponse() {
        return lastResponse;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeRedeliveryEvent redelivery) {
            String route = Objects.requireNonNullElse(redelivery.getExchange().getFromRouteId(), "none");
            retries(route, GroupTags.of(redelivery.getExchange().getContext().getRoute(route))).increment();
        } else if (event instanceof ExchangeSentEvent sent && sent.getEndpoint() instanceof HttpEndpoint) {
            recordResponse(sent.getExchange(), Duration.ofMillis(sent.getTimeTaken()));
        } else if (event instanceof ExchangeSentEvent sent && sent.getEndpoint() instanceof PgCopyEndpoint) {
            recordCopy(sent.getExchange(), Duration.ofMillis(sent.getTimeTaken()));
        }
    }

    private void recordResponse(Exchange exchange, Duration time) {
        Throwable failure = exchange.getException();
        int status = failure instanceof HttpOperationFailedException http ? http.getStatusCode()
                : failure != null ? 0 : exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        lastResponse = new LastResponse(clock.instant(), status, status != 0 || failure == null ? null : failure.getClass().getSimpleName());
        fetches(outcome(status)).record(time);
    }

    private void recordCopy(Exchange exchange, Duration time) {
        load.record(time);
        CHANGES.forEach((change, header) -> {
            if (exchange.getException() == null) {
                rows(change).increment(exchange.getMessage().getHeader(header, 0, Integer.class));
            }
        });
    }

    private static String outcome(int status) {
        if (status == 0) {
            return "no answer";
        }
        return status < 300 ? "ok" : status == 429 ? "too many" : status < 500 ? "refused or not there" : "server error";
    }

    private Timer fetches(String outcome) {
        return Timer.builder("nhldata.fetch").description("Duration of NHL API requests by outcome").tag("outcome", outcome)
                .register(registry);
    }

    private Counter rows(String change) {
        return Counter.builder("nhldata.rows").description("Rows of game_stats inserted, updated or deleted by COPY").tag("change", change)
                .register(registry);
    }

    private Counter retries(String route, String group) {
        return Counter.builder("nhldata.retries").description("Redeliveries after a failure, by the first route of the exchange")
                .tag("route", route).tag("group", group).register(registry);
    }
}
