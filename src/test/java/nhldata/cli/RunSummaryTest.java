package nhldata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Map;
import nhldata.run.RunResult;
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
        assertTrue(RunSummary.of("backfill", run("partial", null, 8), 1).contains(", 8 dead-lettered (7 of them keep their previous version), "));
    }

    @ParameterizedTest
    @CsvSource({"succeeded, 0", "empty, 0", "partial, 2", "failed, 1", "running, 1", "a word of tomorrow, 1"})
    void theExitCodeIsTheRunsStatus(String status, int code) {
        assertEquals(code, ExitCode.of(run(status, null)));
    }

    @Test
    void aRunWithoutARowHasFailed() {
        assertEquals(1, ExitCode.of(RunResult.of(Map.of())));
    }

    private static RunResult run(String status, String message) {
        return run(status, message, 1);
    }

    private static RunResult run(String status, String message, int dead) {
        return new RunResult(null, null, status, null, null, null, 17, 16, dead, 3, 640L, 120L, message, null, null);
    }
}
