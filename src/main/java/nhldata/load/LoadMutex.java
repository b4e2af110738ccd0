package nhldata.load;

import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Admits one load at a time into this process. A load takes over what its process still claims, since that is left of a load that
 * failed: beside one in progress it would take over that one's games.
 */
public final class LoadMutex {

    private final Semaphore free = new Semaphore(1);

    /** Waits for the load in progress, and holds the next one back until this exchange is done. */
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
