package nhldata.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import nhldata.api.ApiHealth;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Called at each failed delivery: counts the attempts for the dead letter, because Camel drops its own counter after the last
 * one, and reports failures of the API to {@link ApiHealth}.
 */
public final class FailedAttempt implements Processor {

    private static final String COUNT = "failedAttempts";

    private final ApiHealth apiHealth;

    public FailedAttempt(ApiHealth apiHealth) {
        this.apiHealth = apiHealth;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.setVariable(COUNT, 1 + exchange.getVariable(COUNT, 0, Integer.class));
        Throwable failure = Failures.root(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        if (failure instanceof HttpOperationFailedException
                || failure instanceof IOException && !(failure instanceof JsonProcessingException)) {
            apiHealth.recordFailure();
        }
    }

    static int count(Exchange exchange) {
        return exchange.getVariable(COUNT, 1, Integer.class);
    }
}
