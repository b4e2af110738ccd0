package nhldata.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * The time zone of an arena. Daylight saving follows the North American rule of 2007 in every year, rather than the
 * JVM's time zone tables, which differ between JVMs and change.
 */
enum VenueZone {
    EASTERN(-5, "US/Eastern"), CENTRAL(-6, "US/Central"), MOUNTAIN(-7, "US/Mountain"), PACIFIC(-8, "US/Pacific");

    private final int standardHours;
    private final String zoneName;

    VenueZone(int standardHours, String zoneName) {
        this.standardHours = standardHours;
        this.zoneName = zoneName;
    }

    String zoneName() {
        return zoneName;
    }

    int utcOffsetHours(LocalDate date) {
        LocalDate from = date.withMonth(3).with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.SUNDAY));
        LocalDate to = date.withMonth(11).with(TemporalAdjusters.firstInMonth(DayOfWeek.SUNDAY));
        boolean daylightSaving = !date.isBefore(from) && date.isBefore(to);
        return standardHours + (daylightSaving ? 1 : 0);
    }

    /** As the API writes it: {@code -05:00}. */
    String utcOffset(LocalDate date) {
        return "-0" + -utcOffsetHours(date) + ":00";
    }
}
