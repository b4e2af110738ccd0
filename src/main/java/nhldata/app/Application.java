package nhldata.app;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import nhldata.api.Api;
import nhldata.api.HttpClients;
import nhldata.api.RequestDeadline;
import nhldata.bindings.RouteBindings;
import nhldata.camel.PreparedStatements;
import nhldata.config.GamesChannel;
import nhldata.config.SettingRules;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.monitoring.LogContext;
import nhldata.notify.Channels;
import nhldata.process.Background;
import nhldata.process.InstanceId;
import nhldata.queue.KafkaBindings;
import nhldata.reload.GuardedCamelContext;
import nhldata.reload.GuardedDataSource;
import nhldata.reload.LiveRoutes;
import nhldata.reload.RouteChanges;
import nhldata.reload.RouteSet;
import nhldata.reload.RoutesAtStart;
import nhldata.run.RunRequest;
import nhldata.sample.SampleLeague;
import nhldata.storage.ObjectStore;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The pipeline of one process: the routes of the routes directory, their beans, PostgreSQL and S3.
 *
 * <p>{@link #start} either starts everything or throws and leaves nothing open. {@link #close} stops the routes first, then
 * the pools, so that work in progress ends or is left to the next run; it may be called twice. Ctrl-C and SIGTERM close it in
 * every command.
 */
public final class Application implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Application.class);
    private static final Duration SHORT_EXCHANGE = Duration.ofMillis(300);
    private static final String STOP_RUNS = """
            update etl.run
            set status = 'failed', ended_at = now(), stopped = true,
                message = 'stopped before its end; no data is lost, run: ' || command
            where status = 'running' and owner = ?""";

    private final Settings settings;
    private final InstanceId owner = new InstanceId();
    private final Thread stopAtExit = new Thread(this::stopQuietly, "stop-application");
    private SampleLeague sample;
    private volatile Main camel = new Main();
    private HikariDataSource database;
    private Background<S3Client> s3;
    private volatile boolean closed;

    private Application(Settings settings) {
        this.settings = settings;
    }

    public static Application start(Settings settings) throws Exception {
        return start(settings, Map.of(), () -> { });
    }

    /**
     * @param watchers additional beans that Camel looks up by type, such as event notifiers
     * @param servers  returns when PostgreSQL and S3 accept connections; startup work that needs neither runs in the meantime
     */
    public static Application start(Settings settings, Map<String, Object> watchers, Runnable servers) throws Exception {
        Application application = new Application(settings);
        try {
            application.open(watchers, servers);
            Runtime.getRuntime().addShutdownHook(application.stopAtExit);
            return application;
        } catch (Exception e) {
            application.close();
            throw e;
        }
    }

    /** Runs a range of dates and returns the row of etl.run after its end. */
    public Map<String, Object> sweep(String kind, String from, String to, String only) {
        return sweep(kind, from, to, only, "oldest");
    }

    /** As {@link #sweep(String, String, String, String)}, with the oldest or the newest games first. */
    public Map<String, Object> sweep(String kind, String from, String to, String only, String order) {
        return asMap(request("direct:run", RunRequest.over(kind, from, to, only, order)));
    }

    /** The games of the schedule, as rows for etl.game; writes nothing. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> preview(String from, String to) {
        List<List<Map<String, Object>>> weeks = (List<List<Map<String, Object>>>) request("direct:preview-schedule", RunRequest.over("preview", from, to, null, null));
        return weeks.stream().flatMap(List::stream).toList();
    }

    /** The rate limit in use. */
    public int requestsPerSecond() {
        return Integer.parseInt(camel().resolvePropertyPlaceholders("{{nhl.api.rate}}"));
    }

    /** The channels that are configured. */
    public List<String> channels() {
        return Stream.of(new Channels(settings).names().split(",")).filter(name -> !name.isEmpty()).toList();
    }

    /** Sends a test message to a channel, bypassing the outbox, and returns the reason if it failed. */
    public Optional<String> test(String channel) {
        Map<String, Object> notification = Map.of("topic", "test " + Instant.now(), "channel", channel, "event", "test", "what", "a test message",
                "why", "Sent by nhldata notify test. This channel works.", "happenedAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        Exchange reply = camel().createProducerTemplate().request("direct:deliver-notification", exchange -> exchange.getMessage().setBody(notification));
        return Optional.ofNullable(reply.getException()).map(new Channels(settings)::reason);
    }

    /** The owner of its runs in etl.run. */
    public String owner() {
        return owner.name();
    }

    /** Whether it is being stopped. */
    public boolean isStopping() {
        return closed;
    }

    /** Processes all games with an open dead letter again, or the given one, and returns the row of etl.run. */
    public Map<String, Object> replay(String game) {
        return asMap(request("direct:run", RunRequest.replay(game)));
    }

    /** Reprocesses a range of dates from the raw documents in the bucket, without the API, and returns the row of etl.run. */
    public Map<String, Object> rederive(String from, String to) {
        return asMap(request("direct:run", RunRequest.rederive(from, to)));
    }

    /** Loads the CSVs of the bucket that are not in PostgreSQL yet; returns the row of etl.run and {@code csvs}, their number in the bucket. */
    public Map<String, Object> load() {
        return asMap(request("direct:run", RunRequest.load()));
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
        try (AutoCloseable league = sample; AutoCloseable pool = database; AutoCloseable store = this::closeS3) {
            awaitShortExchanges();
            camel.stop();
            if (database != null && database.isRunning()) {
                endRuns();
            }
        }
    }

    private void closeS3() {
        if (s3 != null) {
            s3.closeResult(S3Client::close);
        }
    }

    /** Camel polls once a second for exchanges in flight; the last ones of a run, such as its notification, take far less. */
    private void awaitShortExchanges() {
        CamelContext context = camel.getCamelContext();
        long end = System.nanoTime() + SHORT_EXCHANGE.toNanos();
        try {
            while (context != null && context.getInflightRepository().size() > 0 && System.nanoTime() < end) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object row) {
        return (Map<String, Object>) row;
    }

    private Object request(String endpoint, RunRequest request) {
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
        return reply.getMessage().getBody();
    }

    private void open(Map<String, Object> watchers, Runnable servers) throws Exception {
        SettingRules.check(settings);
        Path folder = Path.of(settings.get("nhl.routes.dir"));
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("routes directory " + folder.toAbsolutePath()
                    + " does not exist: start nhldata in the project directory, or set NHL_ROUTES_DIR");
        }
        boolean isSample = settings.get("nhl.api.url").equals("sample");
        Background<RoutesAtStart.Folder> checked = Background.begin("check-routes", () -> RoutesAtStart.Folder.checked(settings));
        sample = isSample ? SampleLeague.start() : null;
        Api api = Api.of(isSample ? sample.uri().toString() : settings.get("nhl.api.url"));
        RouteBindings bindings = new RouteBindings(settings, api, isSample ? "sample" : api.source());
        Database postgres = new Database(settings);
        database = postgres.pool();
        ObjectStore store = new ObjectStore(settings);
        s3 = Background.begin("create-s3-client", store::client);
        Background<Main> built = Background.begin("build-routes", () -> checked.get().problems().isEmpty() ? build(checked.get().set(), bindings, watchers) : null);
        try {
            servers.run();
            Background<Void> buckets = Background.begin("ensure-buckets", () -> store.ensureBuckets(s3.get()));
            database.getConnection().close();
            postgres.migrate();
            buckets.get();
            if (GamesChannel.of(settings).isShared()) {
                KafkaBindings.topic(settings).ensure();
            }
        } catch (Exception e) {
            // the build waits for no server, so it ends soon
            built.closeResult(Main::stop);
            throw e;
        }
        RoutesAtStart.Folder given = checked.get();
        RoutesAtStart routes = RoutesAtStart.of(given, settings, new RouteChanges(database, owner));
        try {
            camel = given.problems().isEmpty() ? built.get() : build(routes.set(), bindings, watchers);
            camel.start();
        } catch (Exception failure) {
            routes = routes.after(failure);
            // A context that fails while starting closes itself; one that fails earlier has nothing running yet.
            camel = build(routes.set(), bindings, watchers);
            camel.start();
        }
        routes.watch(camel.getCamelContext());
    }

    /** Builds the Camel context without starting it. This takes about as long as the start of PostgreSQL and S3, and needs neither. */
    private Main build(RouteSet routes, RouteBindings bindings, Map<String, Object> watchers) {
        Properties properties = bindings.properties();
        Map<String, Object> beans = bindings.beans(owner, new GuardedDataSource(database), s3.get());
        Main main = new Main() {
            @Override
            protected CamelContext createCamelContext() {
                CamelContext guarded = new GuardedCamelContext(properties, beans);
                guarded.getCamelContextExtension().setRegistry(registry);
                return guarded;
            }
        };
        // the settings are passed resolved; loading the file would expose the secret ones as properties
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setOverrideProperties(properties);
        beans.forEach(main::bind);
        main.addMainListener(new LiveRoutes(routes));
        main.bind("logContext", new LogContext());
        main.bind("preparedStatements", new PreparedStatements());
        watchers.forEach(main::bind);
        // The default hook of Camel waits until its timeout for the end of run(), which is never called here.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.configure().setLogName("nhldata.routes.${routeId}");
        main.configure().withName("nhldata");
        main.configure().withShutdownTimeout(settings.number("nhl.routes.stop-seconds")).withStreamCachingEnabled(false);
        main.configure().withJmxEnabled(settings.get("nhl.routes.jmx").equals("true"));
        main.configure().withAutoConfigurationEnvironmentVariablesEnabled(false).withInflightRepositoryBrowseEnabled(true);
        main.init();
        CamelContext context = main.getCamelContext();
        context.getCamelContextExtension().registerEndpointCallback(new HttpClients(context.getRegistry().lookupByNameAndType("timeLimit", RequestDeadline.class)));
        context.init();
        return main;
    }

    /** Marks the running runs of this process as stopped and releases their games, so that they need not be recovered as crashed. */
    private void endRuns() {
        try (Connection connection = database.getConnection();
                PreparedStatement end = connection.prepareStatement(STOP_RUNS);
                Statement release = connection.createStatement();
                InputStream sql = Application.class.getResourceAsStream("/sql/run/release-orphaned-games.sql")) {
            end.setString(1, owner.name());
            if (end.executeUpdate() > 0) {
                release.executeUpdate(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (SQLException | IOException e) {
            LOG.warn("PostgreSQL unavailable: the runs of this process could not be closed, the next run will close them: {}", e.getMessage());
        }
    }
}
