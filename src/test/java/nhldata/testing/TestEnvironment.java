package nhldata.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.run.RunResult;
import nhldata.storage.ObjectStore;
import org.apache.commons.codec.digest.DigestUtils;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A database and two buckets that nobody else uses, and the settings with which the program finds them. */
public final class TestEnvironment {

    /** One for each S3 that the tests of a JVM have: to make one costs more than a request. Thread safe. */
    private static final Map<String, S3Client> CLIENTS = new ConcurrentHashMap<>();

    private final Settings settings;
    private final AtomicReference<Connection> kept;

    private TestEnvironment(Settings settings) {
        this(settings, null);
    }

    private TestEnvironment(Settings settings, AtomicReference<Connection> kept) {
        this.settings = settings;
        this.kept = kept;
    }

    /** Makes the database; the program makes the buckets. */
    public static TestEnvironment create(Settings stack, String name) {
        new TestEnvironment(stack).execute("create database " + name);
        return new TestEnvironment(stack
                .with("postgres.database", name)
                .with("s3.bucket", name + "-data")
                .with("s3.dead-letter-bucket", name + "-dead")
                .with("nhl.api.retry-delay", 20)
                .with("nhl.errors.retry-delay", 20)
                .with("nhl.load.poll", 50)
                .with("http.port", "off")
                .with("hawtio.port", "off"));
    }

    /** The same with a database as PostgreSQL creates it, for tests of the first start. */
    public TestEnvironment withoutTables() {
        String name = settings.get("postgres.database");
        TestEnvironment server = with("postgres.database", "postgres");
        server.execute("drop database " + name);
        server.execute("create database " + name + " template template0");
        return this;
    }

    /** The same database and buckets, with one setting changed. */
    public TestEnvironment with(String key, Object value) {
        return new TestEnvironment(settings.with(key, value), key.startsWith("postgres.") ? null : kept);
    }

    /** The same, and questions share a connection until {@link #release}: to make one costs more than a question. */
    public TestEnvironment keepingItsConnection() {
        return new TestEnvironment(settings, new AtomicReference<>());
    }

    /** Closes the connection that is kept. */
    public void release() {
        try (Connection connection = kept.getAndSet(null)) {
            // closed by leaving
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public TestEnvironment asking(FakeApi api) {
        return with("nhl.api.url", api.url());
    }

    public Settings settings() {
        return settings;
    }

    public Application start() throws Exception {
        return Application.start(settings);
    }

    /** The row of etl.run of a sweep in an application that is started for it and stopped after it. */
    public RunResult sweep(String from, String to) throws Exception {
        return sweep(from, to, "missing");
    }

    public RunResult sweep(String from, String to, String only) throws Exception {
        try (Application application = start()) {
            return application.sweep("sweep", from, to, only);
        }
    }

    /** The rows of game_stats after a run over these dates that nothing disturbs. */
    public List<String> sweepUndisturbed(String from, String to) throws Exception {
        RunResult run = sweep(from, to);
        if (!run.status().equals("succeeded")) {
            throw new IllegalStateException("an undisturbed run did not succeed: " + run);
        }
        return gameStats();
    }

    /** The environment of a process that is to work in this world: every setting that is not the default. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PGHOST", settings.get("postgres.host"));
        environment.put("PGPORT", settings.get("postgres.port"));
        environment.put("PGUSER", settings.get("postgres.user"));
        environment.put("PGPASSWORD", settings.get("postgres.password"));
        environment.put("PGDATABASE", settings.get("postgres.database"));
        environment.put("S3_ENDPOINT_URL", settings.get("s3.endpoint"));
        environment.put("AWS_ACCESS_KEY_ID", settings.get("s3.access-key"));
        environment.put("AWS_SECRET_ACCESS_KEY", settings.get("s3.secret-key"));
        environment.put("DEST_BUCKET", settings.get("s3.bucket"));
        environment.put("DEAD_LETTER_BUCKET", settings.get("s3.dead-letter-bucket"));
        environment.put("S3_PORT", settings.get("embedded.s3-port"));
        environment.put("NHL_API_URL", settings.get("nhl.api.url"));
        settings.all().stringPropertyNames().stream().filter(key -> key.matches("(nhl|http|hawtio)\\..*") && !settings.isDefault(key))
                .forEach(key -> environment.put(key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), settings.get(key)));
        return environment;
    }

    public Connection connect() throws SQLException {
        return new Database(settings).connect();
    }

    private interface Question<T> {
        T ask(Statement statement) throws SQLException;
    }

    private <T> T ask(String sql, Question<T> question) {
        try {
            if (kept == null) {
                try (Connection connection = connect(); Statement statement = connection.createStatement()) {
                    return question.ask(statement);
                }
            }
            synchronized (kept) {
                if (kept.get() == null || !kept.get().isValid(5)) {
                    // PostgreSQL may just be starting again
                    kept.set(Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptionsInstanceOf(SQLException.class).until(this::connect, Objects::nonNull));
                }
                try (Statement statement = kept.get().createStatement()) {
                    return question.ask(statement);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + " in: " + sql, e);
        }
    }

    /** The rows of a query, each as its columns in text with " | " between them. */
    public List<String> rows(String sql) {
        return ask(sql, statement -> rows(statement.executeQuery(sql)));
    }

    private static List<String> rows(ResultSet result) throws SQLException {
        try (ResultSet r = result) {
            List<String> rows = new ArrayList<>();
            while (r.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(r.getString(i)));
                }
                rows.add(String.join(" | ", columns));
            }
            return rows;
        }
    }

    /** The one row of a query. */
    public String row(String sql) {
        List<String> rows = rows(sql);
        if (rows.size() != 1) {
            throw new IllegalStateException(rows.size() + " rows instead of one: " + sql);
        }
        return rows.get(0);
    }

    /** A superuser writes what he likes, also what no statement of the program could: the transitions of the ledger are not checked. */
    public void execute(String sql) {
        ask(sql, statement -> {
            if (settings.get("postgres.user").equals("postgres")) {
                statement.execute("set session_replication_role = replica");
            }
            return statement.execute(sql);
        });
    }

    /** Every line of game_stats in all its columns but those that say when and by which run. */
    public List<String> gameStats() {
        return rows("select to_jsonb(g) - 'run_id' - 'loaded_at' from game_stats as g order by game_id, player_person_id");
    }

    /** Every line of game_stats with the version in which PostgreSQL keeps it: the same list means that nothing was written. */
    public List<String> versions() {
        return rows("select game_id, player_person_id, xmin, run_id, loaded_at from game_stats order by 1, 2");
    }

    public List<String> keys(String prefix) {
        return keysOf("s3.bucket", prefix);
    }

    public List<String> deadLetterKeys() {
        return keysOf("s3.dead-letter-bucket", "");
    }

    private List<String> keysOf(String bucketSetting, String prefix) {
        return s3().listObjectsV2Paginator(b -> b.bucket(settings.get(bucketSetting)).prefix(prefix)).contents().stream()
                .map(S3Object::key).sorted().toList();
    }

    /** Every object of the bucket: its key, and the SHA-256 of its bytes. */
    public Map<String, String> objectHashes() {
        String bucket = settings.get("s3.bucket");
        try {
            S3Client s3 = s3();
            Map<String, String> hashes = new TreeMap<>();
            s3.listObjectsV2Paginator(b -> b.bucket(bucket)).contents().forEach(object -> hashes.put(object.key(),
                    DigestUtils.sha256Hex(s3.getObjectAsBytes(b -> b.bucket(bucket).key(object.key())).asByteArrayUnsafe())));
            return hashes;
        } catch (NoSuchBucketException e) {
            return Map.of();
        }
    }

    /** Every object of the bucket: its key, and when it was put, to the second. */
    public Map<String, String> objectTimes() {
        Map<String, String> times = new TreeMap<>();
        s3().listObjectsV2Paginator(b -> b.bucket(settings.get("s3.bucket"))).contents()
                .forEach(object -> times.put(object.key(), object.lastModified().toString()));
        return times;
    }

    public byte[] object(String key) {
        return objectOf("s3.bucket", key);
    }

    public byte[] deadLetterObject(String key) {
        return objectOf("s3.dead-letter-bucket", key);
    }

    private byte[] objectOf(String bucketSetting, String key) {
        return s3().getObjectAsBytes(b -> b.bucket(settings.get(bucketSetting)).key(key)).asByteArray();
    }

    /** Makes both buckets, which otherwise the program does. */
    public void createBuckets() {
        s3().createBucket(b -> b.bucket(settings.get("s3.bucket")));
        s3().createBucket(b -> b.bucket(settings.get("s3.dead-letter-bucket")));
    }

    public void put(String key, byte[] content) {
        s3().putObject(b -> b.bucket(settings.get("s3.bucket")).key(key), RequestBody.fromBytes(content));
    }

    public void delete(String key) {
        s3().deleteObject(b -> b.bucket(settings.get("s3.bucket")).key(key));
    }

    private S3Client s3() {
        return CLIENTS.computeIfAbsent(settings.get("s3.endpoint") + " " + settings.get("s3.access-key") + " " + settings.get("s3.secret-key"),
                key -> new ObjectStore(settings).client());
    }
}
