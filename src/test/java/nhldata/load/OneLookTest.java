package nhldata.load;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class OneLookTest {

    @Test
    void aSecondLookBeginsWhenTheFirstHasEnded() throws Exception {
        OneLook look = new OneLook();
        look.begin();
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> begin(look));
        assertThrows(TimeoutException.class, () -> second.get(100, TimeUnit.MILLISECONDS));

        look.end();

        second.get(10, TimeUnit.SECONDS);
    }

    private static void begin(OneLook look) {
        try {
            look.begin();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
