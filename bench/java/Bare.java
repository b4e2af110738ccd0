import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.postgresql.PGConnection;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The I/O-only baseline of a backfill, with the same libraries: {@code Bare API S3 JDBC THREADS FOLDER BUCKET}.
 *
 * <p>For each game a request to the API, puts of the raw document and of the CSV, and three statements by the game's key; for
 * each bio a request, a put and a statement; gets of a hundred CSVs at a time, which are copied into a
 * staging table and merged in one transaction. Nothing is parsed, checked, hashed, compressed or formatted as CSV: the bytes are those
 * of the folder, the bucket of a season. No schedule, expected games, redelivery or dead letter; the ledger has claims only.
 *
 * <p>Requires a copy of that season's database and empties its tables. Prints games, rows and the seconds of the loop only.
 */
public final class Bare {

    private static final int BATCH = 100;
    private static final String CLAIM = "update etl.game set state = 'fetching', attempts = attempts + 1, updated_at = now() where game_id = ? and state = 'queued'";
    private static final String FIND = "select csv_hash, version from etl.game where game_id = ?";
    private static final String STORED = "update etl.game set state = 'stored', stored_at = now(), updated_at = now() where game_id = ?";
    private static final String RECORD = "insert into etl.document (s3_key, kind, subject, content_hash, run_id) values (?, ?, ?, '', '')";

    private record Game(long id, String rawKey, String csvKey) {
    }

    private record Bio(String key, String kind, String subject) {
    }

    private final URI api;
    private final String database;
    private final Path folder;
    private final String bucket;
    private final S3Client s3;
    private final CloseableHttpClient http;
    private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<Game> stored = new ConcurrentLinkedQueue<>();

    private Bare(String[] args, int threads) throws SQLException {
        api = URI.create(args[0]);
        database = args[2];
        folder = Path.of(args[4]);
        bucket = args[5];
        s3 = S3Client.builder().endpointOverride(URI.create(args[1])).forcePathStyle(true).region(Region.US_EAST_1)
                // as the application configures it for an S3 other than Amazon's
                .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED).responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(64))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("nhldata", "nhldata-secret"))).build();
        http = HttpClients.custom().setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create().setMaxConnPerRoute(threads)
                .setMaxConnTotal(threads).build()).build();
        for (int i = 0; i <= threads; i++) {
            connections.add(DriverManager.getConnection(database));
        }
    }

    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[3]);
        Bare bare = new Bare(args, threads);
        List<Game> games = bare.games();
        List<Bio> bios = bare.bios();
        bare.empty();
        bare.warm(games.get(0));
        ExecutorService fetchers = Executors.newFixedThreadPool(threads, Bare::daemon);
        ExecutorService loaders = Executors.newFixedThreadPool(threads, Bare::daemon);
        List<Future<?>> pending = new ArrayList<>();
        long start = System.nanoTime();
        bios.forEach(one -> pending.add(fetchers.submit(() -> bare.fetch(one))));
        games.forEach(game -> pending.add(fetchers.submit(() -> bare.fetch(game))));
        int loaded = 0;
        while (loaded < games.size()) {
            if (bare.stored.size() >= BATCH) {
                loaded += bare.load(loaders);
            } else if (pending.stream().allMatch(Future::isDone)) {
                for (Future<?> one : pending) {
                    one.get();
                }
                loaded += bare.load(loaders);
            } else {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("{\"games\": %d, \"rows\": %d, \"seconds\": %s}%n", loaded, bare.number("select count(*) from public.game_stats"), seconds);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    /** One request of each kind, so that no class is loaded while the time is measured. */
    private void warm(Game game) throws Exception {
        get("/v1/gamecenter/" + game.id + "/boxscore");
        put(game.csvKey);
        s3.getObjectAsBytes(b -> b.bucket(bucket).key(game.csvKey));
        execute(FIND, game.id);
    }

    private Void fetch(Game game) throws Exception {
        execute(CLAIM, game.id);
        get("/v1/gamecenter/" + game.id + "/boxscore");
        put(game.rawKey);
        execute(FIND, game.id);
        put(game.csvKey);
        execute(STORED, game.id);
        stored.add(game);
        return null;
    }

    private Void fetch(Bio one) throws Exception {
        get(one.kind.equals("roster") ? "/v1/roster/" + one.subject : "/v1/player/" + one.subject + "/landing");
        put(one.key);
        execute(RECORD, one.key, one.kind, one.subject);
        return null;
    }

    private int load(ExecutorService loaders) throws Exception {
        List<Game> batch = new ArrayList<>();
        for (Game game = stored.poll(); game != null; game = batch.size() < BATCH ? stored.poll() : null) {
            batch.add(game);
        }
        List<Future<byte[]>> csvs = new ArrayList<>();
        batch.forEach(game -> csvs.add(loaders.submit(() -> s3.getObjectAsBytes(b -> b.bucket(bucket).key(game.csvKey)).asByteArray())));
        Connection connection = connections.take();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            String columns = null;
            for (int i = 0; i < batch.size(); i++) {
                String[] csv = new String(csvs.get(i).get(), StandardCharsets.UTF_8).split("\n");
                columns = csv[0].toLowerCase();
                for (int line = 1; line < csv.length; line++) {
                    lines.write((batch.get(i).id + "," + csv[line] + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
            statement.execute("create temporary table staging on commit drop as select game_id, " + columns + " from public.game_stats with no data");
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy staging from stdin (format csv)", new ByteArrayInputStream(lines.toByteArray()));
            String assignments = Stream.of(columns.split(",")).map(c -> c + " = excluded." + c).collect(Collectors.joining(", "));
            statement.execute("insert into public.game_stats (game_id, " + columns + ", game_date, season, game_type, source, s3_key, run_id) select staging.*,"
                    + " g.game_date, g.season, g.game_type, g.source, g.s3_key, g.run_id from staging join etl.game as g using (game_id)"
                    + " on conflict (game_id, player_person_id) do update set " + assignments);
            statement.execute("update etl.game set state = 'loaded', loaded_at = now(), updated_at = now() where game_id in ("
                    + batch.stream().map(game -> Long.toString(game.id)).collect(Collectors.joining(", ")) + ")");
            connection.commit();
        }
        connection.setAutoCommit(true);
        connections.add(connection);
        return batch.size();
    }

    private void get(String path) throws Exception {
        http.execute(new HttpGet(api + path), answer -> {
            if (answer.getCode() != HttpStatus.SC_OK) {
                throw new IOException(path + ": status " + answer.getCode());
            }
            return EntityUtils.toByteArray(answer.getEntity());
        });
    }

    private void put(String key) throws Exception {
        byte[] bytes = Files.readAllBytes(folder.resolve(key));
        s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    private void execute(String sql, Object... values) throws Exception {
        Connection connection = connections.take();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } finally {
            connections.add(connection);
        }
    }

    private List<Game> games() throws SQLException {
        try (Statement statement = connections.peek().createStatement();
                ResultSet r = statement.executeQuery("select game_id, raw_key, s3_key from etl.game where state = 'loaded' order by game_date, game_id")) {
            List<Game> games = new ArrayList<>();
            while (r.next()) {
                games.add(new Game(r.getLong(1), r.getString(2), r.getString(3)));
            }
            return games;
        }
    }

    private List<Bio> bios() throws SQLException {
        try (Statement statement = connections.peek().createStatement();
                ResultSet r = statement.executeQuery("select s3_key, kind, subject from etl.document order by first_seen, s3_key")) {
            List<Bio> bios = new ArrayList<>();
            while (r.next()) {
                bios.add(new Bio(r.getString(1), r.getString(2), r.getString(3)));
            }
            return bios;
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connections.peek().createStatement(); ResultSet r = statement.executeQuery(sql)) {
            r.next();
            return r.getLong(1);
        }
    }

    private void empty() throws SQLException {
        try (Statement statement = connections.peek().createStatement()) {
            statement.execute("truncate public.game_stats, etl.document");
            statement.execute("update etl.game set state = 'queued', loaded_at = null, stored_at = null where state = 'loaded'");
            statement.execute("vacuum analyze etl.game");
        }
        s3.createBucket(b -> b.bucket(bucket));
    }
}
