package nhldata.load;

import java.util.concurrent.Semaphore;

/**
 * Serializes the polls for stored games in this process. A poll takes over the games that its process still claims, since a failed poll
 * left them; if it ran concurrently with another poll, it would take over that one's games.
 */
public final class LoadMutex {

    private final Semaphore free = new Semaphore(1);

    /** Waits until the current poll ends. */
    public void acquire() throws InterruptedException {
        free.acquire();
    }

    public void release() {
        free.release();
    }
}
