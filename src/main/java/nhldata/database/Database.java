package nhldata.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import javax.sql.DataSource;
import nhldata.config.PostgresSettings;
import nhldata.config.Secret;
import nhldata.config.Settings;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL as the settings name it. */
public final class Database {

    private static final int CONNECT_SECONDS = 5;

    /** A server that takes the connection and then says nothing is as good as none. */
    private static final int LOGIN_SECONDS = 10;

    /** Longer than any question of a verb or a page takes; after that the network has lost the answer. */
    private static final int ANSWER_SECONDS = 30;

    /** SQLSTATE insufficient_privilege. */
    private static final String FORBIDDEN = "42501";

    /** What to do about {@link #otherEncoding}. */
    public static final String UTF8_DATABASE = "Make one with: create database … encoding 'UTF8' template template0, and name it with PGDATABASE";

    /**
     * Of each connection. PostgreSQL takes the views of the ledger, which are long and read few rows, for expensive ones,
     * and would compile them for seconds at each look.
     */
    private static final String QUICK_LOOKS = "set jit = off";

    /** What to do about {@link #poolsTransactions}. */
    public static final String TRANSACTIONS_POOLED = "the connection pooler in between (PgBouncer) pools transactions, so that no lock of a session holds."
            + " Set its pool_mode to session for this database, or name PostgreSQL itself with PGHOST and PGPORT";

    private final PostgresAddress address;
    private final PostgresSettings settings;

    public Database(Settings settings) {
        this.address = new PostgresAddress(settings);
        this.settings = PostgresSettings.of(settings);
    }

    /** Where it is, for a message to a person: no password in it. */
    public String describe() {
        return "PostgreSQL on " + settings.host() + ":" + settings.port()
                + ", database " + settings.database() + ", user " + settings.user();
    }

    /** One connection of its own, for a verb that asks a question and ends. It waits half a minute for an answer, then fails. */
    public Connection connect() throws SQLException {
        PGSimpleDataSource source = source(settings.user(), settings.password());
        source.setSocketTimeout(ANSWER_SECONDS);
        Connection connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(QUICK_LOOKS);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A pool whose first user connects it. It waits ten seconds for PostgreSQL and then says so: the redelivery policies do the rest of the waiting. */
    public HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("postgres");
        pool.setJdbcUrl(address.url());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password().value());
        pool.setMaximumPoolSize(settings.poolSize());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(10_000);
        pool.setConnectionInitSql(QUICK_LOOKS);
        pool.addDataSourceProperty("ApplicationName", "nhldata");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("socketTimeout", "330");
        return pool;
    }

    /**
     * Brings the schema up to date, as {@code postgres.migration-user} where there is one. Two at once wait for one
     * another; the history stands in etl.schema_history. A user who may not migrate may still start on a schema that is.
     */
    public void migrate() {
        boolean own = !settings.migrationUser().isEmpty();
        String user = own ? settings.migrationUser() : settings.user();
        PGSimpleDataSource source = source(user, own ? settings.migrationPassword() : settings.password());
        refuseWhatCannotWork(source);
        try {
            migrate(source);
        } catch (FlywayException e) {
            if (isForbidden(e)) {
                throw new IllegalStateException(describe() + ": this program needs migrations that user " + user
                        + " may not make. Type nhldata migrate once with POSTGRES_MIGRATION_USER, a member of nhldata_owner", e);
            }
            throw e;
        }
    }

    /**
     * In another encoding a name of a player is an error one day, or worse, is taken for other letters. Where transactions are
     * pooled, the locks of a session are held by whoever gets its connection next.
     */
    private void refuseWhatCannotWork(DataSource source) {
        try (Connection connection = source.getConnection()) {
            Optional<String> other = otherEncoding(connection);
            if (other.isPresent()) {
                throw new IllegalStateException(describe() + " has the encoding " + other.get() + ", in which not every name can be kept. " + UTF8_DATABASE);
            }
            if (isPooled(connection) && poolsTransactions(connection, source)) {
                throw new IllegalStateException(describe() + ": " + TRANSACTIONS_POOLED);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(describe() + ": " + e.getMessage(), e);
        }
    }

    /** The encoding of the database, unless it is the one that it must have. */
    public static Optional<String> otherEncoding(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("show server_encoding")) {
            row.next();
            return Optional.of(row.getString(1)).filter(encoding -> !encoding.equals("UTF8"));
        }
    }

    /** Whether a connection pooler such as PgBouncer is in between: it names a process of its own making, so that a request to cancel comes to it. */
    public static boolean isPooled(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID() != backend(connection);
    }

    /**
     * Whether that pooler hands a session's connection to others between two transactions: while another one is in a
     * transaction, the first finds itself elsewhere.
     */
    private static boolean poolsTransactions(Connection connection, DataSource source) throws SQLException {
        int backend = backend(connection);
        try (Connection other = source.getConnection()) {
            other.setAutoCommit(false);
            boolean taken = backend(other) == backend || backend(connection) != backend;
            other.rollback();
            return taken;
        }
    }

    private static int backend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The same on any database. */
    public static void migrate(DataSource dataSource) {
        Flyway flyway = flyway().dataSource(dataSource).callbacks(new SetOwnerRoleCallback()).load();
        MigrationInfoService found = flyway.info();
        refuseNewer(found);
        try {
            // a view that changed is outdated, which Flyway does not call pending
            if (isBehind(found)) {
                flyway.migrate();
            } else {
                flyway.validate();
            }
        } catch (FlywayValidateException e) {
            throw new IllegalStateException("this database was set up by another version of the program, whose migrations differ."
                    + " A stack to play with: type make clean-data. Otherwise use the program that set it up", e);
        }
    }

    private static boolean isBehind(MigrationInfoService found) {
        return Arrays.stream(found.all()).anyMatch(m -> m.getState() == MigrationState.PENDING || m.getState() == MigrationState.OUTDATED);
    }

    /** Flyway itself would let an old program work on a schema whose meaning it does not know. */
    private static void refuseNewer(MigrationInfoService found) {
        Arrays.stream(found.applied()).filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS && migration.getVersion() != null)
                .max(Comparator.comparing(MigrationInfo::getVersion)).ifPresent(newest -> {
                    throw new IllegalStateException("this database belongs to a newer version of the program: its schema has version "
                            + newest.getVersion() + ", which this one does not know. Start the newer version; nothing was changed");
                });
    }

    private static boolean isForbidden(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql && FORBIDDEN.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private PGSimpleDataSource source(String user, Secret password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(address.url());
        source.setUser(user);
        source.setPassword(password.value());
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(LOGIN_SECONDS);
        source.setApplicationName("nhldata");
        source.setTcpKeepAlive(true);
        return source;
    }

    /** See {@link #poolsTransactions(Connection, DataSource)}. */
    public boolean poolsTransactions(Connection connection) throws SQLException {
        return poolsTransactions(connection, source(settings.user(), settings.password()));
    }

    /** How many migrations the next start would apply. Changes nothing. */
    public int pendingMigrations() {
        return flyway().dataSource(source(settings.user(), settings.password())).load().info().pending().length;
    }

    private static FluentConfiguration flyway() {
        return Flyway.configure().schemas("etl").table("schema_history").locations("classpath:db/migration");
    }
}
