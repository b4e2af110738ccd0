package nhldata.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class FailedAttemptTest {

    private final RetryAfter retryAfter = new RetryAfter(Clock.systemUTC(), Duration.ofMinutes(2));
    private final FailedAttempt failedAttempt = new FailedAttempt(retryAfter, new ApiHealth(Clock.systemUTC(), Duration.ofMinutes(5)));
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void countsEveryFailedDelivery() {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IOException("reset"));
        failedAttempt.process(exchange);
        assertEquals(1, FailedAttempt.count(exchange));
        failedAttempt.process(exchange);
        failedAttempt.process(exchange);
        assertEquals(3, FailedAttempt.count(exchange));
        assertEquals(0, retryAfter.remainingMillis());
    }

    @Test
    void whatWasNeverCountedFailedOnce() {
        assertEquals(1, FailedAttempt.count(exchange));
    }

    @Test
    void passesOnWhenTheApiMayBeAskedAgain() {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT,
                new HttpOperationFailedException("http://localhost/v1", 503, "busy", null, Map.of("Retry-After", "60"), ""));
        failedAttempt.process(exchange);
        assertTrue(retryAfter.remainingMillis() > 0);
    }
}
