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
 * Watches the folder of the routes while the program works. An edit is validated and then applied as one, or refused
 * with file, line and what to write, and the former routes run on.
 *
 * <p>The folder is looked at at intervals, read as a whole unless nothing in it has changed, and judged when two looks in a row find the same: so a save in two
 * steps, a rename, a mounted volume and an edit of several files are all one thing. (Camel's own
 * RouteWatcherReloadStrategy applies each file for itself, unasked, and stops what is under way.)
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
    private RouteSet seen;
    private RouteSet judged;
    private Optional<DirectorySnapshot> known = Optional.empty();
    private ScheduledExecutorService looks;
    private ScheduledExecutorService heartbeat;
    private volatile RouteSet applied;
    private volatile List<Problem> refused = List.of();
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
        this.seen = running;
        this.judged = running;
        this.applied = running;
    }

    /** Routes of which the folder at the start was refused, so that the last good ones run. */
    void refusedAtStart(RouteSet broken, List<Problem> problems) {
        seen = broken;
        judged = broken;
        refused = problems;
    }

    @ManagedAttribute(description = "SHA-256 of the route files that run, 16 digits, as in etl.route_change")
    public synchronized String getVersion() {
        return running.version();
    }

    @ManagedAttribute(description = "When the routes that run were applied, or an edit was refused")
    public String getChangedAt() {
        return changedAt.toString();
    }

    @ManagedAttribute(description = "Why the files as they are now do not run: file, line, what to write. Empty when they do")
    public String getRefused() {
        return String.join("\n", refused.stream().map(Problem::toString).toList());
    }

    @ManagedAttribute(description = "Replaced routes in which a message is still under way")
    public int getRetiredRoutes() {
        return swap.retired();
    }

    /** Are routes being replaced just now, so that some do not run that will in a moment? */
    public boolean isReplacing() {
        return replacing;
    }

    @ManagedAttribute(description = "When the folder was last read to the end")
    public String getPolledAt() {
        return polledAt.toString();
    }

    /** As {@link #getPolledAt}. */
    public Instant polledAt() {
        return polledAt;
    }

    /** Why the folder cannot be read, or which routes do not run since an edit failed; empty when all is well. */
    public Optional<String> failure() {
        return Optional.ofNullable(notRestored == null ? unreadable : notRestored);
    }

    /** Looks at the folder now. Never throws: a timer does not come again after an exception. */
    @ManagedOperation(description = "Look at the folder now")
    public void look() {
        try {
            lookOnce();
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
        looks = camel.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "routes");
        long millis = RouteSettings.of(settings).poll().toMillis();
        looks.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
        // by a thread of its own: that the poll hangs is what it has to tell
        heartbeat = camel.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "routes-heartbeat");
        heartbeat.scheduleWithFixedDelay(() -> changes.watched(applied, polledAt, failure().orElse(null)), 0, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() {
        camel.getExecutorServiceManager().shutdownNow(looks);
        camel.getExecutorServiceManager().shutdownNow(heartbeat);
        swap.closeAll();
    }

    private synchronized void lookOnce() throws IOException {
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
            return; // a file was renamed under our eyes
        }
        boolean settled = now.equals(seen);
        seen = now;
        known = settled ? stamp.filter(found -> found.isCalm(Instant.now())) : Optional.empty();
        if (settled && !now.equals(judged)) {
            judged = now;
            judge(now);
        }
    }

    /** What an edit that failed has cost is put again, until it runs. */
    private void repair() {
        if (swap.isBroken() && System.nanoTime() - triedAt > REPAIR_NANOS) {
            replacing = true;
            try {
                swap.repair(running);
                notRestored = null;
                LOG.info("routes: all of them run again (version {})", running.version());
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
            LOG.error("routes: ACTION REQUIRED: {}; tried again every {} seconds. Restart the service if it stays so", notRestored,
                    TimeUnit.NANOSECONDS.toSeconds(REPAIR_NANOS), e.getCause());
        }
    }

    private void judge(RouteSet next) {
        changedAt = Instant.now();
        if (next.equals(running)) {
            LOG.info("routes: the files are again those that run (version {})", running.version());
            refused = List.of();
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
            String runOn = notRestored == null ? ", the former ones run on" : "";
            problems.forEach(problem -> LOG.error("routes: refused{}. {}", runOn, problem));
            changes.record(RouteChange.refused(running, next, problems));
        }
        refused = problems;
    }

    /** What the check cannot cope with is refused: the former routes run on, and the next edit is judged again. */
    private List<Problem> validated(RouteSet next) {
        try {
            return RoutesCheck.of(next, settings);
        } catch (Throwable e) {
            LOG.debug("routes not validated", e);
            return List.of(new Problem(next.path(next.changedSince(running).first()), 1, "the routes cannot be validated: " + e));
        }
    }
}
