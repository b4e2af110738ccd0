package nhldata.monitoring;

import nhldata.run.RunLog;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.MDC;

/**
 * Sets the run id and game id of an exchange in the MDC before every step, on the thread of that step: after a queue, in a
 * parallel split, after a redelivery. Camel's MDC support covers headers and properties, but these are variables. Values
 * left by an exchange are overwritten by the first step of the next one.
 */
public final class LogContext implements InterceptStrategy {

    public static final String RUN = "run";
    public static final String GAME = "game";

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target, Processor next) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                set(exchange);
                return super.process(exchange, callback);
            }
        };
    }

    /** Removes both from the MDC, on a thread that continues with other work. */
    public static void clear() {
        MDC.remove(RUN);
        MDC.remove(GAME);
    }

    private static void set(Exchange exchange) {
        put(RUN, exchange.getVariable("runId"));
        put(GAME, RunLog.game(exchange.getVariable("task")));
    }

    private static void put(String key, Object value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value.toString());
        }
    }
}
