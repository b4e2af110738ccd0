package nhldata.load;

import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Serializes the loads of stored games in this process. A load takes over the games that its process still claims, since a failed load
 * left them; if it ran concurrently with another load, it would take over that one's games.
 */
public final class LoadMutex {

    private final Semaphore free = new Semaphore(1);

    /** Waits until the current load ends, and blocks the next one until this exchange is done. */
    public void acquire(Exchange exchange) throws InterruptedException {
        free.acquire();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public boolean allowHandover() {
                return false;
            }

            @Override
            public void onDone(Exchange done) {
                free.release();
            }
        });
    }
}
