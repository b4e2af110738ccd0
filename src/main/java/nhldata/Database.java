package nhldata;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** PostgreSQL as the settings name it. */
public final class Database {

    private final Settings settings;

    public Database(Settings settings) {
        this.settings = settings;
    }

    /** Where it is, for a message to a person: no password in it. */
    public String describe() {
        return "PostgreSQL on " + settings.get("postgres.host") + ":" + settings.get("postgres.port")
                + ", database " + settings.get("postgres.database") + ", user " + settings.get("postgres.user");
    }

    /** One connection of its own, for a verb that asks a question and ends. */
    public Connection connect() throws SQLException {
        Properties p = new Properties();
        p.setProperty("user", settings.get("postgres.user"));
        p.setProperty("password", settings.get("postgres.password"));
        p.setProperty("connectTimeout", "5");
        p.setProperty("ApplicationName", "nhldata");
        return DriverManager.getConnection(url(), p);
    }

    /** A pool that waits ten seconds for PostgreSQL and then says so: the redelivery policies do the rest of the waiting. */
    HikariDataSource pool() {
        HikariConfig c = new HikariConfig();
        c.setPoolName("postgres");
        c.setJdbcUrl(url());
        c.setUsername(settings.get("postgres.user"));
        c.setPassword(settings.get("postgres.password"));
        c.setMaximumPoolSize(settings.number("postgres.pool-size"));
        c.setMinimumIdle(1);
        c.setConnectionTimeout(10_000);
        c.addDataSourceProperty("ApplicationName", "nhldata");
        c.addDataSourceProperty("reWriteBatchedInserts", "true");
        c.addDataSourceProperty("tcpKeepAlive", "true");
        c.addDataSourceProperty("socketTimeout", "330");
        return new HikariDataSource(c);
    }

    /** Brings the schema up to date. Two at once wait for one another; the history stands in etl.schema_history. */
    public static void migrate(DataSource dataSource) {
        try {
            flyway().dataSource(dataSource).load().migrate();
        } catch (FlywayValidateException e) {
            throw new IllegalStateException("this database was set up by another version of the program, whose migrations differ."
                    + " A stack to play with: type make clean. Otherwise use the program that set it up", e);
        }
    }

    /** How many migrations the next start would apply. Changes nothing. */
    public int pendingMigrations() {
        return flyway().dataSource(url(), settings.get("postgres.user"), settings.get("postgres.password")).load().info().pending().length;
    }

    private static FluentConfiguration flyway() {
        return Flyway.configure().schemas("etl").table("schema_history").locations("classpath:db/migration");
    }

    private String url() {
        return "jdbc:postgresql://" + settings.get("postgres.host") + ":" + settings.get("postgres.port")
                + "/" + settings.get("postgres.database");
    }
}
