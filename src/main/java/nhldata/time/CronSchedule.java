package nhldata.time;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** The cron expression and the time zone of the daily run, as Quartz understands them. */
public final class CronSchedule {

    private CronSchedule() {
    }

    /**
     * A zone that {@link TimeZone} knows by the same name: it takes one that it does not know for GMT, without a word.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static ZoneId zone(String setting) {
        try {
            ZoneId zone = ZoneId.of(setting, ZoneId.SHORT_IDS);
            return ZoneId.getAvailableZoneIds().contains(zone.getId()) ? zone : ZoneId.ofOffset("GMT", zone.getRules().getOffset(Instant.EPOCH));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("nhl.schedule.zone must be a time zone such as America/New_York or UTC, not \"" + setting + "\"", e);
        }
    }

    /** @throws IllegalArgumentException when one of them is none */
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
