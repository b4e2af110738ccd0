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

/** Connections to the PostgreSQL of the settings, and its migrations. */
public final class Database {

    private static final int CONNECT_SECONDS = 5;

    /** For a server that accepts the connection but does not respond. */
    private static final int LOGIN_SECONDS = 10;

    /** Longer than any query of a command or a web page takes; after that the response is taken as lost. */
    private static final int SOCKET_SECONDS = 30;

    /** SQLSTATE insufficient_privilege. */
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** What to do about {@link #otherEncoding}. */
    public static final String UTF8_DATABASE = "Create one with: create database … encoding 'UTF8' template template0, and set PGDATABASE to its name";

    /**
     * For each connection. PostgreSQL overestimates the cost of the ledger's views, which are long and read few rows,
     * and would compile them (JIT) for seconds at each query.
     */
    private static final String NO_JIT = "set jit = off";

    /** What to do about {@link #poolsTransactions}. */
    public static final String TRANSACTIONS_POOLED = "the connection pooler (PgBouncer) pools transactions, so that session-level locks do not work."
            + " Set its pool_mode to session for this database, or set PGHOST and PGPORT to PostgreSQL itself";

    private final PostgresAddress address;
    private final PostgresSettings settings;

    public Database(Settings settings) {
        this.address = new PostgresAddress(settings);
        this.settings = PostgresSettings.of(settings);
    }

    /** The location, for messages; without the password. */
    public String describe() {
        return "PostgreSQL on " + settings.host() + ":" + settings.port()
                + ", database " + settings.database() + ", user " + settings.user();
    }

    /** A single connection, for a one-shot command. A query fails after 30 s without a response. */
    public Connection connect() throws SQLException {
        return connect(settings.user(), settings.password());
    }

    /** As {@link #connect}, as {@code postgres.retention-user} if it is set. */
    public Connection connectForRetention() throws SQLException {
        return settings.retentionUser().isEmpty() ? connect() : connect(settings.retentionUser(), settings.retentionPassword());
    }

    private Connection connect(String user, Secret password) throws SQLException {
        PGSimpleDataSource source = source(user, password);
        source.setSocketTimeout(SOCKET_SECONDS);
        Connection connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(NO_JIT);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A pool that connects on first use. It fails after ten seconds without PostgreSQL: the redelivery policies retry. */
    public HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("postgres");
        pool.setJdbcUrl(address.url());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password().value());
        pool.setMaximumPoolSize(settings.poolSize());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(10_000);
        pool.setConnectionInitSql(NO_JIT);
        pool.addDataSourceProperty("ApplicationName", "nhldata");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("socketTimeout", "330");
        return pool;
    }

    /**
     * Migrates the schema to the current version, as {@code postgres.migration-user} if it is set. Concurrent migrations wait for one
     * another; the history is in etl.schema_history. A user without the privileges to migrate can still start on a current schema.
     *
     * @throws IllegalStateException if the schema cannot be migrated, or the database cannot be used; the message says what to do
     */
    public void migrate() {
        boolean own = !settings.migrationUser().isEmpty();
        String user = own ? settings.migrationUser() : settings.user();
        PGSimpleDataSource source = source(user, own ? settings.migrationPassword() : settings.password());
        requireUsable(source);
        try {
            migrate(source);
        } catch (FlywayException e) {
            if (lacksPrivilege(e)) {
                throw new IllegalStateException(describe() + ": the schema must be migrated, for which user " + user
                        + " lacks the privileges. Run once: nhldata migrate, with POSTGRES_MIGRATION_USER set to a member of nhldata_owner", e);
            }
            throw e;
        }
    }

    /**
     * In another encoding some players' names would cause an error or, worse, be stored as other letters. With transaction pooling,
     * session-level locks pass to the next client of the server connection.
     */
    private void requireUsable(DataSource source) {
        try (Connection connection = source.getConnection()) {
            Optional<String> other = otherEncoding(connection);
            if (other.isPresent()) {
                throw new IllegalStateException(describe() + " has the encoding " + other.get() + ", which cannot represent every player's name. " + UTF8_DATABASE);
            }
            if (isPooled(connection) && poolsTransactions(connection, source)) {
                throw new IllegalStateException(describe() + ": " + TRANSACTIONS_POOLED);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(describe() + ": " + e.getMessage(), e);
        }
    }

    /** The encoding of the database; empty if it is UTF8, as required. */
    public static Optional<String> otherEncoding(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("show server_encoding")) {
            row.next();
            return Optional.of(row.getString(1)).filter(encoding -> !encoding.equals("UTF8"));
        }
    }

    /** Whether there is a connection pooler such as PgBouncer: it reports a made-up backend PID, so that cancel requests are sent to it. */
    public static boolean isPooled(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID() != backend(connection);
    }

    /**
     * Whether that pooler assigns a server connection per transaction: while another client is in a
     * transaction, the first client is moved to another backend.
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

    /**
     * Migrates the schema of any database.
     *
     * @throws IllegalStateException if it was set up by another version of the application
     */
    public static void migrate(DataSource dataSource) {
        Flyway flyway = flyway().dataSource(dataSource).callbacks(new SetOwnerRoleCallback()).load();
        MigrationInfoService found = flyway.info();
        rejectNewer(found);
        try {
            // a changed view is OUTDATED, which Flyway does not report as pending
            if (isBehind(found)) {
                flyway.migrate();
            } else {
                flyway.validate();
            }
        } catch (FlywayValidateException e) {
            throw new IllegalStateException("this database was set up by another version of the application, whose migrations differ."
                    + " For a local test stack, run: make clean-data. Otherwise use the version that set it up", e);
        }
    }

    private static boolean isBehind(MigrationInfoService found) {
        return Arrays.stream(found.all()).anyMatch(m -> m.getState() == MigrationState.PENDING || m.getState() == MigrationState.OUTDATED);
    }

    /** Flyway itself would let an old version of the application run on a newer schema, which it does not know. */
    private static void rejectNewer(MigrationInfoService found) {
        Arrays.stream(found.applied()).filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS && migration.getVersion() != null)
                .max(Comparator.comparing(MigrationInfo::getVersion)).ifPresent(newest -> {
                    throw new IllegalStateException("this database belongs to a newer version of the application: its schema has version "
                            + newest.getVersion() + ", which this version does not know. Start the newer version; nothing was changed");
                });
    }

    private static boolean lacksPrivilege(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql && INSUFFICIENT_PRIVILEGE.equals(sql.getSQLState())) {
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

    /** Number of migrations that the next start would apply. Changes nothing. */
    public int pendingMigrations() {
        return flyway().dataSource(source(settings.user(), settings.password())).load().info().pending().length;
    }

    private static FluentConfiguration flyway() {
        return Flyway.configure().schemas("etl").table("schema_history").locations("classpath:db/migration");
    }
}
