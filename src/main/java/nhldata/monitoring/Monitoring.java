package nhldata.monitoring;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import nhldata.config.MartsSettings;
import nhldata.config.ScheduleSettings;
import nhldata.config.Settings;
import nhldata.status.Ledger;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The metrics and health of a process. Its {@link #beans} must be bound before the routes are loaded, so that Camel finds
 * them; {@link #watch} is called once the routes are running.
 */
public final class Monitoring implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PipelineMetrics pipeline = new PipelineMetrics(registry, Clock.systemUTC());
    private final Watchdog watchdog = new Watchdog(System::nanoTime);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private volatile LedgerMetrics ledgerMetrics;

    /** The beans that Camel looks up by type: the metrics by route, the metrics of the pipeline and the watchdog. */
    public Map<String, Object> beans() {
        MicrometerRoutePolicyFactory routes = new MicrometerRoutePolicyFactory();
        routes.setMeterRegistry(registry);
        routes.setNamingStrategy(new GroupTags());
        return Map.of("routeMetrics", routes, "pipelineMetrics", pipeline, "watchdog", watchdog);
    }

    /** Registers the remaining metrics and returns the health checks. */
    public Health watch(Settings settings, CamelContext camel) {
        Ledger ledger = new Ledger(settings);
        S3Client s3 = camel.getRegistry().lookupByNameAndType("s3Client", S3Client.class);
        // a build of the marts is the longest step; the timeouts of all other steps are far below that of a stalled run
        Duration run = ScheduleSettings.of(settings).stall().multipliedBy(2);
        Duration build = MartsSettings.of(settings).timeout().plusMinutes(10);
        watchdog.limit(run.compareTo(build) > 0 ? run : build);
        Health health = new Health(camel, ledger, new Buckets(s3, settings), Channel.of(settings), pipeline, watchdog);
        ledgerMetrics = new LedgerMetrics(registry, ledger);
        ledgerMetrics.register();
        Health.BREAKERS.forEach(id -> Gauge.builder("nhldata.breaker.state", health, h -> h.breakerState(id).ordinal())
                .description("Circuit breaker of the API: 0 closed, 1 half open, 2 open").tag("breaker", id).register(registry));
        Gauge.builder("nhldata.api.last.answer.seconds", pipeline, Monitoring::secondsSinceResponse)
                .description("Seconds since the last API request, whatever its outcome; NaN if this process has sent none").register(registry);
        List.of(new JvmMemoryMetrics(), new JvmThreadMetrics(), garbageCollection, new ProcessorMetrics(), new UptimeMetrics(),
                new FileDescriptorMetrics()).forEach(m -> m.bindTo(registry));
        poolOf(camel).filter(pool -> pool.getMetricsTrackerFactory() == null).ifPresent(pool -> pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry)));
        return health;
    }

    /** The pool behind the data source of the routes, which is a wrapper. */
    private static Optional<HikariDataSource> poolOf(CamelContext camel) {
        DataSource source = camel.getRegistry().lookupByNameAndType("dataSource", DataSource.class);
        try {
            return source.isWrapperFor(HikariDataSource.class) ? Optional.of(source.unwrap(HikariDataSource.class)) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("unwrapping the data source does not access the database", e);
        }
    }

    /** All metrics in the Prometheus text format. */
    public String scrape() {
        LedgerMetrics metrics = ledgerMetrics;
        if (metrics != null) {
            metrics.refresh();
        }
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }

    private static double secondsSinceResponse(PipelineMetrics pipeline) {
        PipelineMetrics.LastResponse last = pipeline.lastResponse();
        return last == null ? Double.NaN : (Clock.systemUTC().millis() - last.at().toEpochMilli()) / 1e3;
    }
}
