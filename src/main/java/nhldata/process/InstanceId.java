package nhldata.process;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import nhldata.time.MonotonicClock;

/**
 * The name under which one pipeline of this process owns runs and claims: host/process space/process id/start of the
 * process/number of the pipeline in the process; two of them are never the same. With it another process can tell whether
 * the owner still lives: where it sees the same processes by looking for it, so that one that died is replaced at once; and
 * wherever it runs by its silence, since one that hangs must not hold its games for ever. PostgreSQL's own absence keeps
 * heartbeats back, too: whoever is silent is gone only when a second look finds the same heartbeat. One that was taken for dead and
 * wakes up can write nothing: every statement asks whether its run still runs. Thread safe.
 */
public final class InstanceId {

    private static final int PARTS = 5;
    /** Longer than the time between two heartbeats, and than a pool needs to have connections again. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);
    private static final AtomicInteger PIPELINES = new AtomicInteger();

    private final PidNamespace namespace = PidNamespace.own();
    private final String host = host();
    private final String name = host + process(ProcessHandle.current().pid()) + "/" + PIPELINES.incrementAndGet();
    private final Map<String, Look> looks = new ConcurrentHashMap<>();
    private final Clock clock;

    private record Look(String heartbeat, Instant at) {
    }

    public InstanceId() {
        this(new MonotonicClock());
    }

    /** @param clock measures the time between two looks */
    InstanceId(Clock clock) {
        this.clock = clock;
    }

    public String name() {
        return name;
    }

    /**
     * @param silent whether the owner gave no sign of life for so long that it counts as gone wherever it runs
     */
    public boolean isGone(String owner, boolean silent) {
        if (name.equals(owner)) {
            return false;
        }
        String[] parts = owner.split("/");
        return silent || isSeenFromHere(parts) && !isAlive(parts);
    }

    /**
     * As {@link #isGone(String, boolean)}, where a silent owner is gone only when it has the same heartbeat as at a look some time ago.
     *
     * @param heartbeat when its last one was, in any form
     */
    public boolean isGone(String owner, boolean silent, String heartbeat) {
        if (!silent || name.equals(owner) || isGone(owner, false)) {
            looks.remove(owner);
            return isGone(owner, false);
        }
        Look first = looks.merge(owner, new Look(heartbeat, clock.instant()), (earlier, now) -> earlier.heartbeat().equals(now.heartbeat()) ? earlier : now);
        return !clock.instant().isBefore(first.at().plus(BETWEEN_LOOKS));
    }

    /** As {@link #isGone(String, boolean, String)}, of a row of {@code owner}, {@code silent} and {@code heartbeat}. */
    public boolean isGone(Map<String, Object> row) {
        return isGone((String) row.get("owner"), Boolean.TRUE.equals(row.get("silent")), (String) row.get("heartbeat"));
    }

    /** Whether another process may take over a lease: a row of {@code find-expired-lease.sql} that is {@code unowned}, or whose owner is gone. */
    public boolean isLeaseExpired(Map<String, Object> lease) {
        return Boolean.TRUE.equals(lease.get("unowned")) || isGone(lease);
    }

    /**
     * Milliseconds after which a second look tells of each of these owners whether it is gone; 0 when that is known now.
     *
     * @param owners rows of {@code owner}, {@code silent} and {@code heartbeat}
     */
    public long untilSecondLook(List<Map<String, Object>> owners) {
        boolean isInDoubt = false;
        for (Map<String, Object> row : owners) {
            isInDoubt |= !isGone(row) && Boolean.TRUE.equals(row.get("silent")) && !name.equals(row.get("owner"));
        }
        return isInDoubt ? BETWEEN_LOOKS.toMillis() : 0;
    }

    /** Whether it is a process that is seen from here, and alive. */
    public boolean livesHere(String owner) {
        String[] parts = owner.split("/");
        return isSeenFromHere(parts) && isAlive(parts);
    }

    private boolean isSeenFromHere(String[] owner) {
        return owner.length == PARTS && owner[1].equals(namespace.id()) && owner[2].matches("\\d{1,18}");
    }

    private boolean isAlive(String[] owner) {
        return process(Long.parseLong(owner[2])).equals("/" + String.join("/", Arrays.asList(owner).subList(1, PARTS - 1)));
    }

    /** The start tells a process from a later one that was given the same id. */
    private String process(long pid) {
        return "/" + namespace.id() + "/" + pid + "/" + namespace.start(pid);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replace('/', '_');
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
