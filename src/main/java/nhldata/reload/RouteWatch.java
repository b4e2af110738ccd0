package nhldata.reload;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import nhldata.Settings;
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

    private final CamelContext camel;
    private final Settings settings;
    private final RouteChanges changes;
    private final Replacement replacement;
    private RouteSet running;
    private RouteSet seen;
    private RouteSet judged;
    private Optional<FolderStamp> known = Optional.empty();
    private ScheduledExecutorService looks;
    private volatile List<Problem> refused = List.of();
    private volatile Instant changedAt = Instant.now();
    private volatile boolean replacing;

    RouteWatch(CamelContext camel, Settings settings, RouteChanges changes, RouteSet running) {
        this.camel = camel;
        this.settings = settings;
        this.changes = changes;
        this.replacement = new Replacement(camel);
        this.running = running;
        this.seen = running;
        this.judged = running;
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
        return replacement.retired();
    }

    /** Are routes being replaced just now, so that some do not run that will in a moment? */
    public boolean isReplacing() {
        return replacing;
    }

    /** Looks at the folder now. */
    @ManagedOperation(description = "Look at the folder now")
    public void look() {
        try {
            lookOnce();
        } catch (Exception e) {
            LOG.error("the routes cannot be watched: {}", e.getMessage(), e);
        }
    }

    @Override
    protected void doStart() {
        looks = camel.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "routes");
        int millis = settings.number("nhl.routes.poll");
        looks.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        camel.getExecutorServiceManager().shutdownNow(looks);
        replacement.closeAll();
    }

    private synchronized void lookOnce() throws IOException {
        replacement.closeDrained();
        changes.write();
        RouteSet now;
        Optional<FolderStamp> stamp;
        try {
            stamp = FolderStamp.of(running.folder());
            if (stamp.isPresent() && stamp.equals(known)) {
                return;
            }
            now = RouteSet.read(running.folder());
        } catch (NoSuchFileException e) {
            return; // renamed under our eyes
        }
        boolean settled = now.equals(seen);
        seen = now;
        known = settled ? stamp.filter(found -> found.isCalm(Instant.now())) : Optional.empty();
        if (settled && !now.equals(judged)) {
            judged = now;
            judge(now);
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
        List<Problem> problems = new ArrayList<>(RoutesCheck.of(next, settings));
        if (problems.isEmpty()) {
            replacing = true;
            try {
                replacement.replace(running, next);
            } catch (Exception e) {
                LOG.debug("routes not replaced", e);
                problems.add(new Problem(next.path(next.changedSince(running).first()), 1, "the routes do not start: " + e.getMessage()));
            } finally {
                replacing = false;
            }
        }
        if (problems.isEmpty()) {
            LOG.info("routes: applied the edit of {} (version {})", String.join(", ", next.changedSince(running)), next.version());
            changes.record(RouteChange.applied(running, next));
            running = next;
        } else {
            problems.forEach(problem -> LOG.error("routes: refused, the former ones run on. {}", problem));
            changes.record(RouteChange.refused(running, next, problems));
        }
        refused = problems;
    }
}
