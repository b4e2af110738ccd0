package nhldata.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {

    /** java.util.TimeZone, which Quartz uses, takes what it does not know for GMT. */
    @ParameterizedTest
    @CsvSource({"America/New_York, -5", "PST, -8", "UTC, 0", "GMT+5, 5", "UTC+5, 5", "+05:00, 5", "Z, 0", "Etc/GMT-3, 3"})
    void aZoneMeansTheSameToQuartz(String setting, int hours) {
        String name = CronSchedule.zone(setting).getId();
        assertEquals(hours * 3_600_000, java.util.TimeZone.getTimeZone(name).getOffset(Instant.parse("2026-01-15T00:00:00Z").toEpochMilli()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New York", "america/new_york", "EDT", "", "Mars/Olympus_Mons", "GMT+25"})
    void aZoneThatIsNoneIsRefused(String setting) {
        String message = assertThrows(IllegalArgumentException.class, () -> CronSchedule.zone(setting)).getMessage();
        assertEquals("nhl.schedule.zone must be a time zone such as America/New_York or UTC, not \"" + setting + "\"", message);
    }
}
