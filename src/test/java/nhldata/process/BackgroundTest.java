package nhldata.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A failure on another thread is the one that the caller is told. */
class BackgroundTest {

    @Test
    void whatWasRefusedIsRefusedHere() {
        IllegalArgumentException refused = new IllegalArgumentException("no");
        assertSame(refused, assertThrows(IllegalArgumentException.class, () -> failing(refused).get()));
        IOException broken = new IOException("gone");
        IllegalStateException told = assertThrows(IllegalStateException.class, () -> failing(broken).get());
        assertEquals("gone", told.getMessage());
        assertSame(broken, told.getCause());
    }

    @Test
    void anErrorStaysOne() {
        NoClassDefFoundError missing = new NoClassDefFoundError("nhldata/Missing");
        assertSame(missing, assertThrows(NoClassDefFoundError.class, () -> failing(missing).get()));
    }

    @Test
    void givenUpItIsClosedWhenItIsThere() {
        List<String> closed = new ArrayList<>();
        Background.begin("a", () -> "a").closeResult(closed::add);
        Background.begin("b", () -> (String) null).closeResult(closed::add);
        failing(new IOException("gone")).closeResult(closed::add);
        assertEquals(List.of("a"), closed);
    }

    private static Background<String> failing(Throwable failure) {
        return Background.begin("failing", () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        });
    }
}
