package nhldata.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server for a machine without Docker. It listens on 127.0.0.1 only, keeps its data between starts and loses no
 * committed data in a crash. Any user of this machine can connect without a password (trust): it is for development, not for shared hosts.
 *
 * <p>No shutdown hook is registered: close it last, after all its clients. If the JVM is killed the server continues to run, and the next
 * {@link #start} with the same folder takes it over.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);

    private final Settings settings;
    private final DirectoryLock lock;
    private final PostgresCluster cluster;
    private final PostgresAccount account;
    private boolean closed;

    /**
     * The role is created as a superuser with this password, and the database with this role as its owner, if they do not exist; an existing role
     * or database is not changed.
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
        this.account = new PostgresAccount(settings);
    }

    /**
     * Returns when the database accepts connections.
     *
     * @throws EmbeddedServerException if the port is taken, the folder is in use or not writable, the data is of another PostgreSQL version, or the disk is full
     */
    public static LocalPostgres start(Settings settings) {
        DirectoryLock lock = DirectoryLock.take(settings.dataDir(), "database");
        try {
            Path home = settings.dataDir().toRealPath();
            Path cluster = home.resolve("cluster");
            PostgresCluster.rejectOtherVersion(cluster);
            LocalPostgres postgres = new LocalPostgres(settings, lock, new PostgresCluster(cluster, PostgresPrograms.unpackedIn(home)));
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
            account.createIfAbsent();
        } catch (SQLException e) {
            cluster.stop();
            throw new EmbeddedServerException("PostgreSQL runs on port " + settings.port() + " but role \"" + settings.user() + "\" and database \""
                    + settings.database() + "\" cannot be created: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            cluster.stop();
            throw e;
        }
    }

    private void startOrAdoptServer() throws IOException {
        Optional<Postmaster> leftover = cluster.leftover();
        if (leftover.isPresent() && leftover.get().port() == settings.port() && account.isAvailable()) {
            LOG.info("PostgreSQL of an earlier run is still running (process {}); taking it over", leftover.get().pid());
        } else {
            cluster.stop();
            requireFreePort();
            cluster.start(settings.port());
            cluster.deleteOlderPrograms();
        }
    }

    private void requireFreePort() {
        if (PortOwner.isTaken(settings.port())) {
            throw new EmbeddedServerException("Port " + settings.port() + " is needed for PostgreSQL, but another process has it, see "
                    + PortOwner.COMMAND + ". Stop that, or move this one: PGPORT=" + (settings.port() + 1) + " make step1");
        }
    }

    /** The URL of the settings' database, without user and password. */
    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + settings.port() + "/" + settings.database();
    }

    /** Ends open sessions, shuts the server down cleanly and returns when it has ended. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            cluster.stop();
        } catch (IOException e) {
            throw new EmbeddedServerException("PostgreSQL in " + settings.dataDir() + " could not be stopped: " + e, e);
        } finally {
            lock.close();
        }
    }
}
