package nhldata.load;

import java.util.concurrent.Semaphore;

/**
 * Lets one look for stored games after the other into this process. A look takes over what its process still claims, for that is
 * left of one that failed: beside one that is still at work it would take over that one's games.
 */
public final class LoadMutex {

    private final Semaphore free = new Semaphore(1);

    /** Waits for the end of the look that is at work. */
    public void begin() throws InterruptedException {
        free.acquire();
    }

    public void end() {
        free.release();
    }
}
