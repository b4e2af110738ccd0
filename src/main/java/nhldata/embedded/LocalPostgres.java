package nhldata.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server for a machine without Docker. It listens on 127.0.0.1 only, keeps its data between starts and loses nothing that was
 * committed, whatever dies. Anybody on this machine may connect without a password (trust): it is for development, not for shared hosts.
 *
 * <p>No shutdown hook is registered: close it last, after everything that uses it. When the JVM is killed the server lives on, and the next
 * {@link #start} over the same folder takes it over.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);
    private static final int CONNECT_WITHIN_SECONDS = 10;
    private static final int ANSWER_WITHIN_SECONDS = 60;

    private final Settings settings;
    private final DirectoryLock lock;
    private final PostgresCluster cluster;
    private boolean closed;

    /**
     * Where and for whom. The role becomes a superuser with this password, and the database its own, where they do not exist yet; an existing role
     * or database is left as it is.
     */
    public record Settings(Path dataDir, int port, String user, String password, String database) {
        @Override
        public String toString() {
            return "Settings[dataDir=" + dataDir + ", port=" + port + ", user=" + user + ", database=" + database + "]";
        }
    }

    private LocalPostgres(Settings settings, DirectoryLock lock, PostgresCluster cluster) {
        this.settings = settings;
        this.lock = lock;
        this.cluster = cluster;
    }

    /**
     * Returns when the database accepts connections.
     *
     * @throws EmbeddedServerException in words for the user: port taken, folder in use or not writable, data of another PostgreSQL version, disk full
     */
    public static LocalPostgres start(Settings settings) {
        DirectoryLock lock = DirectoryLock.take(settings.dataDir(), "database");
        try {
            Path home = settings.dataDir().toRealPath();
            PostgresPrograms programs = PostgresPrograms.unpackedIn(home);
            LocalPostgres postgres = new LocalPostgres(settings, lock, new PostgresCluster(home.resolve("cluster"), programs));
            postgres.startOrAdopt();
            return postgres;
        } catch (IOException e) {
            lock.close();
            throw new EmbeddedServerException("PostgreSQL cannot use " + settings.dataDir() + ": " + e, e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void startOrAdopt() throws IOException {
        try {
            cluster.createIfAbsent();
            startOrAdoptServer();
            createRoleAndDatabaseIfAbsent();
        } catch (SQLException e) {
            cluster.stop();
            throw new EmbeddedServerException("PostgreSQL runs on port " + settings.port() + " but role \"" + settings.user() + "\" and database \""
                    + settings.database() + "\" cannot be made: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            cluster.stop();
            throw e;
        }
    }

    private void startOrAdoptServer() throws IOException {
        Optional<Postmaster> leftover = cluster.leftover();
        if (leftover.isPresent() && leftover.get().port() == settings.port() && answers()) {
            LOG.info("PostgreSQL of an earlier run is still there (process {}); taking it over", leftover.get().pid());
        } else {
            cluster.stop();
            refuseTakenPort();
            cluster.start(settings.port());
            cluster.deleteOlderPrograms();
        }
    }

    private void refuseTakenPort() {
        if (PortHolder.isTaken(settings.port())) {
            throw new EmbeddedServerException("Port " + settings.port() + " is needed for PostgreSQL, but " + PortHolder.describe(settings.port())
                    + " has it. Stop that, or move this one: PGPORT=" + (settings.port() + 1) + " make step1");
        }
    }

    private boolean answers() {
        try (Connection postgres = connect(PostgresCluster.SUPERUSER)) {
            return postgres.isValid(CONNECT_WITHIN_SECONDS);
        } catch (SQLException e) {
            LOG.warn("PostgreSQL of an earlier run does not answer; starting it again", e);
            return false;
        }
    }

    private void createRoleAndDatabaseIfAbsent() throws SQLException {
        try (Connection postgres = connect(PostgresCluster.SUPERUSER)) {
            if (!exists(postgres, "select from pg_roles where rolname = ?", settings.user())) {
                execute(postgres, "select format('create role %I login superuser password %L', ?, ?)", settings.user(), settings.password());
            }
            if (!exists(postgres, "select from pg_database where datname = ?", settings.database())) {
                execute(postgres, "select format('create database %I owner %I', ?, ?)", settings.database(), settings.user());
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Role and database names cannot be parameters of a statement; the server quotes them itself. */
    private static void execute(Connection connection, String formatting, String first, String second) throws SQLException {
        try (PreparedStatement format = connection.prepareStatement(formatting); Statement statement = connection.createStatement()) {
            format.setString(1, first);
            format.setString(2, second);
            try (ResultSet formatted = format.executeQuery()) {
                formatted.next();
                statement.execute(formatted.getString(1));
            }
        }
    }

    private Connection connect(String user) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_WITHIN_SECONDS));
        properties.setProperty("socketTimeout", Integer.toString(ANSWER_WITHIN_SECONDS));
        properties.setProperty("sslmode", "disable");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + settings.port() + "/postgres", properties);
    }

    /** Of the settings' database; user and password go beside it. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + settings.port() + "/" + settings.database();
    }

    /** Ends open sessions, writes everything out and returns when the server is gone. Closing again does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            cluster.stop();
        } catch (IOException e) {
            throw new EmbeddedServerException("PostgreSQL over " + settings.dataDir() + " could not be stopped: " + e, e);
        } finally {
            lock.close();
        }
    }
}
