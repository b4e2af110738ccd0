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
 * A route that can be taken out of the context while messages are in it.
 *
 * <p>Camel stops the steps of a route that it removes, and a stopped step refuses the message that comes to it. A
 * retired route shows Camel no steps to stop: they work on until its last message is out, and are stopped by
 * {@link #stopSteps} then. A run that waits for its games for hours is such a message.
 */
final class LiveRoute extends DefaultRoute {

    /** After so long without a message none can be on its way in: a caller has looked the route up before it was retired. */
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean retired;
    private volatile long quietSince = System.nanoTime();
    private Consumer consumer;

    LiveRoute(CamelContext camel, NamedNode definition, String id, String description, String note, Endpoint endpoint, Resource resource) {
        super(camel, definition, id, description, note, endpoint, resource);
    }

    /** Camel starts a new route unless this says no. */
    @Override
    public Boolean isAutoStartup() {
        return super.isAutoStartup() && !StoppedRoutes.of(getCamelContext()).contains(getRouteId());
    }

    void begin() {
        underWay.incrementAndGet();
    }

    void end() {
        quietSince = System.nanoTime();
        underWay.decrementAndGet();
    }

    /** Messages in this route and in those that it called. */
    int underWay() {
        return underWay.get();
    }

    boolean isRetired() {
        return retired;
    }

    /** Takes no message any more; those in it go on. */
    void retire() {
        consumer = getConsumer();
        // to stop it would stop the first step with it, and interrupt threads that carry messages
        ServiceHelper.suspendService(consumer);
        // leaves JMX now, under the names that its successor takes
        Set<Service> steps = steps();
        for (LifecycleStrategy strategy : getCamelContext().getLifecycleStrategies()) {
            steps.forEach(step -> strategy.onServiceRemove(getCamelContext(), step, this));
        }
        quietSince = System.nanoTime();
        retired = true;
    }

    boolean isDrained() {
        return underWay() == 0 && System.nanoTime() - quietSince > QUIET_NANOS;
    }

    /** Stops the steps of a retired route. */
    void stopSteps() {
        ServiceHelper.stopAndShutdownServices(consumer);
        Set<Service> steps;
        synchronized (this) {
            retired = false;
            steps = steps();
            retired = true;
        }
        steps.forEach(ServiceHelper::stopAndShutdownService);
    }

    @Override
    public List<Service> getServices() {
        return retired ? List.of() : super.getServices();
    }

    @Override
    public Collection<Processor> getOnExceptions() {
        return retired ? List.of() : super.getOnExceptions();
    }

    @Override
    public Collection<Processor> getOnCompletions() {
        return retired ? List.of() : super.getOnCompletions();
    }

    @Override
    protected void doShutdown() throws Exception {
        if (!retired) {
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
