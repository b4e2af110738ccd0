package nhldata.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import nhldata.database.Database;
import nhldata.embedded.LocalPostgres;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL for integration tests: {@code @RegisterExtension static final PostgresExtension POSTGRES = new PostgresExtension();}
 *
 * <p>One server per JVM, started by the first class that asks and stopped after the last; a database of its own for each
 * class, copied from one that is migrated once, and dropped after the class. The server's files stay in
 * {@code target/postgres-of-tests-jvm-1} (a number for each JVM that runs tests at once), so that the next run starts faster and takes over a server that a killed run left.
 */
public final class PostgresExtension implements BeforeAllCallback, AfterAllCallback {

    public static final String USER = "postgres";
    public static final String PASSWORD = "password";
    private static final String TEMPLATE = "migrated";

    private Server server;
    private String database;

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        server = context.getRoot().getStore(ExtensionContext.Namespace.create(PostgresExtension.class))
                .getOrComputeIfAbsent(Server.class, key -> Server.start(), Server.class);
        database = context.getRequiredTestClass().getSimpleName().toLowerCase(Locale.ROOT);
        server.execute("drop database if exists \"" + database + "\" with (force)");
        server.execute("create database \"" + database + "\" template " + TEMPLATE);
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        server.execute("drop database \"" + database + "\" with (force)");
    }

    /** A new connection for each {@code getConnection}. */
    public PGSimpleDataSource dataSource() {
        return server.dataSource(database);
    }

    public String database() {
        return database;
    }

    public void execute(String... statements) throws SQLException {
        execute(dataSource(), statements);
    }

    /** Rows of a query as text, columns separated by {@code |}, NULL as {@code ∅}. */
    public List<String> rows(String query) throws SQLException {
        try (Connection c = dataSource().getConnection(); Statement s = c.createStatement(); ResultSet r = s.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (r.next()) {
                List<String> fields = new ArrayList<>();
                for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
                    fields.add(r.getString(i) == null ? "∅" : r.getString(i));
                }
                rows.add(String.join("|", fields));
            }
            return rows;
        }
    }

    /** The one field of the one row. */
    public String value(String query) throws SQLException {
        List<String> rows = rows(query);
        if (rows.size() != 1) {
            throw new IllegalStateException(rows.size() + " rows instead of one: " + query);
        }
        return rows.get(0);
    }

    private static void execute(DataSource dataSource, String... statements) throws SQLException {
        try (Connection c = dataSource.getConnection(); Statement s = c.createStatement()) {
            for (String statement : statements) {
                s.execute(statement);
            }
        }
    }

    private record Server(LocalPostgres postgres, int port) implements AutoCloseable {

        static Server start() {
            try {
                int port = FreePort.find();
                Server server = new Server(LocalPostgres.start(new LocalPostgres.Settings(
                        Path.of("target", "postgres-of-tests-" + System.getProperty("test.jvm", "jvm-1")), port, USER, PASSWORD, "postgres")), port);
                server.execute("drop database if exists " + TEMPLATE + " with (force)");
                server.execute("create database " + TEMPLATE);
                Database.migrate(server.dataSource(TEMPLATE));
                return server;
            } catch (SQLException e) {
                throw new IllegalStateException("no PostgreSQL for the tests", e);
            }
        }

        PGSimpleDataSource dataSource(String name) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setURL("jdbc:postgresql://127.0.0.1:" + port + "/" + name);
            source.setUser(USER);
            source.setPassword(PASSWORD);
            return source;
        }

        void execute(String statement) throws SQLException {
            PostgresExtension.execute(dataSource("postgres"), statement);
        }

        @Override
        public void close() {
            postgres.close();
        }
    }
}
