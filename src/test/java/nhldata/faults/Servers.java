package nhldata.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nhldata.config.DefaultSettings;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.embedded.EmbeddedServerException;
import nhldata.embedded.LocalPostgres;
import nhldata.embedded.LocalS3;
import nhldata.testing.FreePort;
import nhldata.testing.TestEnvironment;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL that may be stopped and killed, and an S3. The program works in it as an ordinary role, not as a
 * superuser, so that limits and refusals hold for it too.
 */
public final class Servers implements AutoCloseable {

    private static final String SUPERUSER = "postgres";
    private static final String ROLE = "nhldata";
    private static final String PASSWORD = "secret-of-the-campaign";
    /** After a kill the last children of the old server need a moment to see that it is gone. */
    private static final Duration TO_START = Duration.ofSeconds(120);

    private final Path folder;
    private final int port = FreePort.find();
    private final LocalS3 s3;
    private LocalPostgres postgres;

    private Servers(Path folder) {
        this.folder = folder;
        this.s3 = LocalS3.start(new LocalS3.Settings(folder.resolve("s3_data"), 0, ROLE, PASSWORD));
    }

    public static Servers start(Path folder) throws SQLException {
        Servers servers = new Servers(folder);
        servers.startPostgres();
        servers.makeTemplate();
        return servers;
    }

    /** Databases that are made from now on have the ledger already, so that a run has nothing to migrate. */
    private void makeTemplate() throws SQLException {
        execute("create role " + ROLE + " login createdb createrole password '" + PASSWORD + "'");
        execute("alter database template1 owner to " + ROLE);
        PGSimpleDataSource template = new PGSimpleDataSource();
        template.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/template1");
        template.setUser(ROLE);
        template.setPassword(PASSWORD);
        Database.migrate(template);
    }

    /** A database and two buckets of their own, reached without a detour. */
    public TestEnvironment newWorld(String name) {
        return TestEnvironment.create(settings(), name);
    }

    private Settings settings() {
        return DefaultSettings.load()
                .with("postgres.host", "127.0.0.1").with("postgres.port", port)
                .with("postgres.user", ROLE).with("postgres.password", PASSWORD)
                .with("s3.endpoint", s3.url()).with("s3.access-key", ROLE).with("s3.secret-key", PASSWORD);
    }

    public int postgresPort() {
        return port;
    }

    public int s3Port() {
        return s3.url().getPort();
    }

    /** As the superuser, in the database postgres. */
    public void execute(String sql) throws SQLException {
        try (Connection c = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", SUPERUSER, PASSWORD);
                Statement s = c.createStatement()) {
            s.execute(sql);
        }
    }

    /** A fast stop: sessions are ended, what they had not committed is rolled back. */
    public synchronized void stopPostgres() {
        if (postgres != null) {
            postgres.close();
            postgres = null;
        }
    }

    /** SIGKILL to the server's first process, as the kernel does it when memory is short. */
    public synchronized void killPostgres() throws IOException {
        Path pidFile = folder.resolve("pg_data/cluster/postmaster.pid");
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0).strip())).orElseThrow();
        postmaster.destroyForcibly();
        Awaitility.await().atMost(TO_START).until(() -> !postmaster.isAlive());
        stopPostgres();
    }

    /** Starts it when it does not run. */
    public synchronized void startPostgres() {
        if (postgres == null) {
            postgres = Awaitility.await().atMost(TO_START).ignoreException(EmbeddedServerException.class)
                    .until(() -> LocalPostgres.start(new LocalPostgres.Settings(folder.resolve("pg_data"), port, SUPERUSER, PASSWORD, SUPERUSER)),
                            started -> true);
        }
    }

    /** Somebody notices in the meantime. */
    public void startPostgresIn(int seconds) {
        CompletableFuture.runAsync(this::startPostgres, CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        s3.close();
        stopPostgres();
    }
}
