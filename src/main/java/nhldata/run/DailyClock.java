package nhldata.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import nhldata.time.CronSchedule;
import org.quartz.CronExpression;

/** When daily runs should have started, by their cron. Knows nothing of whether they did. */
public final class DailyClock {

    /** A run that is a little late is not missed. */
    private static final Duration GRACE = Duration.ofMinutes(15);
    /** Quartz tells the next time only, so the last one is looked for from ever further back. */
    private static final List<Duration> BACK = List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(8), Duration.ofDays(366));

    private final Clock clock;
    private final boolean enabled;
    private final CronExpression cron;

    public DailyClock(Clock clock, boolean enabled, String cron, ZoneId zone) {
        this.clock = clock;
        this.enabled = enabled;
        this.cron = CronSchedule.expression(cron, zone);
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

    /** In ISO form, UTC; empty where {@link #lastDue} is, or when there is none to come. */
    public String nextDue() {
        Date next = enabled ? after(clock.instant()) : null;
        return next == null ? "" : next.toInstant().toString();
    }

    private Date after(Instant time) {
        return cron.getNextValidTimeAfter(Date.from(time));
    }
}
