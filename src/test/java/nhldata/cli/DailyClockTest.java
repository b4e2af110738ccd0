package nhldata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyClockTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // the run of the day, and the hour it has to start
        "0 0 10 * * ?, UTC, 2031-10-07T10:00:05Z, 2031-10-08T09:59:00Z, -",
        "0 0 10 * * ?, UTC, 2031-10-07T10:00:05Z, 2031-10-08T10:59:00Z, -",
        "0 0 10 * * ?, UTC, 2031-10-07T10:00:05Z, 2031-10-08T11:01:00Z, 2031-10-08T10:00:00Z",
        "0 0 10 * * ?, UTC, 2031-10-07T10:00:05Z, 2031-10-17T11:01:00Z, 2031-10-08T10:00:00Z",
        // a person's run at noon has done the work of the morning
        "0 0 10 * * ?, UTC, 2031-10-08T12:00:00Z, 2031-10-09T09:00:00Z, -",
        "0 0 10 * * ?, America/New_York, 2031-10-07T14:00:05Z, 2031-10-08T14:30:00Z, -",
        "0 0 10 * * ?, America/New_York, 2031-10-07T14:00:05Z, 2031-10-08T15:30:00Z, 2031-10-08T14:00:00Z",
        // only on Mondays
        "0 0 10 ? * MON, UTC, 2031-10-06T10:00:05Z, 2031-10-12T23:00:00Z, -",
    })
    void aRunIsMissedAnHourAfterTheClockShouldHaveStartedIt(String cron, String zone, Instant lastRun, Instant now, Instant missed) {
        assertEquals(missed, DailyClock.missed(cron, zone, lastRun, now));
    }
}
