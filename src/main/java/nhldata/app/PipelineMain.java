package nhldata.app;

import java.util.Map;
import java.util.Properties;
import nhldata.api.HttpClients;
import nhldata.api.RequestDeadline;
import nhldata.camel.PreparedStatements;
import nhldata.config.RouteSettings;
import nhldata.config.Settings;
import nhldata.config.Toggle;
import nhldata.monitoring.LogContext;
import nhldata.reload.GuardedCamelContext;
import nhldata.reload.LiveRoutes;
import nhldata.reload.RouteSet;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/** Camel with the routes and what they name, built but not started. Building takes as long as PostgreSQL and S3 take to start, and needs neither of them. */
final class PipelineMain extends Main {

    private final Properties properties;
    private final Map<String, Object> beans;

    private PipelineMain(Properties properties, Map<String, Object> beans) {
        this.properties = properties;
        this.beans = beans;
    }

    /** @param watchers beans that no route names and that Camel finds by their type: counters, listeners */
    static Main build(Settings settings, RouteSet routes, Properties properties, Map<String, Object> beans, Map<String, Object> watchers) {
        Main main = new PipelineMain(properties, beans);
        // the settings are given resolved; the file itself would bring back those that are secrets
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setOverrideProperties(properties);
        beans.forEach(main::bind);
        main.addMainListener(new LiveRoutes(routes));
        main.bind("logContext", new LogContext());
        main.bind("preparedStatements", new PreparedStatements());
        watchers.forEach(main::bind);
        // Camel's own hook waits for the end of a run() that is never called here, until its time-out.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.configure().setLogName("nhldata.routes.${routeId}");
        main.configure().withName("nhldata");
        RouteSettings route = RouteSettings.of(settings);
        main.configure().withShutdownTimeout((int) route.stop().toSeconds()).withStreamCachingEnabled(false);
        main.configure().withJmxEnabled(route.jmx() == Toggle.TRUE);
        main.configure().withAutoConfigurationEnvironmentVariablesEnabled(false).withInflightRepositoryBrowseEnabled(true);
        main.init();
        CamelContext context = main.getCamelContext();
        context.getCamelContextExtension().registerEndpointCallback(new HttpClients(context.getRegistry().lookupByNameAndType("requestDeadline", RequestDeadline.class)));
        context.init();
        return main;
    }

    @Override
    protected CamelContext createCamelContext() {
        CamelContext guarded = new GuardedCamelContext(properties, beans);
        guarded.getCamelContextExtension().setRegistry(registry);
        return guarded;
    }
}
