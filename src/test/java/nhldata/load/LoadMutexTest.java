package nhldata.load;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class LoadMutexTest {

    @Test
    void aSecondLookBeginsWhenTheFirstHasEnded() throws Exception {
        LoadMutex look = new LoadMutex();
        look.begin();
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> begin(look));
        assertThrows(TimeoutException.class, () -> second.get(100, TimeUnit.MILLISECONDS));

        look.end();

        second.get(10, TimeUnit.SECONDS);
    }

    private static void begin(LoadMutex look) {
        try {
            look.begin();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
