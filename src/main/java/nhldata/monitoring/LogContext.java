package nhldata.monitoring;

import java.util.Map;
import nhldata.boxscore.GameTask;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.MDC;

/**
 * Puts the run and the game that an exchange works on into the log's context before every step, on whatever thread the
 * step runs: behind a queue, in a parallel split, after a redelivery. Camel's own MDC knows headers and properties, and
 * here both are variables. What is left when an exchange ends is replaced by the next one's first step.
 */
public final class LogContext implements InterceptStrategy {

    public static final String RUN = "run";
    public static final String GAME = "game";

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target, Processor next) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                enter(exchange);
                return super.process(exchange, callback);
            }
        };
    }

    /** When the work is over, on a thread that goes on to other things. */
    public static void leave() {
        MDC.remove(RUN);
        MDC.remove(GAME);
    }

    private static void enter(Exchange exchange) {
        put(RUN, exchange.getVariable("runId"));
        Object task = exchange.getVariable("task");
        put(GAME, task instanceof GameTask game ? game.gameId() : task instanceof Map<?, ?> claim ? claim.get("gameId") : null);
    }

    private static void put(String key, Object value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value.toString());
        }
    }
}
