package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduledGameStateTest {

    @ParameterizedTest
    @CsvSource({"FINAL, OK, FINAL", "OFF, OK, FINAL", "OFF, , FINAL", "OFF, TBD, FINAL", "OFF, COMPLETED, FINAL",
        "OVER, OK, LIVE", "CRIT, OK, LIVE", "LIVE, OK, LIVE", "LIVE, SUSP, LIVE", "OFF, SUSP, LIVE",
        "FUT, OK, SCHEDULED", "PRE, OK, SCHEDULED", "FUT, TBD, SCHEDULED", "FUT, PPD, POSTPONED", "OFF, PPD, POSTPONED",
        "FUT, CNCL, CANCELLED", "FUT, DONT_PLAY, CANCELLED", "DONE, OK, UNKNOWN", "final, OK, UNKNOWN", ", , UNKNOWN"})
    void isFinalInApiWebOnlyByTheTwoWordsForIt(String state, String schedule, ScheduledGameState expected) {
        assertEquals(expected, ScheduledGameState.ofApiWeb(state, schedule));
    }

    @ParameterizedTest
    @CsvSource({"Final, Final, FINAL", "Final, , FINAL", "Live, In Progress, LIVE", "Live, In Progress - Critical, LIVE",
        "Preview, Scheduled, SCHEDULED", "Preview, Pre-Game, SCHEDULED", "Preview, Postponed, POSTPONED",
        "Preview, Cancelled, CANCELLED", "Over, Over, UNKNOWN", ", , UNKNOWN"})
    void isFinalInStatsApiOnlyByTheWordForIt(String state, String detailed, ScheduledGameState expected) {
        assertEquals(expected, ScheduledGameState.ofStatsApi(state, detailed));
    }
}
