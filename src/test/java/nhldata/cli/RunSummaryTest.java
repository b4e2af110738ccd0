package nhldata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import nhldata.status.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSummaryTest {

    @Test
    void isOneLineWhenAllWentWell() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals("step1 done: 17 games found, 16 loaded (3 of them new or changed), 1 dead-lettered, 640 rows (120 written), 4.2 seconds",
                    RunSummary.of("step1", run("succeeded", null), 4.24));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void saysWhatThePersonMustKnow() {
        assertEquals("sweep done: 17 games found, 16 loaded (3 of them new or changed), 1 dead-lettered, 640 rows (120 written), 61.0 seconds, partial"
                + System.lineSeparator() + "  1 game is dead", RunSummary.of("sweep", run("partial", "1 game is dead"), 61));
    }

    @Test
    void aGameThatKeepsItsFormerVersionIsCountedAsWhatItIs() {
        Map<String, Object> run = run("partial", null);
        run.put("gamesDead", 8);
        assertTrue(RunSummary.of("backfill", run, 1).contains(", 8 dead-lettered (7 of them keep their previous version), "));
    }

    @ParameterizedTest
    @CsvSource({"succeeded, 0", "empty, 0", "partial, 2", "failed, 1", "running, 1", "a word of tomorrow, 1"})
    void theExitCodeIsTheRunsStatus(String status, int code) {
        assertEquals(code, ExitCode.of(run(status, null)));
    }

    @Test
    void aRunWithoutARowHasFailed() {
        assertEquals(1, ExitCode.of(Map.of()));
    }

    private static Map<String, Object> run(String status, String message) {
        Map<String, Object> run = new HashMap<>(Map.of("gamesFound", 17, "gamesLoaded", 16, "gamesNew", 3, "gamesDead", 1,
                "rowsInRange", 640, "rowsWritten", 120L, "status", status));
        run.put("message", message);
        return run;
    }
}
