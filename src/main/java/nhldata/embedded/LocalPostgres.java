package nhldata.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
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

    private final Settings settings;
    private final DirectoryLock lock;
    private final PostgresCluster cluster;
    private final PostgresAccount account;
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
        this.account = new PostgresAccount(settings);
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
            Path cluster = home.resolve("cluster");
            PostgresCluster.refuseOtherVersion(cluster);
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
                    + settings.database() + "\" cannot be made: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            cluster.stop();
            throw e;
        }
    }

    private void startOrAdoptServer() throws IOException {
        Optional<Postmaster> leftover = cluster.leftover();
        if (leftover.isPresent() && leftover.get().port() == settings.port() && account.answers()) {
            LOG.info("PostgreSQL of an earlier run is still there (process {}); taking it over", leftover.get().pid());
        } else {
            cluster.stop();
            refuseTakenPort();
            cluster.start(settings.port());
            cluster.deleteOlderPrograms();
        }
    }

    private void refuseTakenPort() {
        if (PortOwner.isTaken(settings.port())) {
            throw new EmbeddedServerException("Port " + settings.port() + " is needed for PostgreSQL, but another process has it, see "
                    + PortOwner.COMMAND + ". Stop that, or move this one: PGPORT=" + (settings.port() + 1) + " make step1");
        }
    }

    /** Of the settings' database; user and password go beside it. */
    String jdbcUrl() {
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
