package nhldata.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import nhldata.time.CronSchedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyClockTest {

    @Test
    void knowsTheLastTimeThatIsOverForAWhile() {
        assertEquals("2026-11-22T10:00:00Z", lastDue("2026-11-22T10:15:00Z", "0 0 10 * * ?", "UTC"));
        assertEquals("2026-11-21T10:00:00Z", lastDue("2026-11-22T10:14:59Z", "0 0 10 * * ?", "UTC"));
        assertEquals("2026-11-22T09:00:00Z", lastDue("2026-11-22T12:00:00Z", "0 0 10 * * ?", "Europe/Paris"));
        assertEquals("2026-01-01T00:00:00Z", lastDue("2026-11-22T12:00:00Z", "0 0 0 1 1 ?", "UTC"));
    }

    @Test
    void knowsNoneWhereThereIsNoClockOrNoSuchTime() {
        assertEquals("", new DailyClock(Clock.systemUTC(), false, "0 0 10 * * ?", ZoneOffset.UTC).lastDue());
        assertEquals("", lastDue("2026-11-22T12:00:00Z", "0 0 0 1 1 ? 2099", "UTC"));
    }

    @Test
    void aCronThatIsNoneIsSaidInWords() {
        String message = assertThrows(IllegalArgumentException.class, () -> lastDue("2026-11-22T12:00:00Z", "daily", "UTC")).getMessage();
        assertTrue(message.contains("nhl.schedule.cron") && message.contains("daily"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "2031-10-08T09:59:00Z, 0 0 10 * * ?, UTC, 2031-10-08T10:00:00Z",
        "2031-10-08T10:00:00Z, 0 0 10 * * ?, UTC, 2031-10-09T10:00:00Z",
        "2031-10-08T09:59:00Z, 0 0 10 * * ?, America/New_York, 2031-10-08T14:00:00Z",
        "2031-10-08T09:59:00Z, 0 0 10 ? * MON, UTC, 2031-10-13T10:00:00Z",
    })
    void theNextRunIsDueAtTheNextTimeOfTheCron(Instant now, String cron, String zone, String next) {
        assertEquals(next, new DailyClock(Clock.fixed(now, ZoneOffset.UTC), true, cron, CronSchedule.zone(zone)).nextDue());
        assertEquals("", new DailyClock(Clock.fixed(now, ZoneOffset.UTC), false, cron, CronSchedule.zone(zone)).nextDue());
    }

    private static String lastDue(String now, String cron, String zone) {
        return new DailyClock(Clock.fixed(Instant.parse(now), ZoneOffset.UTC), true, cron, CronSchedule.zone(zone)).lastDue();
    }
}
