package nhldata.errors;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Notes each failed delivery as it happens: counts it for the dead letter, since Camel forgets its own count when it gives
 * up, and passes on what the API said about when it may be asked again.
 */
public final class FailedAttempt implements Processor {

    private static final String COUNT = "failedAttempts";

    private final RetryAfter retryAfter;

    public FailedAttempt(RetryAfter retryAfter) {
        this.retryAfter = retryAfter;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.setVariable(COUNT, 1 + exchange.getVariable(COUNT, 0, Integer.class));
        if (exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof HttpOperationFailedException answer) {
            retryAfter.obey(answer);
        }
    }

    static int count(Exchange exchange) {
        return exchange.getVariable(COUNT, 1, Integer.class);
    }
}
