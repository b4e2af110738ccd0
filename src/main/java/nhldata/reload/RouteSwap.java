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
 * Puts one validated set of routes in the place of another while the program works. Either all of it takes effect, or
 * the former routes run on.
 *
 * <p>Nothing new enters while it happens: queues, timers and the like are held, a call of a {@code direct:} route waits.
 * What is under way gets a few seconds to end. What needs longer, a run that waits for its games for example, goes on by
 * the steps with which it began; what it calls from then on are the new routes. A route that a
 * person has stopped stays stopped.
 */
final class RouteSwap {

    private static final Duration TO_END = Duration.ofSeconds(5);
    private static final long CLOCK_MILLIS = 2_000;
    private static final int ATTEMPTS = 3;

    private final CamelContext camel;
    private final StoppedRoutes stopped;
    private final List<LiveRoute> retired = new ArrayList<>();
    /** Routes that ran before an edit and do not any more. */
    private final Set<String> lost = new TreeSet<>();

    RouteSwap(CamelContext camel) {
        this.camel = camel;
        this.stopped = StoppedRoutes.of(camel);
    }

    /** The routes that ran before an edit and do not run any more: neither the new set nor the former one could be put. */
    static final class NotRestoredException extends Exception {

        NotRestoredException(Set<String> missing, Throwable cause) {
            super("not running since the edit failed: " + String.join(", ", missing), cause);
        }
    }

    /**
     * @throws NotRestoredException when a new route cannot be started, and the former ones cannot either: {@link #repair} tries again
     * @throws Exception            when a new route cannot be started; the former ones run again by then
     */
    synchronized void replace(RouteSet former, RouteSet next) throws Exception {
        SortedSet<String> files = filesToReplace(former, next);
        if (!lost.isEmpty()) {
            files.addAll(next.texts().keySet());
            files.addAll(former.texts().keySet());
        }
        Set<String> before = new TreeSet<>(lost);
        live().forEach(route -> before.add(route.getId()));
        stopped.see(camel, ids(former, files));
        awaitClock(former, files);
        List<LiveRoute> held = live().filter(route -> !(route.getEndpoint() instanceof DirectEndpoint || route.getEndpoint() instanceof QuartzEndpoint)).toList();
        held.forEach(route -> ServiceHelper.suspendService(route.getConsumer()));
        try {
            awaitLooks(held);
            awaitEnd(held);
            try {
                put(next, files, ids(former, files));
            } catch (Throwable e) {
                restore(former, files, Stream.of(ids(former, files), ids(next, files)).flatMap(Set::stream).toList(), before, e);
                throw e;
            }
            lost.clear();
        } finally {
            held.stream().filter(route -> !route.isRetired()).forEach(route -> ServiceHelper.resumeService(route.getConsumer()));
            stopped.forget();
        }
    }

    /** Whether routes are missing that ran before an edit. */
    synchronized boolean isBroken() {
        return !lost.isEmpty();
    }

    /** Tries again to put the former routes that are missing. */
    synchronized void repair(RouteSet former) throws NotRestoredException {
        putFileByFile(former, former.texts().keySet(), new TreeSet<>(lost), null);
    }

    /** All at once first; then what is missing file by file, so that a file that cannot be put costs no other one its routes. */
    private void restore(RouteSet former, Collection<String> files, Collection<String> toRetire, Set<String> before, Throwable failure) throws NotRestoredException {
        lost.addAll(before);
        try {
            put(former, files, toRetire);
        } catch (Throwable e) {
            failure.addSuppressed(e);
        }
        putFileByFile(former, files, before, failure);
    }

    private void putFileByFile(RouteSet former, Collection<String> files, Set<String> before, Throwable failure) throws NotRestoredException {
        Throwable last = failure;
        for (int attempt = 0; attempt < ATTEMPTS && !missing(before).isEmpty(); attempt++) {
            for (String file : files) {
                Set<String> ids = ids(former, List.of(file));
                if (ids.stream().anyMatch(missing(before)::contains)) {
                    try {
                        put(former, List.of(file), ids);
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

    /** Stops what retired routes still hold, once their last message is out. */
    synchronized void closeDrained() {
        retired.stream().filter(LiveRoute::isDrained).forEach(LiveRoute::stopSteps);
        retired.removeIf(LiveRoute::isDrained);
    }

    synchronized void closeAll() {
        retired.forEach(LiveRoute::stopSteps);
        retired.clear();
    }

    /** Routes that were replaced and still carry a message. */
    synchronized int retired() {
        return (int) retired.stream().filter(route -> route.underWay() > 0).count();
    }

    /** Routes are built with their error policies: when one of these changes, all are built anew. */
    private static SortedSet<String> filesToReplace(RouteSet former, RouteSet next) {
        SortedSet<String> changed = next.changedSince(former);
        boolean policies = changed.stream().anyMatch(name -> Stream.of(former, next).anyMatch(set -> !parts(set, name, "routeConfiguration").isEmpty()));
        if (policies) {
            changed.addAll(former.texts().keySet());
            changed.addAll(next.texts().keySet());
        }
        return changed;
    }

    private void put(RouteSet set, Collection<String> files, Collection<String> toRetire) throws Exception {
        for (String id : toRetire) {
            if (camel.getRoute(id) instanceof LiveRoute route) {
                keepQueue(route.getEndpoint());
                route.retire();
                retired.add(route);
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

    /** Those that the set has not. Camel replaces the others when it reads their file. */
    private void removePolicies(RouteSet set) throws Exception {
        Set<String> policies = new TreeSet<>();
        set.texts().keySet().forEach(name -> parts(set, name, "routeConfiguration").forEach(part -> policies.add(part.id())));
        Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
        for (RouteConfigurationDefinition policy : List.copyOf(model.getRouteConfigurationDefinitions())) {
            if (!policies.contains(policy.getId())) {
                model.removeRouteConfiguration(policy);
            }
        }
    }

    /** Camel forgets a queue, and what is in it, with the last endpoint that uses it: this one always does. */
    private void keepQueue(Endpoint endpoint) {
        if (endpoint instanceof SedaEndpoint seda) {
            seda.getQueue();
            // of another address than the endpoint: endpoints of one address count as one, and would let the queue go together
            SedaEndpoint keeper = new SedaEndpoint(seda.getEndpointUri().replaceFirst("\\?.*", "") + "?kept=true", seda.getComponent(), seda.getComponent().getDefaultQueueFactory(), 1);
            seda.getComponent().getOrCreateQueue(keeper, null, seda.isMultipleConsumers(), null);
        }
    }

    /** A trigger that is due in a moment would fall into the gap and be skipped until tomorrow. */
    private void awaitClock(RouteSet former, Collection<String> files) throws Exception {
        for (String id : ids(former, files)) {
            if (camel.getRoute(id) != null && camel.getRoute(id).getEndpoint() instanceof QuartzEndpoint quartz) {
                Trigger trigger = quartz.getComponent().getScheduler().getTrigger(quartz.getTriggerKey());
                Date next = trigger == null ? null : trigger.getNextFireTime();
                long left = next == null ? Long.MAX_VALUE : next.getTime() - System.currentTimeMillis();
                if (left < CLOCK_MILLIS) {
                    TimeUnit.MILLISECONDS.sleep(Math.max(0, left) + 200);
                }
            }
        }
    }

    /** A thread that looks into a queue when its consumer is suspended may still take one message: let it, while its route is whole. */
    private static void awaitLooks(List<LiveRoute> routes) throws InterruptedException {
        long look = routes.stream().map(LiveRoute::getEndpoint).filter(SedaEndpoint.class::isInstance)
                .mapToLong(queue -> ((SedaEndpoint) queue).getPollTimeout() + 100).max().orElse(0);
        TimeUnit.MILLISECONDS.sleep(look);
    }

    private static void awaitEnd(List<LiveRoute> routes) throws InterruptedException {
        long deadline = System.nanoTime() + TO_END.toNanos();
        while (routes.stream().anyMatch(route -> route.underWay() > 0) && System.nanoTime() < deadline) {
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
        return set.texts().containsKey(name) ? RouteFile.parse(set.path(name), set.text(name)).parts(kind) : List.of();
    }
}
