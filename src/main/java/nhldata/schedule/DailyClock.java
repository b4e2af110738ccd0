package nhldata.notify;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** When the daily run should have started last. Knows nothing of whether it did. */
public final class DailyClock {

    /** A run that is a little late is not missed. */
    private static final Duration GRACE = Duration.ofMinutes(15);
    /** Quartz tells the next time only, so the last one is looked for from ever further back. */
    private static final List<Duration> BACK = List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(8), Duration.ofDays(366));

    private final Clock clock;
    private final boolean enabled;
    private final CronExpression cron;

    public DailyClock(Clock clock, boolean enabled, String cron, String zone) {
        this.clock = clock;
        this.enabled = enabled;
        try {
            this.cron = new CronExpression(cron);
        } catch (ParseException e) {
            throw new IllegalArgumentException("nhl.schedule.cron must be a Quartz cron such as 0 0 10 * * ?, not \"" + cron + "\": " + e.getMessage(), e);
        }
        this.cron.setTimeZone(TimeZone.getTimeZone(zone));
    }

    /** In ISO form, UTC; empty in a process that has no clock, or when there was no such time within a year. */
    public String lastDue() {
        Instant latest = clock.instant().minus(GRACE);
        for (Duration back : enabled ? BACK : List.<Duration>of()) {
            Instant last = null;
            for (Date next = after(latest.minus(back)); next != null && !next.toInstant().isAfter(latest); next = after(next.toInstant())) {
                last = next.toInstant();
            }
            if (last != null) {
                return last.toString();
            }
        }
        return "";
    }

    private Date after(Instant time) {
        return cron.getNextValidTimeAfter(Date.from(time));
    }
}
