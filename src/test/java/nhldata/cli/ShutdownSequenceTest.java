package nhldata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownSequenceTest {

    private final List<String> stopped = new ArrayList<>();
    private final ShutdownSequence stopping = new ShutdownSequence();

    @Test
    void stopsTheFirstBeforeTheLastWhateverStartedFirst() {
        stopping.last(() -> stopped.add("stack"));
        stopping.first(() -> stopped.add("application"));
        assertFalse(stopping.hasBegun());
        stopping.stop();
        assertTrue(stopping.hasBegun());
        assertEquals(List.of("application", "stack"), stopped);
    }

    @Test
    void stopsOnce() {
        stopping.first(() -> stopped.add("application"));
        stopping.stop();
        stopping.stop();
        assertEquals(List.of("application"), stopped);
    }

    @Test
    void stopsAtOnceWhatStartsTooLate() {
        stopping.last(() -> stopped.add("stack"));
        stopping.stop();
        stopping.first(() -> stopped.add("application"));
        assertEquals(List.of("stack", "application"), stopped);
        stopping.stop();
        assertEquals(List.of("stack", "application"), stopped);
    }

    @Test
    void stopsBeforeAnythingStarted() {
        stopping.stop();
        stopping.last(() -> stopped.add("stack"));
        assertEquals(List.of("stack"), stopped);
    }

    @Test
    void stopsTheRestAlsoWhenOnePartRefuses() {
        stopping.first(() -> {
            throw new IllegalStateException("refuses");
        });
        stopping.last(() -> stopped.add("stack"));
        stopping.stop();
        assertEquals(List.of("stack"), stopped);
    }
}
