package nhldata.reload;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nhldata.config.RouteSettings;
import nhldata.config.Settings;
import nhldata.config.Toggle;
import nhldata.process.Background;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes with which a process starts: those of the folder, if they are valid.
 *
 * <p>If they are not, a one-shot command fails with the problems. A service must not stay down after a restart because of an edit that
 * it had rejected before: it starts with the routes that were applied last, and logs that.
 */
public record RoutesAtStart(RouteSet set, RouteSet folder, List<Problem> problems, Settings settings, RouteChanges changes) {

    private static final Logger LOG = LoggerFactory.getLogger(RoutesAtStart.class);

    /** The contents of the folder, and the problems that are found without building the routes. Needs neither PostgreSQL nor S3. */
    public record Folder(RouteSet set, List<Problem> problems) {

        /** Begins it on a separate thread. */
        public static Background<Folder> check(Settings settings) {
            Path path = RouteSettings.of(settings).dir();
            if (!Files.isDirectory(path)) {
                throw new IllegalStateException("there is no folder of routes at " + path.toAbsolutePath()
                        + ": start the application in the project's folder, or set NHL_ROUTES_DIR");
            }
            return Background.begin("check-routes", () -> {
                RouteSet set = RouteSet.read(path);
                return new Folder(set, RoutesCheck.beforeStart(set, settings));
            });
        }
    }

    /** Builds and starts Camel with a set of routes. */
    public interface Starter {

        CamelContext start(RouteSet routes) throws Exception;
    }

    /**
     * Starts Camel with the routes of the folder or, if they cannot run, with those that were applied last, and watches the folder from then on.
     *
     * @throws IllegalStateException with file, line and what to write, if there are no valid routes to start with
     */
    public static void start(Folder checked, Settings settings, RouteChanges changes, Starter starter) throws Exception {
        RoutesAtStart routes = of(checked, settings, changes);
        CamelContext camel;
        try {
            camel = starter.start(routes.set);
        } catch (Exception failure) {
            // A context that fails while it starts has closed itself; one that fails before has nothing running yet.
            routes = routes.after(failure);
            camel = starter.start(routes.set);
        }
        routes.watch(camel);
    }

    /** @throws IllegalStateException with file, line and what to write, if there are no valid routes to start with */
    private static RoutesAtStart of(Folder checked, Settings settings, RouteChanges changes) throws SQLException {
        RouteSet folder = checked.set();
        List<Problem> problems = checked.problems();
        if (problems.isEmpty()) {
            return new RoutesAtStart(folder, folder, problems, settings, changes);
        }
        Path path = folder.folder();
        Optional<RouteSet> last = isWatched(settings) ? changes.lastApplied(path) : Optional.empty();
        if (last.isEmpty() || !RoutesCheck.of(last.get(), settings).isEmpty()) {
            throw new IllegalStateException("the routes cannot run:\n"
                    + problems.stream().map(Problem::toString).collect(Collectors.joining("\n"))
                    + "\nFix the files; nhldata check validates them without starting anything");
        }
        problems.forEach(problem -> LOG.error("routes: rejected. {}", problem));
        LOG.error("routes: the files in {} are not valid, so the routes that were applied last are active (version {}). Fix the files: they are applied at once",
                path, last.get().version());
        return new RoutesAtStart(last.get(), folder, problems, settings, changes);
    }

    /**
     * The routes to start with after Camel has failed to start these.
     *
     * @param failure Camel's exception
     * @throws IllegalStateException with file, line and what to write, if there are no other valid routes
     * @throws Exception             the failure itself, if the routes are not its cause
     */
    private RoutesAtStart after(Exception failure) throws Exception {
        List<Problem> found = List.of();
        try {
            found = problems.isEmpty() ? RoutesCheck.of(folder, settings) : found;
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        if (found.isEmpty()) {
            throw failure;
        }
        LOG.debug("routes: Camel does not start them", failure);
        return of(new Folder(folder, found), settings, changes);
    }

    /** Records the active routes, and watches the folder from now on; does nothing in a command that does not watch it. */
    private void watch(CamelContext camel) throws Exception {
        if (!isWatched(settings)) {
            return;
        }
        RouteWatch watch = new RouteWatch(camel, settings, changes, set);
        if (problems.isEmpty()) {
            RouteSet previous = changes.lastApplied(set.folder()).orElse(new RouteSet(set.folder(), new TreeMap<>()));
            changes.record(RouteChange.applied(previous, set));
        } else {
            watch.rejectedAtStart(folder, problems);
            changes.record(RouteChange.rejected(set, folder, problems));
        }
        camel.addService(watch);
    }

    private static boolean isWatched(Settings settings) {
        return RouteSettings.of(settings).reload() == Toggle.TRUE;
    }
}
