package nhldata.deadletter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import nhldata.api.ApiHealth;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class FailedAttemptTest {

    private final ApiHealth health = new ApiHealth(Clock.systemUTC(), Duration.ZERO);
    private final FailedAttempt failedAttempt = new FailedAttempt(health);
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void countsEveryFailedDelivery() {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IOException("reset"));
        failedAttempt.process(exchange);
        assertEquals(1, FailedAttempt.count(exchange));
        failedAttempt.process(exchange);
        failedAttempt.process(exchange);
        assertEquals(3, FailedAttempt.count(exchange));
    }

    @Test
    void whatWasNeverCountedFailedOnce() {
        assertEquals(1, FailedAttempt.count(exchange));
    }

    @Test
    void passesOnThatTheApiIsUnwell() {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IllegalStateException("a bug of ours"));
        failedAttempt.process(exchange);
        assertFalse(health.isUnavailable());
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new HttpOperationFailedException("/v1", 503, "busy", null, Map.of(), ""));
        failedAttempt.process(exchange);
        assertTrue(health.isUnavailable(), "with no time to be unwell in");
    }
}
