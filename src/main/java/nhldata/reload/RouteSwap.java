package nhldata.reload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.quartz.Trigger;

/**
 * Replaces one validated set of routes by another while the application runs. Either all new routes take effect, or
 * the previous routes stay active.
 *
 * <p>During the replacement no new exchanges start: consumers of queues, timers and the like are suspended, and a call of a {@code direct:}
 * route waits. Exchanges in flight get a few seconds to complete. An exchange that needs longer, such as that of a game which waits for the API, or of a run,
 * continues with the steps with which it began; the routes that it calls from then on are the new ones. A route that the operator
 * has stopped stays stopped.
 */
final class RouteSwap {

    private static final Duration INFLIGHT_TIMEOUT = Duration.ofSeconds(5);
    private static final long MIN_MILLIS_TO_TRIGGER = 2_000;
    private static final int ATTEMPTS = 3;

    private final CamelContext camel;
    private final StoppedRoutes stopped;
    private final List<LiveRoute> draining = new ArrayList<>();
    /** Routes that were active before an edit and are no longer. */
    private final Set<String> lost = new TreeSet<>();

    RouteSwap(CamelContext camel) {
        this.camel = camel;
        this.stopped = StoppedRoutes.of(camel);
    }

    /** Routes were active before an edit and are no longer: neither the new nor the previous routes could be started. */
    static final class NotRestoredException extends Exception {

        NotRestoredException(Set<String> missing, Throwable cause) {
            super("not running since the edit failed: " + String.join(", ", missing), cause);
        }
    }

    /**
     * @throws NotRestoredException if a new route cannot be started, and a previous one cannot either: {@link #repair} retries
     * @throws Exception            if a new route cannot be started; the previous routes are active again
     */
    synchronized void replace(RouteSet previous, RouteSet next) throws Exception {
        SortedSet<String> files = filesToReplace(previous, next);
        if (!lost.isEmpty()) {
            files.addAll(next.contents().keySet());
            files.addAll(previous.contents().keySet());
        }
        Set<String> before = new TreeSet<>(lost);
        live().forEach(route -> before.add(route.getId()));
        stopped.remember(camel, ids(previous, files));
        awaitTrigger(previous, files);
        List<LiveRoute> held = live().filter(route -> !(route.getEndpoint() instanceof DirectEndpoint || route.getEndpoint() instanceof QuartzEndpoint)).toList();
        held.forEach(route -> ServiceHelper.suspendService(route.getConsumer()));
        try {
            awaitPolls(held);
            awaitInflight(held);
            try {
                put(next, files, ids(previous, files));
            } catch (Throwable e) {
                restore(previous, files, Stream.of(ids(previous, files), ids(next, files)).flatMap(Set::stream).toList(), before, e);
                throw e;
            }
            lost.clear();
        } finally {
            held.stream().filter(route -> !route.isDraining()).forEach(route -> ServiceHelper.resumeService(route.getConsumer()));
            stopped.clear();
        }
    }

    /** Whether routes are missing that were active before an edit. */
    synchronized boolean isBroken() {
        return !lost.isEmpty();
    }

    /** Retries to start the previous routes that are missing. */
    synchronized void repair(RouteSet previous) throws NotRestoredException {
        putFileByFile(previous, previous.contents().keySet(), new TreeSet<>(lost), null);
    }

    /** All files first; then the missing routes file by file, so that a file that cannot be loaded does not affect the others. */
    private void restore(RouteSet previous, Collection<String> files, Collection<String> toRemove, Set<String> before, Throwable failure) throws NotRestoredException {
        lost.addAll(before);
        try {
            put(previous, files, toRemove);
        } catch (Throwable e) {
            failure.addSuppressed(e);
        }
        putFileByFile(previous, files, before, failure);
    }

    private void putFileByFile(RouteSet previous, Collection<String> files, Set<String> before, Throwable failure) throws NotRestoredException {
        Throwable last = failure;
        for (int attempt = 0; attempt < ATTEMPTS && !missing(before).isEmpty(); attempt++) {
            for (String file : files) {
                Set<String> ids = ids(previous, List.of(file));
                if (ids.stream().anyMatch(missing(before)::contains)) {
                    try {
                        put(previous, List.of(file), ids);
                    } catch (Throwable e) {
                        last = e;
                    }
                }
            }
        }
        Set<String> missing = missing(before);
        lost.clear();
        lost.addAll(missing);
        if (!missing.isEmpty()) {
            throw new NotRestoredException(missing, last);
        }
    }

    private Set<String> missing(Set<String> before) {
        Set<String> missing = new TreeSet<>(before);
        live().forEach(route -> missing.remove(route.getId()));
        return missing;
    }

    /** Stops the steps of draining routes whose last exchange is complete. */
    synchronized void closeDrained() {
        draining.stream().filter(LiveRoute::isDrained).forEach(LiveRoute::stopSteps);
        draining.removeIf(LiveRoute::isDrained);
    }

    synchronized void closeAll() {
        draining.forEach(LiveRoute::stopSteps);
        draining.clear();
    }

    /** Number of replaced routes with exchanges in flight. */
    synchronized int draining() {
        return (int) draining.stream().filter(route -> route.inflight() > 0).count();
    }

    /** Routes are built with their error policies: if one of these changes, all routes are rebuilt. */
    private static SortedSet<String> filesToReplace(RouteSet previous, RouteSet next) {
        SortedSet<String> changed = next.changedSince(previous);
        boolean policies = changed.stream().anyMatch(name -> Stream.of(previous, next).anyMatch(set -> !parts(set, name, "routeConfiguration").isEmpty()));
        if (policies) {
            changed.addAll(previous.contents().keySet());
            changed.addAll(next.contents().keySet());
        }
        return changed;
    }

    private void put(RouteSet set, Collection<String> files, Collection<String> toRemove) throws Exception {
        for (String id : toRemove) {
            if (camel.getRoute(id) instanceof LiveRoute route) {
                keepQueue(route.getEndpoint());
                route.drain();
                draining.add(route);
                camel.getRouteController().stopRoute(id);
                camel.removeRoute(id);
            }
            Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
            model.getRouteDefinitions().removeIf(definition -> id.equals(definition.getRouteId()));
        }
        removePolicies(set);
        PluginHelper.getRoutesLoader(camel).updateRoutes(LiveRoutes.resources(set, files));
        for (String id : ids(set, files)) {
            Route route = camel.getRoute(id);
            if (route != null && !stopped.contains(id) && !camel.getRouteController().getRouteStatus(id).isStarted()) {
                throw new IllegalStateException("route " + id + " does not start");
            }
        }
    }

    /** Removes error policies that are not in the set. Camel replaces the others when it loads their file. */
    private void removePolicies(RouteSet set) throws Exception {
        Set<String> policies = new TreeSet<>();
        set.contents().keySet().forEach(name -> parts(set, name, "routeConfiguration").forEach(part -> policies.add(part.id())));
        Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
        for (RouteConfigurationDefinition policy : List.copyOf(model.getRouteConfigurationDefinitions())) {
            if (!policies.contains(policy.getId())) {
                model.removeRouteConfiguration(policy);
            }
        }
    }

    /** Camel discards a queue and its exchanges with the last endpoint that uses it: this adds an endpoint that remains. */
    private void keepQueue(Endpoint endpoint) {
        if (endpoint instanceof SedaEndpoint seda) {
            seda.getQueue();
            // with another URI than the endpoint: endpoints with the same URI count as one, and would discard the queue together
            SedaEndpoint keeper = new SedaEndpoint(seda.getEndpointUri().replaceFirst("\\?.*", "") + "?kept=true", seda.getComponent(), seda.getComponent().getDefaultQueueFactory(), 1);
            seda.getComponent().getOrCreateQueue(keeper, null, seda.isMultipleConsumers(), null);
        }
    }

    /** Waits for a trigger that fires within two seconds: it would be missed during the replacement, and skipped until tomorrow. */
    private void awaitTrigger(RouteSet previous, Collection<String> files) throws Exception {
        for (String id : ids(previous, files)) {
            if (camel.getRoute(id) != null && camel.getRoute(id).getEndpoint() instanceof QuartzEndpoint quartz) {
                Trigger trigger = quartz.getComponent().getScheduler().getTrigger(quartz.getTriggerKey());
                Date next = trigger == null ? null : trigger.getNextFireTime();
                long left = next == null ? Long.MAX_VALUE : next.getTime() - System.currentTimeMillis();
                if (left < MIN_MILLIS_TO_TRIGGER) {
                    TimeUnit.MILLISECONDS.sleep(Math.max(0, left) + 200);
                }
            }
        }
    }

    /** A thread that polls a queue when its consumer is suspended may still take one message: wait for it while its route is complete. */
    private static void awaitPolls(List<LiveRoute> routes) throws InterruptedException {
        long pollMillis = routes.stream().map(LiveRoute::getEndpoint).filter(SedaEndpoint.class::isInstance)
                .mapToLong(queue -> ((SedaEndpoint) queue).getPollTimeout() + 100).max().orElse(0);
        TimeUnit.MILLISECONDS.sleep(pollMillis);
    }

    private static void awaitInflight(List<LiveRoute> routes) throws InterruptedException {
        long deadline = System.nanoTime() + INFLIGHT_TIMEOUT.toNanos();
        while (routes.stream().anyMatch(route -> route.inflight() > 0) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private Stream<LiveRoute> live() {
        return camel.getRoutes().stream().filter(LiveRoute.class::isInstance).map(LiveRoute.class::cast)
                .filter(route -> camel.getRouteController().getRouteStatus(route.getId()).isStarted());
    }

    private static Set<String> ids(RouteSet set, Collection<String> files) {
        Set<String> ids = new TreeSet<>();
        files.forEach(name -> parts(set, name, "route").forEach(part -> ids.add(part.id())));
        return ids;
    }

    private static List<RouteFile.Part> parts(RouteSet set, String name, String kind) {
        return set.contents().containsKey(name) ? RouteFile.parse(set.path(name), set.content(name)).parts(kind) : List.of();
    }
}
