package nhldata.camel;

import java.time.Duration;
import org.apache.camel.CamelContext;

/** Camel's shutdown polls once a second whether exchanges are in flight. The last ones of a run, such as its notification, take far less. */
public final class ShortExchanges {

    private static final Duration MOST = Duration.ofMillis(300);

    private ShortExchanges() {
    }

    /** To be called before a stop: waits a moment for the exchanges in flight. */
    public static void await(CamelContext context) {
        long end = System.nanoTime() + MOST.toNanos();
        try {
            while (context != null && context.getInflightRepository().size() > 0 && System.nanoTime() < end) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
