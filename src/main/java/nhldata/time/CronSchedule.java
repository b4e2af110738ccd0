package nhldata.time;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** Parses the cron expression and the time zone of the daily run for Quartz. */
public final class CronSchedule {

    private CronSchedule() {
    }

    /**
     * A time zone that {@link TimeZone} knows by the same name: it silently replaces an unknown one by GMT.
     *
     * @throws IllegalArgumentException if it is not a time zone
     */
    public static ZoneId zone(String setting) {
        try {
            ZoneId zone = ZoneId.of(setting, ZoneId.SHORT_IDS);
            return ZoneId.getAvailableZoneIds().contains(zone.getId()) ? zone : ZoneId.ofOffset("GMT", zone.getRules().getOffset(Instant.EPOCH));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("nhl.schedule.zone must be a time zone such as America/New_York or UTC, not \"" + setting + "\"", e);
        }
    }

    /** @throws IllegalArgumentException if the cron expression is not valid */
    public static CronExpression expression(String cron, ZoneId zone) {
        try {
            CronExpression expression = new CronExpression(cron);
            expression.setTimeZone(TimeZone.getTimeZone(zone));
            return expression;
        } catch (ParseException e) {
            throw new IllegalArgumentException("nhl.schedule.cron must be a Quartz cron such as 0 0 10 * * ?, not \"" + cron + "\": " + e.getMessage(), e);
        }
    }
}
