package nhldata.app;

import java.util.List;
import java.util.Map;
import nhldata.api.Api;
import nhldata.bindings.RouteBindings;
import nhldata.camel.ShortExchanges;
import nhldata.config.ApiSettings;
import nhldata.config.Settings;
import nhldata.monitoring.LogContext;
import nhldata.process.Background;
import nhldata.process.InstanceId;
import nhldata.reload.GuardedDataSource;
import nhldata.reload.RouteChanges;
import nhldata.reload.RouteSet;
import nhldata.reload.RoutesAtStart;
import nhldata.run.RunRequest;
import nhldata.run.RunResult;
import nhldata.run.Runs;
import nhldata.sample.SampleLeague;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipeline of one process: the routes of the routes directory, their beans, PostgreSQL and S3.
 *
 * <p>{@link #start} either starts everything or throws and leaves nothing open. {@link #close} stops the routes first, then
 * the pools, so that work in progress ends or is left to the next run; it may be called twice. Ctrl-C and SIGTERM close it in
 * every command.
 */
public final class Application implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private final Settings settings;
    private final InstanceId owner = new InstanceId();
    private final Thread stopAtExit = new Thread(this::stopQuietly, "stop-application");
    private SampleLeague sample;
    private volatile Main camel = new Main();
    private Servers servers;
    private volatile boolean closed;

    private Application(Settings settings) {
        this.settings = settings;
    }

    public static Application start(Settings settings) throws Exception {
        return start(settings, Map.of(), () -> { });
    }

    /**
     * @param watchers additional beans that Camel looks up by type, such as event notifiers
     * @param running  returns when PostgreSQL and S3 accept connections; startup work that needs neither runs in the meantime
     */
    public static Application start(Settings settings, Map<String, Object> watchers, Runnable running) throws Exception {
        Application application = new Application(settings);
        try {
            application.open(watchers, running);
            Runtime.getRuntime().addShutdownHook(application.stopAtExit);
            return application;
        } catch (Exception e) {
            application.close();
            throw e;
        }
    }

    /** Runs a range of dates and returns its result after its end. */
    public RunResult sweep(String kind, String from, String to, String only) {
        return sweep(kind, from, to, only, "oldest");
    }

    /** As {@link #sweep(String, String, String, String)}, with the oldest or the newest games first. */
    public RunResult sweep(String kind, String from, String to, String only, String order) {
        return run(RunRequest.over(kind, from, to, only, order));
    }

    /** Processes all games with an open dead letter again, or the given one. */
    public RunResult replay(String game) {
        return run(RunRequest.replay(game));
    }

    /** Runs a request of any kind and returns its result after its end. */
    public RunResult run(RunRequest request) {
        return RunResult.of(request("direct:run", request).getMessage().getBody(Map.class));
    }

    /** The id of a run that is about to be started with {@link RunRequest#withId}. */
    public String newRunId(RunRequest request) {
        return camel().getRegistry().lookupByNameAndType("runs", Runs.class).newId(request);
    }

    /** Reprocesses a range of dates from the raw documents in the bucket, without the API. */
    public RunResult rederive(String from, String to) {
        return run(RunRequest.rederive(from, to));
    }

    /** Loads the CSVs of the bucket that are not in PostgreSQL yet. */
    public RunResult load() {
        return run(RunRequest.load());
    }

    /** The games of the schedule, as rows for etl.game; writes nothing. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> preview(String from, String to) {
        List<List<Map<String, Object>>> weeks = request("direct:preview-schedule", RunRequest.over("preview", from, to, null, null)).getMessage().getBody(List.class);
        return weeks.stream().flatMap(List::stream).toList();
    }

    /** The rate limit in use. */
    public int requestsPerSecond() {
        return Integer.parseInt(camel().resolvePropertyPlaceholders("{{nhl.api.rate}}"));
    }

    /** The owner of its runs in etl.run. */
    public String owner() {
        return owner.name();
    }

    /** Whether it is being stopped. */
    public boolean isStopping() {
        return closed;
    }

    public CamelContext camel() {
        return camel.getCamelContext();
    }

    public String source() {
        return camel.getCamelContext().resolvePropertyPlaceholders("{{nhl.source}}");
    }

    @Override
    public synchronized void close() throws Exception {
        if (closed) {
            return;
        }
        closed = true;
        if (!Thread.currentThread().equals(stopAtExit)) {
            removeShutdownHook();
        }
        try (AutoCloseable league = sample; AutoCloseable opened = servers) {
            ShortExchanges.await(camel.getCamelContext());
            camel.stop();
        }
    }

    private void stopQuietly() {
        if (!closed) {
            LOG.warn("stopping; no data is lost, run the same command to continue");
        }
        try {
            close();
        } catch (Exception e) {
            LOG.warn("error during shutdown: {}", e.getMessage(), e);
        }
    }

    private void removeShutdownHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(stopAtExit);
        } catch (IllegalStateException e) {
            // the JVM is shutting down already, and the hook will find everything closed
        }
    }

    private Exchange request(String endpoint, RunRequest request) {
        Exchange reply = camel().createProducerTemplate().request(endpoint, exchange -> exchange.getMessage().setBody(request));
        LogContext.clear();
        if (reply.getException() != null) {
            if (closed) {
                throw new IllegalStateException("stopped; no data is lost, run the same command to continue", reply.getException());
            }
            if (reply.getException() instanceof IllegalStateException rejected) {
                throw rejected;
            }
            throw new IllegalStateException("the run could not be recorded in the ledger: " + reply.getException().getMessage(),
                    reply.getException());
        }
        return reply;
    }

    private void open(Map<String, Object> watchers, Runnable running) throws Exception {
        settings.check();
        ApiSettings given = ApiSettings.of(settings);
        Background<RoutesAtStart.Folder> checked = RoutesAtStart.Folder.check(settings);
        sample = given.isSample() ? SampleLeague.start() : null;
        Api api = Api.of((given.isSample() ? sample.uri() : given.url()).toString());
        RouteBindings bindings = new RouteBindings(settings, api, given.isSample() ? "sample" : api.source());
        servers = new Servers(settings, owner);
        Background<Main> built = Background.begin("build-routes", () -> checked.get().problems().isEmpty() ? build(checked.get().set(), bindings, watchers) : null);
        try {
            running.run();
            servers.prepare();
        } catch (Exception e) {
            // the build waits for no server, so it ends soon
            built.closeResult(Main::stop);
            throw e;
        }
        RoutesAtStart.start(checked.get(), settings, new RouteChanges(servers.database(), owner), routes -> {
            camel = routes == checked.get().set() ? built.get() : build(routes, bindings, watchers);
            camel.start();
            return camel.getCamelContext();
        });
    }

    private Main build(RouteSet routes, RouteBindings bindings, Map<String, Object> watchers) {
        return PipelineMain.build(settings, routes, bindings.properties(), bindings.beans(owner, new GuardedDataSource(servers.database()), servers.s3()), watchers);
    }
}
