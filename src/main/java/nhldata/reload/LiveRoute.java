package nhldata.reload;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Channel;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Service;
import org.apache.camel.impl.engine.DefaultRoute;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.service.ServiceHelper;

/**
 * A route that can be removed from the context while it has exchanges in flight.
 *
 * <p>Camel stops the steps of a route that it removes, and a stopped step rejects exchanges. A
 * draining route hides its steps from Camel: they continue until its last exchange is complete, and are then stopped by
 * {@link #stopSteps}. The exchange of a game may last minutes while the API is unavailable, that of a run hours.
 */
final class LiveRoute extends DefaultRoute {

    /** After this time without an exchange no further one can arrive: a caller may have resolved the route just before it was removed. */
    private static final long DRAINED_AFTER_NANOS = 10_000_000_000L;

    private final AtomicInteger inflight = new AtomicInteger();
    private volatile boolean draining;
    private volatile long lastExchangeAt = System.nanoTime();
    private Consumer consumer;

    LiveRoute(CamelContext camel, NamedNode definition, String id, String description, String note, Endpoint endpoint, Resource resource) {
        super(camel, definition, id, description, note, endpoint, resource);
    }

    /** Whether Camel starts the route when it is added: not if the operator has stopped it. */
    @Override
    public Boolean isAutoStartup() {
        return super.isAutoStartup() && !StoppedRoutes.of(getCamelContext()).contains(getRouteId());
    }

    void begin() {
        inflight.incrementAndGet();
    }

    void end() {
        lastExchangeAt = System.nanoTime();
        inflight.decrementAndGet();
    }

    /** Exchanges in this route, including those in routes that it called. */
    int inflight() {
        return inflight.get();
    }

    boolean isDraining() {
        return draining;
    }

    /** Stops accepting exchanges; those in flight continue. */
    void drain() {
        consumer = getConsumer();
        // stopping the consumer would stop the first step too, and interrupt threads with exchanges
        ServiceHelper.suspendService(consumer);
        // unregister the MBeans now: the new route uses the same names
        Set<Service> steps = steps();
        for (LifecycleStrategy strategy : getCamelContext().getLifecycleStrategies()) {
            steps.forEach(step -> strategy.onServiceRemove(getCamelContext(), step, this));
        }
        lastExchangeAt = System.nanoTime();
        draining = true;
    }

    boolean isDrained() {
        return inflight() == 0 && System.nanoTime() - lastExchangeAt > DRAINED_AFTER_NANOS;
    }

    /** Stops the steps of a draining route. */
    void stopSteps() {
        ServiceHelper.stopAndShutdownServices(consumer);
        Set<Service> steps;
        synchronized (this) {
            draining = false;
            steps = steps();
            draining = true;
        }
        steps.forEach(ServiceHelper::stopAndShutdownService);
    }

    @Override
    public List<Service> getServices() {
        return draining ? List.of() : super.getServices();
    }

    @Override
    public Collection<Processor> getOnExceptions() {
        return draining ? List.of() : super.getOnExceptions();
    }

    @Override
    public Collection<Processor> getOnCompletions() {
        return draining ? List.of() : super.getOnCompletions();
    }

    @Override
    protected void doShutdown() throws Exception {
        if (!draining) {
            super.doShutdown();
        }
    }

    private Set<Service> steps() {
        Set<Service> steps = new LinkedHashSet<>();
        getServices().forEach(service -> steps.addAll(ServiceHelper.getChildServices(service)));
        for (Collection<Processor> handlers : List.of(getOnExceptions(), getOnCompletions())) {
            handlers.stream().filter(Service.class::isInstance).forEach(handler -> steps.addAll(ServiceHelper.getChildServices((Service) handler)));
        }
        for (Service step : List.copyOf(steps)) {
            if (step instanceof Channel channel && channel.getErrorHandler() instanceof Service handler) {
                steps.add(handler);
            }
        }
        steps.remove(consumer);
        return steps;
    }
}
