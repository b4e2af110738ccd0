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
 * Identifies the owner of runs and claims: host/PID namespace/process id/start of the process/number of the pipeline in the
 * process. It is unique. Another process uses it to decide whether the owner has terminated. In the same PID namespace it checks
 * the process table, so that a crashed process is replaced at once. Everywhere else the heartbeat decides, which also covers a
 * process that hangs. Since heartbeats also stop while PostgreSQL is unavailable, an expired one counts only if a second check
 * finds the same heartbeat. A suspended process that was considered crashed cannot write anything when it resumes: every
 * statement checks that its run is still running. Thread safe.
 */
public final class InstanceId {

    private static final int PARTS = 5;
    /** Longer than the interval between two heartbeats, and than a pool needs to reconnect. */
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(15);
    private static final AtomicInteger PIPELINES = new AtomicInteger();

    private final PidNamespace namespace = PidNamespace.own();
    private final String host = host();
    private final String name = host + process(ProcessHandle.current().pid()) + "/" + PIPELINES.incrementAndGet();
    private final Map<String, FirstCheck> firstChecks = new ConcurrentHashMap<>();
    private final Clock clock;

    private record FirstCheck(String heartbeat, Instant at) {
    }

    public InstanceId() {
        this(new MonotonicClock());
    }

    /** @param clock measures the time between two checks */
    InstanceId(Clock clock) {
        this.clock = clock;
    }

    public String name() {
        return name;
    }

    /**
     * @param heartbeatExpired whether the last heartbeat of the owner is so old that it counts as terminated on any host
     */
    public boolean isTerminated(String owner, boolean heartbeatExpired) {
        if (name.equals(owner)) {
            return false;
        }
        String[] parts = owner.split("/");
        return heartbeatExpired || isInSameNamespace(parts) && !isAlive(parts);
    }

    /**
     * As {@link #isTerminated(String, boolean)}, but an expired heartbeat counts only if an earlier check has found the same heartbeat.
     *
     * @param heartbeat time of the last heartbeat, in any format
     */
    public boolean isTerminated(String owner, boolean heartbeatExpired, String heartbeat) {
        if (!heartbeatExpired || name.equals(owner) || isTerminated(owner, false)) {
            firstChecks.remove(owner);
            return isTerminated(owner, false);
        }
        FirstCheck first = firstChecks.merge(owner, new FirstCheck(heartbeat, clock.instant()), (earlier, now) -> earlier.heartbeat().equals(now.heartbeat()) ? earlier : now);
        return !clock.instant().isBefore(first.at().plus(BETWEEN_CHECKS));
    }

    /** As {@link #isTerminated(String, boolean, String)}, for a row of {@code owner}, {@code heartbeat_expired} and {@code heartbeat}. */
    public boolean isTerminated(Map<String, Object> row) {
        return isTerminated((String) row.get("owner"), Boolean.TRUE.equals(row.get("heartbeat_expired")), (String) row.get("heartbeat"));
    }

    /** Whether another process may take over a lease: a row of {@code find-expired-lease.sql} that is {@code unclaimed}, or whose owner has terminated. */
    public boolean isLeaseExpired(Map<String, Object> lease) {
        return Boolean.TRUE.equals(lease.get("unclaimed")) || isTerminated(lease);
    }

    /**
     * Milliseconds to wait before a second check of these owners; 0 if none is needed, as for a lease that is {@code unclaimed}.
     *
     * @param owners rows of {@code owner}, {@code heartbeat_expired} and {@code heartbeat}
     */
    public long millisUntilSecondCheck(List<Map<String, Object>> owners) {
        boolean isUndecided = false;
        for (Map<String, Object> row : owners) {
            isUndecided |= !isLeaseExpired(row) && Boolean.TRUE.equals(row.get("heartbeat_expired")) && !name.equals(row.get("owner"));
        }
        return isUndecided ? BETWEEN_CHECKS.toMillis() : 0;
    }

    /** Whether the owner is a running process in the same PID namespace. */
    public boolean isRunningHere(String owner) {
        String[] parts = owner.split("/");
        return isInSameNamespace(parts) && isAlive(parts);
    }

    private boolean isInSameNamespace(String[] owner) {
        return owner.length == PARTS && owner[1].equals(namespace.id()) && owner[2].matches("\\d{1,18}");
    }

    private boolean isAlive(String[] owner) {
        return process(Long.parseLong(owner[2])).equals("/" + String.join("/", Arrays.asList(owner).subList(1, PARTS - 1)));
    }

    /** The start time distinguishes a process from a later one with the same id. */
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
