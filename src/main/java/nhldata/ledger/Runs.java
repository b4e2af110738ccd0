package nhldata.ledger;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.camel.CamelContext;

/** What a run is called, and how long it waits for its games. */
public final class Runs {

    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final int stallMinutes;

    public Runs(Clock clock, int stallMinutes) {
        this.clock = clock;
        this.stallMinutes = stallMinutes;
    }

    /** Such as {@code 20261122-100000-sweep-3f9a1c}: start in UTC, kind, and six random digits against two at once. */
    public String newId(String kind) {
        return String.format(Locale.ROOT, "%s-%s-%06x", START.format(clock.instant()), kind, random.nextInt(1 << 24));
    }

    /**
     * Does a run wait for games that are under way? Not when nothing has moved for long: then it must end and say so.
     * Nor when the program is being stopped: what is left is found by the next run.
     */
    public boolean mustWait(long games, int quietMinutes, CamelContext program) {
        return mustWait(games, quietMinutes, isStopping(program));
    }

    /** {@code ${camelContext.stopping}}, for which Camel looks at each method of its context: a third of a second in a new JVM. */
    public boolean isStopping(CamelContext program) {
        return program.isStopping();
    }

    boolean mustWait(long games, int quietMinutes, boolean stopping) {
        return games > 0 && quietMinutes < stallMinutes && !stopping;
    }
}
