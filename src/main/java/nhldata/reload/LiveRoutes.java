package nhldata.reload;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nhldata.camel.DefaultInflightRepository;
import nhldata.camel.SharedMBeanInfo;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RouteFactory;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Makes Camel Main run a set of routes that can be replaced while they have exchanges in flight, see {@link RouteSwap}. */
public final class LiveRoutes extends MainListenerSupport {

    private final RouteSet set;

    public LiveRoutes(RouteSet set) {
        this.set = set;
    }

    @Override
    public void beforeConfigure(BaseMainSupport main) {
        CamelContext camel = main.getCamelContext();
        camel.getCamelContextExtension().addContextPlugin(StoppedRoutes.class, new StoppedRoutes());
        camel.getCamelContextExtension().addContextPlugin(RouteFactory.class, LiveRoute::new);
        camel.getCamelContextExtension().setManagementMBeanAssembler(new SharedMBeanInfo(camel));
        camel.addRoutePolicyFactory(new Counting());
        camel.setShutdownStrategy(new SkipDrainingRoutes());
        camel.setInflightRepository(new DefaultInflightRepository());
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        try {
            PluginHelper.getRoutesLoader(main.getCamelContext()).loadRoutes(resources(set, set.contents().keySet()));
        } catch (Exception e) {
            throw new IllegalStateException("the routes of " + set.folder() + " cannot be loaded (run: nhldata check): " + e.getMessage(), e);
        }
    }

    /** From memory, so that exactly the validated contents run, even if the file has changed since. */
    static Collection<Resource> resources(RouteSet set, Collection<String> names) {
        return names.stream().filter(set.contents()::containsKey)
                .map(name -> ResourceHelper.fromBytes("file:" + set.path(name), set.content(name).getBytes(StandardCharsets.UTF_8))).toList();
    }

    /** Counts the exchanges of each route instance. */
    private static final class Counting implements RoutePolicyFactory, RoutePolicy {

        @Override
        public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode definition) {
            return this;
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            if (route instanceof LiveRoute live) {
                live.begin();
            }
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            if (route instanceof LiveRoute live) {
                live.end();
            }
        }

        @Override
        public void onInit(Route route) {
            // nothing to do
        }

        @Override
        public void onRemove(Route route) {
            // nothing to do
        }

        @Override
        public void onStart(Route route) {
            // nothing to do
        }

        @Override
        public void onStop(Route route) {
            // nothing to do
        }

        @Override
        public void onSuspend(Route route) {
            // nothing to do
        }

        @Override
        public void onResume(Route route) {
            // nothing to do
        }
    }

    /** Skips draining routes: Camel's graceful shutdown would wait for their exchanges, and then prevent every redelivery in the process. */
    private static final class SkipDrainingRoutes extends DefaultShutdownStrategy {

        @Override
        public void shutdown(CamelContext camel, List<RouteStartupOrder> routes, long timeout, TimeUnit unit) throws Exception {
            if (!routes.stream().allMatch(order -> order.getRoute() instanceof LiveRoute live && live.isDraining())) {
                super.shutdown(camel, routes, timeout, unit);
            }
        }
    }
}
