package nhldata.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import nhldata.time.CronSchedule;
import org.quartz.CronExpression;

/** Computes the scheduled times of the daily run from its cron expression. */
public final class DailyClock {

    /** A run that is late by less than this is not missed. */
    private static final Duration GRACE = Duration.ofMinutes(15);
    /** Quartz computes only the next time, so the search for the last one starts further and further back. */
    private static final List<Duration> LOOKBACK = List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(8), Duration.ofDays(366));

    private final Clock clock;
    private final boolean enabled;
    private final CronExpression cron;

    public DailyClock(Clock clock, boolean enabled, String cron, ZoneId zone) {
        this.clock = clock;
        this.enabled = enabled;
        this.cron = CronSchedule.expression(cron, zone);
    }

    /** ISO timestamp in UTC; empty if this process does not schedule runs, or there was no scheduled time within a year. */
    public String lastDue() {
        Instant latest = clock.instant().minus(GRACE);
        for (Duration back : enabled ? LOOKBACK : List.<Duration>of()) {
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

    /** ISO timestamp in UTC; empty if this process does not schedule runs, or there is no further scheduled time. */
    public String nextDue() {
        Date next = enabled ? after(clock.instant()) : null;
        return next == null ? "" : next.toInstant().toString();
    }

    private Date after(Instant time) {
        return cron.getNextValidTimeAfter(Date.from(time));
    }
}
