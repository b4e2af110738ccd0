package nhldata.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets so many requests through and holds the others back until it is opened: the middle of a run, for as long as a test needs it. */
public final class RequestLatch implements Fault, AutoCloseable {

    /** Longer than any test: a request that nobody releases must not hold the JVM for ever. */
    private static final long SECONDS = 120;

    private final AtomicInteger free;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    RequestLatch(int free) {
        this.free = new AtomicInteger(free);
    }

    @Override
    public void answer(HttpExchange exchange, byte[] document) throws IOException {
        if (free.getAndDecrement() <= 0) {
            reached.countDown();
            await(open);
        }
        Fault.none().answer(exchange, document);
    }

    /** Returns when the first request is held back. */
    public void awaitHeld() {
        if (!await(reached)) {
            throw new IllegalStateException("no request came to the gate");
        }
    }

    @Override
    public void close() {
        open.countDown();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
