package nhldata.monitoring;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Detects hung work: a message that a consumer holds without progress, and a timer that does not fire. A message makes progress when it, or a message
 * split from it, enters or leaves a route. Runs are excluded: they have their own timeout (nhl.schedule.stall-minutes). Thread safe.
 */
public final class Watchdog extends RoutePolicySupport implements RoutePolicyFactory {

    /** The route that spans a whole run. */
    private static final String RUN = "sweep";

    private final LongSupplier nanoTime;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final Map<String, Long> lastFired = new ConcurrentHashMap<>();
    private volatile long limitNanos = Long.MAX_VALUE;

    /** A message from its receipt by a consumer to the end of the route of that consumer. */
    private static final class Held {

        private final String route;
        private volatile long progressAt;
        private volatile boolean run;

        Held(String route, long at) {
            this.route = route;
            this.progressAt = at;
        }
    }

    Watchdog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param limit must be longer than the timeout of any single step */
    void limit(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
        return this;
    }

    @Override
    public void onStart(Route route) {
        lastFired.put(route.getRouteId(), nanoTime.getAsLong());
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        long now = nanoTime.getAsLong();
        if (isFirst(route)) {
            lastFired.put(route.getRouteId(), now);
            held.put(exchange.getExchangeId(), new Held(route.getRouteId(), now));
        } else {
            progress(route, exchange, now);
        }
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (isFirst(route)) {
            held.remove(exchange.getExchangeId());
        } else {
            progress(route, exchange, nanoTime.getAsLong());
        }
    }

    private void progress(Route route, Exchange exchange, long now) {
        String parent = exchange.getProperty(Exchange.CORRELATION_ID, String.class);
        for (String id : parent == null ? new String[] {exchange.getExchangeId()} : new String[] {exchange.getExchangeId(), parent}) {
            Held of = held.get(id);
            if (of != null) {
                of.progressAt = now;
                of.run |= RUN.equals(route.getRouteId());
            }
        }
    }

    /** Describes the hung work; empty if there is none. */
    Optional<String> hung(CamelContext camel) {
        long now = nanoTime.getAsLong();
        Optional<String> message = held.entrySet().stream().filter(entry -> !entry.getValue().run && now - entry.getValue().progressAt > limitNanos)
                .min(Comparator.comparingLong(entry -> entry.getValue().progressAt))
                .map(entry -> "route " + entry.getValue().route + " holds message " + entry.getKey() + " without progress for " + minutes(now - entry.getValue().progressAt));
        return message.or(() -> camel.getRoutes().stream().filter(route -> isLate(camel, route, now)).findFirst()
                .map(route -> "timer of route " + route.getRouteId() + " has not fired for " + minutes(now - lastFired.get(route.getRouteId()))));
    }

    /** A timer that waits for its own message is not late: that message is checked instead. */
    private boolean isLate(CamelContext camel, Route route, long now) {
        Long fired = lastFired.get(route.getRouteId());
        return fired != null && route.getEndpoint() instanceof TimerEndpoint timer && timer.getRepeatCount() <= 0 && camel.getRouteController().getRouteStatus(route.getRouteId()).isStarted()
                && now - fired > Math.max(limitNanos, Duration.ofMillis(10 * timer.getPeriod()).toNanos())
                && held.values().stream().noneMatch(message -> message.route.equals(route.getRouteId()));
    }

    /** Whether the route receives messages from outside, and not from another route or a waiting caller. */
    private static boolean isFirst(Route route) {
        return !(route.getEndpoint() instanceof DirectEndpoint);
    }

    private static String minutes(long nanos) {
        return Duration.ofNanos(nanos).toMinutes() + " minutes";
    }
}
