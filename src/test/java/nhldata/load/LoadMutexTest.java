package nhldata.load;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class LoadMutexTest {

    @Test
    void aSecondLookBeginsWhenTheFirstHasEnded() throws Exception {
        LoadMutex mutex = new LoadMutex();
        mutex.acquire();
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> begin(mutex));
        assertThrows(TimeoutException.class, () -> second.get(100, TimeUnit.MILLISECONDS));

        mutex.release();

        second.get(10, TimeUnit.SECONDS);
    }

    private static void begin(LoadMutex mutex) {
        try {
            mutex.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
