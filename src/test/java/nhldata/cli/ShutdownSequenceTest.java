package nhldata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownSequenceTest {

    private final List<String> stopped = new ArrayList<>();
    private final ShutdownSequence shutdown = new ShutdownSequence();

    @Test
    void stopsTheFirstBeforeTheLastWhateverStartedFirst() {
        shutdown.last(() -> stopped.add("stack"));
        shutdown.first(() -> stopped.add("application"));
        assertFalse(shutdown.hasBegun());
        shutdown.stop();
        assertTrue(shutdown.hasBegun());
        assertEquals(List.of("application", "stack"), stopped);
    }

    @Test
    void stopsOnce() {
        shutdown.first(() -> stopped.add("application"));
        shutdown.stop();
        shutdown.stop();
        assertEquals(List.of("application"), stopped);
    }

    @Test
    void stopsAtOnceWhatStartsTooLate() {
        shutdown.last(() -> stopped.add("stack"));
        shutdown.stop();
        shutdown.first(() -> stopped.add("application"));
        assertEquals(List.of("stack", "application"), stopped);
        shutdown.stop();
        assertEquals(List.of("stack", "application"), stopped);
    }

    @Test
    void stopsBeforeAnythingStarted() {
        shutdown.stop();
        shutdown.last(() -> stopped.add("stack"));
        assertEquals(List.of("stack"), stopped);
    }

    @Test
    void stopsTheRestAlsoWhenOnePartRefuses() {
        shutdown.first(() -> {
            throw new IllegalStateException("refuses");
        });
        shutdown.last(() -> stopped.add("stack"));
        shutdown.stop();
        assertEquals(List.of("stack"), stopped);
    }
}
