package nhldata.doctor;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nhldata.Database;
import nhldata.Settings;
import org.postgresql.PGConnection;

/** PostgreSQL: can it be reached, may this user do what the program does there, is the schema up to date. */
final class DatabaseProbe {

    private static final Duration SKEW = Duration.ofSeconds(30);

    private final Database database;
    private final List<Finding> findings = new ArrayList<>();

    DatabaseProbe(Settings settings) {
        this.database = new Database(settings);
    }

    List<Finding> findings() {
        try (Connection connection = database.connect()) {
            findings.add(Finding.tick("PostgreSQL", database.describe() + ", version " + connection.getMetaData().getDatabaseProductVersion()));
            copy(connection);
            rights(connection);
            clock(connection);
            migrations();
        } catch (SQLException e) {
            findings.add(Finding.cross("PostgreSQL", database.describe() + ": " + e.getMessage(), todo(e)));
        }
        return findings;
    }

    private void copy(Connection connection) {
        try (Statement s = connection.createStatement()) {
            s.execute("create temp table doctor (line integer)");
            long lines = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy doctor from stdin", new StringReader("1\n2\n"));
            findings.add(Finding.tick("COPY", lines + " lines into a temporary table"));
        } catch (SQLException | IOException e) {
            findings.add(Finding.cross("COPY", e.getMessage(), "the user needs: grant temporary on database … to …"));
        }
    }

    private void rights(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement(); ResultSet r = s.executeQuery("""
                select
                    case when to_regnamespace('etl') is null then has_database_privilege(current_database(), 'create')
                        else has_schema_privilege('etl', 'create') end,
                    has_schema_privilege('public', 'create'),
                    current_user""")) {
            r.next();
            boolean all = r.getBoolean(1) && r.getBoolean(2);
            findings.add(all ? Finding.tick("rights", "user " + r.getString(3) + " may create in the schemas etl and public")
                    : Finding.cross("rights", "user " + r.getString(3) + " may not create in " + (r.getBoolean(1) ? "schema public" : "schema etl"),
                            r.getBoolean(1) ? "grant create on schema public to " + r.getString(3)
                                    : "grant create on database … to " + r.getString(3) + ", or on schema etl where there is one"));
        }
    }

    private void clock(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement(); ResultSet r = s.executeQuery("select extract(epoch from clock_timestamp())")) {
            r.next();
            Duration skew = Duration.between(Instant.now(), Instant.ofEpochMilli((long) (r.getDouble(1) * 1000))).abs();
            findings.add(skew.compareTo(SKEW) < 0 ? Finding.tick("clock", "this machine and PostgreSQL agree")
                    : Finding.cross("clock", "this machine and PostgreSQL differ by " + skew.toSeconds() + " seconds",
                            "set the clocks (NTP): S3 refuses signatures that are 15 minutes off"));
        }
    }

    private void migrations() {
        int pending = database.pendingMigrations();
        findings.add(pending == 0 ? Finding.tick("schema", "all migrations are applied")
                : Finding.note("schema", pending + " migrations are not applied yet", "nothing to do: the next start of the program applies them"));
    }

    private static String todo(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("08")) {
            return "start it (make step1 brings one), or set PGHOST and PGPORT";
        }
        if (state.startsWith("28")) {
            return "set PGUSER, and PGPASSWORD or PGPASSWORD_FILE";
        }
        return state.equals("3D000") ? "create the database, or set PGDATABASE" : "see the message";
    }
}
