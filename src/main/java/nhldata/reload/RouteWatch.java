package nhldata.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import nhldata.config.RouteSettings;
import nhldata.config.Settings;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the folder of the routes while the application runs. An edit is validated and then applied as a whole, or rejected
 * with file, line and what to write; then the previous routes stay active.
 *
 * <p>The folder is polled, read as a whole unless its attributes are unchanged, and evaluated when two successive polls find the same contents:
 * so a save in two steps, a rename, a mounted volume and an edit of several files are all handled in the same way. (Camel's own
 * RouteWatcherReloadStrategy applies each file individually, without validation, and stops exchanges in flight.)
 */
@ManagedResource(description = "The route files and their edits")
public final class RouteWatch extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(RouteWatch.class);

    private static final int HEARTBEAT_SECONDS = 60;
    private static final long REPAIR_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final CamelContext camel;
    private final Settings settings;
    private final RouteChanges changes;
    private final RouteSwap swap;
    private RouteSet running;
    private RouteSet lastRead;
    private RouteSet evaluated;
    private Optional<DirectorySnapshot> known = Optional.empty();
    private ScheduledExecutorService poller;
    private ScheduledExecutorService heartbeat;
    private volatile RouteSet applied;
    private volatile List<Problem> rejected = List.of();
    private volatile Instant polledAt = Instant.now();
    private volatile String unreadable;
    private volatile String notRestored;
    private long triedAt;
    private volatile Instant changedAt = Instant.now();
    private volatile boolean replacing;

    RouteWatch(CamelContext camel, Settings settings, RouteChanges changes, RouteSet running) {
        this.camel = camel;
        this.settings = settings;
        this.changes = changes;
        this.swap = new RouteSwap(camel);
        this.running = running;
        this.lastRead = running;
        this.evaluated = running;
        this.applied = running;
    }

    /** For a start with the routes that were applied last, because the contents of the folder were rejected. */
    void rejectedAtStart(RouteSet broken, List<Problem> problems) {
        lastRead = broken;
        evaluated = broken;
        rejected = problems;
    }

    @ManagedAttribute(description = "SHA-256 of the active route files, 16 digits, as in etl.route_change")
    public synchronized String getVersion() {
        return running.version();
    }

    @ManagedAttribute(description = "When the active routes were applied, or an edit was rejected")
    public String getChangedAt() {
        return changedAt.toString();
    }

    @ManagedAttribute(description = "Why the current files are rejected: file, line, what to write. Empty if they are active")
    public String getRejected() {
        return String.join("\n", rejected.stream().map(Problem::toString).toList());
    }

    @ManagedAttribute(description = "Replaced routes with exchanges in flight")
    public int getDrainingRoutes() {
        return swap.draining();
    }

    /** Whether routes are being replaced, so that some are inactive for a moment. */
    public boolean isReplacing() {
        return replacing;
    }

    @ManagedAttribute(description = "When the folder was last read completely")
    public String getPolledAt() {
        return polledAt.toString();
    }

    /** As {@link #getPolledAt}. */
    public Instant polledAt() {
        return polledAt;
    }

    /** Why the folder cannot be read, or which routes are not running since an edit failed; empty if neither is the case. */
    public Optional<String> failure() {
        return Optional.ofNullable(notRestored == null ? unreadable : notRestored);
    }

    /** Polls the folder now. Never throws: the executor would cancel the task after an exception. */
    @ManagedOperation(description = "Poll the folder now")
    public void poll() {
        try {
            pollOnce();
            polledAt = Instant.now();
            unreadable = null;
        } catch (Throwable e) {
            String now = "the folder " + applied.folder() + " cannot be polled: " + e;
            if (!now.equals(unreadable)) {
                LOG.error("routes: {}", now, e);
            }
            unreadable = now;
        }
    }

    @Override
    protected void doStart() {
        poller = camel.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "routes");
        long millis = RouteSettings.of(settings).poll().toMillis();
        poller.scheduleWithFixedDelay(this::poll, millis, millis, TimeUnit.MILLISECONDS);
        // in a separate thread: it must report a poll that hangs
        heartbeat = camel.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "routes-heartbeat");
        heartbeat.scheduleWithFixedDelay(() -> changes.recordHeartbeat(applied, polledAt, failure().orElse(null)), 0, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() {
        camel.getExecutorServiceManager().shutdownNow(poller);
        camel.getExecutorServiceManager().shutdownNow(heartbeat);
        swap.closeAll();
    }

    private synchronized void pollOnce() throws IOException {
        swap.closeDrained();
        repair();
        changes.write();
        RouteSet now;
        Optional<DirectorySnapshot> stamp;
        try {
            stamp = DirectorySnapshot.of(running.folder());
            if (stamp.isPresent() && stamp.equals(known)) {
                return;
            }
            now = RouteSet.read(running.folder());
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(running.folder())) {
                throw e;
            }
            return; // a file was renamed during the poll
        }
        boolean settled = now.equals(lastRead);
        lastRead = now;
        known = settled ? stamp.filter(found -> found.isSettled(Instant.now())) : Optional.empty();
        if (settled && !now.equals(evaluated)) {
            evaluated = now;
            apply(now);
        }
    }

    /** Retries to start the routes that a failed edit has stopped, until they run. */
    private void repair() {
        if (swap.isBroken() && System.nanoTime() - triedAt > REPAIR_NANOS) {
            replacing = true;
            try {
                swap.repair(running);
                notRestored = null;
                LOG.info("routes: all routes are active again (version {})", running.version());
            } catch (Throwable e) {
                lost(e);
            } finally {
                replacing = false;
                triedAt = System.nanoTime();
            }
        }
    }

    private void lost(Throwable e) {
        if (e instanceof RouteSwap.NotRestoredException) {
            notRestored = e.getMessage();
            triedAt = System.nanoTime();
            LOG.error("routes: ACTION REQUIRED: {}; retried every {} seconds. Restart the service if this persists", notRestored,
                    TimeUnit.NANOSECONDS.toSeconds(REPAIR_NANOS), e.getCause());
        }
    }

    private void apply(RouteSet next) {
        changedAt = Instant.now();
        if (next.equals(running)) {
            LOG.info("routes: the files are again those that run (version {})", running.version());
            rejected = List.of();
            changes.record(RouteChange.withdrawn(running));
            return;
        }
        List<Problem> problems = new ArrayList<>(validated(next));
        if (problems.isEmpty()) {
            replacing = true;
            try {
                swap.replace(running, next);
                notRestored = null;
            } catch (Throwable e) {
                LOG.debug("routes not replaced", e);
                lost(e);
                problems.add(new Problem(next.path(next.changedSince(running).first()), 1, "the routes do not start: " + e.getMessage()));
            } finally {
                replacing = false;
            }
        }
        if (problems.isEmpty()) {
            LOG.info("routes: applied the edit of {} (version {})", String.join(", ", next.changedSince(running)), next.version());
            changes.record(RouteChange.applied(running, next));
            running = next;
            applied = next;
        } else {
            String previous = notRestored == null ? ", the previous routes stay active" : "";
            problems.forEach(problem -> LOG.error("routes: rejected{}. {}", previous, problem));
            changes.record(RouteChange.rejected(running, next, problems));
        }
        rejected = problems;
    }

    /** If the check itself fails, the edit is rejected: the previous routes stay active, and the next edit is evaluated again. */
    private List<Problem> validated(RouteSet next) {
        try {
            return RoutesCheck.of(next, settings);
        } catch (Throwable e) {
            LOG.debug("routes not validated", e);
            return List.of(new Problem(next.path(next.changedSince(running).first()), 1, "the routes cannot be validated: " + e));
        }
    }
}
