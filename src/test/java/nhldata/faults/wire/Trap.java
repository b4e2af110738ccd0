package nhldata.faults.wire;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A fault that waits at a point of the protocol: before a message reaches the server, or when the server has answered
 * it and the client does not know yet.
 */
public final class Trap {

    enum Moment { BEFORE, AFTER }

    private final Moment moment;
    private final Pattern point;
    private final int first;
    private final int times;
    private final Deed deed;
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicInteger sprung = new AtomicInteger();
    private volatile Exception failure;

    private Trap(Moment moment, String point, int first, int times, Deed deed) {
        this.moment = moment;
        this.point = Pattern.compile(point);
        this.first = first;
        this.times = times;
        this.deed = deed;
    }

    /** At the first message in which the pattern is found, before it reaches the server. */
    public static Trap before(String point, Deed deed) {
        return new Trap(Moment.BEFORE, point, 1, 1, deed);
    }

    /** At the first message in which the pattern is found, when the server has done it and its answer is on the way. */
    public static Trap after(String point, Deed deed) {
        return new Trap(Moment.AFTER, point, 1, 1, deed);
    }

    /** The same trap, at the so-manieth such message instead of the first. */
    public Trap at(int nth) {
        return new Trap(moment, point.pattern(), nth, times, deed);
    }

    /** The same trap, at so many such messages one after the other. */
    public Trap times(int count) {
        return new Trap(moment, point.pattern(), first, count, deed);
    }

    /** The same trap at each such message. */
    public Trap always() {
        return times(Integer.MAX_VALUE - first);
    }

    /** Did it come to the point at all? A fault that never struck proves nothing. */
    public boolean hasStruck() {
        return sprung.get() > 0;
    }

    /** How often it has struck. */
    public int strikes() {
        return sprung.get();
    }

    /** Why the fault itself could not be done; null when it could. */
    public Exception failure() {
        return failure;
    }

    @Override
    public String toString() {
        return moment.name().toLowerCase(Locale.ROOT) + " " + point;
    }

    boolean isMeant(String what) {
        if (!point.matcher(what).find()) {
            return false;
        }
        int n = seen.incrementAndGet();
        return n >= first && n < first + times;
    }

    boolean waitsForAnswer() {
        return moment == Moment.AFTER;
    }

    Verdict strike() {
        sprung.incrementAndGet();
        try {
            return deed.strike();
        } catch (Exception e) {
            failure = e;
            return Verdict.CUT;
        }
    }
}
