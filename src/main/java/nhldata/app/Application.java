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
import nhldata.run.SharedClock;
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
 * The pipeline of one process: the routes of the folder, the beans that they name, PostgreSQL and S3.
 *
 * <p>{@link #start} either has everything running or throws with nothing left open. {@link #close} stops the routes
 * first, then the pools, so that what is under way ends or is left for the next run; it may be called twice. Ctrl-C and
 * SIGTERM close it too, whatever the verb.
 */
public final class Application implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Application.class);
    private static final Duration SHORT_EXCHANGE = Duration.ofMillis(300);
    private static final String STOP_RUNS = """
            update etl.run
            set status = 'failed', ended_at = now(), stopped = true,
                message = 'stopped before its end; nothing is lost, run: ' || command
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
     * @param watchers beans besides those that the routes name, which Camel finds by their type: counters, listeners
     * @param servers  returns when PostgreSQL and S3 are there to be asked; meanwhile goes on what needs neither
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

    /** Runs a range of dates to its end; the row of etl.run as it then is. */
    public Map<String, Object> sweep(String kind, String from, String to, String only) {
        return sweep(kind, from, to, only, "oldest");
    }

    /** As {@link #sweep(String, String, String, String)}, with the oldest or the newest games first. */
    public Map<String, Object> sweep(String kind, String from, String to, String only, String order) {
        return asMap(request("direct:run", Map.of("kind", kind, "from", from, "to", to, "only", only, "order", order)));
    }

    /** The games that the schedule lists, as rows for etl.game; nothing is written. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> preview(String from, String to) {
        List<List<Map<String, Object>>> weeks = (List<List<Map<String, Object>>>) request("direct:preview-schedule", Map.of("from", from, "to", to, "runId", "preview"));
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

    /** Sends a test message by a channel, now and without the outbox; why it was not taken, or empty. */
    public Optional<String> test(String channel) {
        Map<String, Object> notice = Map.of("topic", "test " + Instant.now(), "channel", channel, "event", "test", "what", "a test message",
                "why", "Somebody typed nhldata notify test. This channel works.", "happenedAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        Exchange answer = camel().createProducerTemplate().request("direct:deliver-notification", exchange -> exchange.getMessage().setBody(notice));
        return Optional.ofNullable(answer.getException()).map(new Channels(settings)::reason);
    }

    /** The name under which its runs stand in etl.run. */
    public String owner() {
        return owner.name();
    }

    /** Was it told to stop? */
    public boolean isStopping() {
        return closed;
    }

    /** Sends the games with an open dead letter, or the one named, through the routes again; the row of etl.run. */
    public Map<String, Object> replay(String game) {
        return asMap(request("direct:run", Map.of("kind", "replay", "game", game)));
    }

    /** Derives a range of dates again from the raw documents in the bucket, without the API; the row of etl.run. */
    public Map<String, Object> rederive(String from, String to) {
        return asMap(request("direct:run", Map.of("kind", "rederive", "from", from, "to", to)));
    }

    /** Loads what is in the bucket and not yet in PostgreSQL; the row of etl.run, and {@code csvs}: how many there are. */
    public Map<String, Object> load() {
        return asMap(request("direct:run", Map.of("kind", "load")));
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
            forgetToStopAtExit();
        }
        try (AutoCloseable league = sample; AutoCloseable pool = database; AutoCloseable store = this::closeS3) {
            letShortExchangesEnd();
            camel.stop();
            if (database != null && database.isRunning()) {
                endRuns();
            }
        }
    }

    private void closeS3() {
        if (s3 != null) {
            s3.giveUp(S3Client::close);
        }
    }

    /** Camel looks once a second whether exchanges are still in flight. The last ones of a run, such as its notice, take far less. */
    private void letShortExchangesEnd() {
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
            LOG.warn("stopping; nothing is lost: the same command goes on from here");
        }
        try {
            close();
        } catch (Exception e) {
            LOG.warn("not stopped cleanly: {}", e.getMessage(), e);
        }
    }

    private void forgetToStopAtExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(stopAtExit);
        } catch (IllegalStateException e) {
            // the JVM is stopping already, and the hook finds everything closed
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object row) {
        return (Map<String, Object>) row;
    }

    private Object request(String endpoint, Map<String, Object> variables) {
        Exchange answer = camel().createProducerTemplate().request(endpoint, exchange -> variables.forEach(exchange::setVariable));
        LogContext.leave();
        if (answer.getException() != null) {
            if (closed) {
                throw new IllegalStateException("stopped; nothing is lost: the same command goes on from here", answer.getException());
            }
            if (answer.getException() instanceof IllegalStateException refused) {
                throw refused;
            }
            throw new IllegalStateException("the run could not be kept in the ledger: " + answer.getException().getMessage(),
                    answer.getException());
        }
        return answer.getMessage().getBody();
    }

    private void open(Map<String, Object> watchers, Runnable servers) throws Exception {
        SettingRules.check(settings);
        Path folder = Path.of(settings.get("nhl.routes.dir"));
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("there is no folder of routes at " + folder.toAbsolutePath()
                    + ": start the program in the project's folder, or set NHL_ROUTES_DIR");
        }
        boolean invented = settings.get("nhl.api.url").equals("sample");
        Background<RoutesAtStart.Folder> checked = Background.begin("check-routes", () -> RoutesAtStart.Folder.checked(settings));
        sample = invented ? SampleLeague.start() : null;
        Api api = Api.of(invented ? sample.uri().toString() : settings.get("nhl.api.url"));
        RouteBindings bindings = new RouteBindings(settings, api, invented ? "sample" : api.source());
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
            if (bindings.isSchedulerClustered()) {
                SharedClock.prepare(owner, database, settings.get("nhl.schedule.zone"));
            }
        } catch (Exception e) {
            // it waits for none of the servers, so this is soon
            built.giveUp(Main::stop);
            throw e;
        }
        RoutesAtStart.Folder given = checked.get();
        RoutesAtStart routes = RoutesAtStart.of(given, settings, new RouteChanges(database, owner));
        try {
            camel = given.problems().isEmpty() ? built.get() : build(routes.set(), bindings, watchers);
            camel.start();
        } catch (Exception refusal) {
            routes = routes.after(refusal);
            // A context that fails while it starts has closed itself; one that fails before has nothing running yet.
            camel = build(routes.set(), bindings, watchers);
            camel.start();
        }
        routes.watch(camel.getCamelContext());
    }

    /** All of Camel but its start. It takes as long as PostgreSQL and S3 take to start, and needs neither of them. */
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
        main.configure().withShutdownTimeout(settings.number("nhl.routes.stop-seconds")).withStreamCachingEnabled(false);
        main.configure().withJmxEnabled(settings.get("nhl.routes.jmx").equals("true"));
        main.configure().withAutoConfigurationEnvironmentVariablesEnabled(false).withInflightRepositoryBrowseEnabled(true);
        main.init();
        CamelContext context = main.getCamelContext();
        context.getCamelContextExtension().registerEndpointCallback(new HttpClients(context.getRegistry().lookupByNameAndType("requestDeadline", RequestDeadline.class)));
        context.init();
        return main;
    }

    /** A run that is stopped before its end says so, and gives back its games, rather than being found silent by the next one. */
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
            LOG.warn("cannot close this process's runs in the ledger, the next run will: {}", e.getMessage());
        }
    }
}
