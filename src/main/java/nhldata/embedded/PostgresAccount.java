package nhldata.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the role and the database of the settings, as the server's superuser, who is trusted on loopback. */
final class PostgresAccount {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresAccount.class);
    private static final int CONNECT_SECONDS = 10;
    private static final int SOCKET_SECONDS = 60;

    private final LocalPostgres.Settings settings;

    PostgresAccount(LocalPostgres.Settings settings) {
        this.settings = settings;
    }

    /** False also while the server is recovering or stopping. */
    boolean isAvailable() {
        try (Connection postgres = connect(PostgresCluster.SUPERUSER)) {
            return postgres.isValid(CONNECT_SECONDS);
        } catch (SQLException e) {
            LOG.warn("PostgreSQL of an earlier run is unavailable; restarting it", e);
            return false;
        }
    }

    void createIfAbsent() throws SQLException {
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
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        properties.setProperty("socketTimeout", Integer.toString(SOCKET_SECONDS));
        properties.setProperty("sslmode", "disable");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + settings.port() + "/postgres", properties);
    }
}
