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
import nhldata.config.PostgresSettings;
import nhldata.config.Settings;
import nhldata.database.Database;
import org.postgresql.PGConnection;

/** PostgreSQL: can it be reached, may this user do what the program does there, is the schema up to date. */
final class DatabaseProbe {

    private static final Duration SKEW = Duration.ofSeconds(30);

    private final Settings settings;
    private final Database database;
    private final List<ProbeResult> findings = new ArrayList<>();

    DatabaseProbe(Settings settings) {
        this.settings = settings;
        this.database = new Database(settings);
    }

    List<ProbeResult> findings() {
        try (Connection connection = database.connect()) {
            findings.add(ProbeResult.tick("PostgreSQL", database.describe() + ", version " + connection.getMetaData().getDatabaseProductVersion()));
            encoding(connection);
            pooler(connection);
            copy(connection);
            clock(connection);
            if (mayLook(connection)) {
                rights(connection, migrations());
            }
        } catch (SQLException e) {
            findings.add(ProbeResult.cross("PostgreSQL", database.describe() + ": " + e.getMessage(), todo(e)));
        }
        return findings;
    }

    private void encoding(Connection connection) throws SQLException {
        Database.otherEncoding(connection).ifPresent(other ->
                findings.add(ProbeResult.cross("encoding", "the database has the encoding " + other + ", in which not every name can be kept", Database.UTF8_DATABASE)));
    }

    private void pooler(Connection connection) throws SQLException {
        if (Database.isPooled(connection)) {
            findings.add(database.poolsTransactions(connection) ? ProbeResult.cross("pooler", "transactions are pooled", Database.TRANSACTIONS_POOLED)
                    : ProbeResult.note("pooler", "there is a connection pooler such as PgBouncer between this program and PostgreSQL; it pools sessions, as it must",
                            "an old one knows no prepared statements: POSTGRES_PARAMETERS=prepareThreshold=0"));
        }
    }

    private void copy(Connection connection) {
        try (Statement s = connection.createStatement()) {
            s.execute("create temp table doctor (line integer)");
            long lines = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy doctor from stdin", new StringReader("1\n2\n"));
            findings.add(ProbeResult.tick("COPY", lines + " lines into a temporary table"));
        } catch (SQLException | IOException e) {
            findings.add(ProbeResult.cross("COPY", e.getMessage(), "the user needs: grant temporary on database … to …"));
        }
    }

    /** A login that was given no role yet cannot even see which migrations are applied. */
    private boolean mayLook(Connection connection) throws SQLException {
        String user = connection.getMetaData().getUserName();
        if (ask(connection, "select to_regnamespace('etl') is null or has_schema_privilege('etl', 'usage')").equals("t")) {
            return true;
        }
        findings.add(ProbeResult.cross("rights", "user " + user + " may not even look into schema etl", "grant nhldata_loader to " + user));
        return false;
    }

    /** Where migrations are due, whoever migrates must be able to create; the daily work needs no more than rows. */
    private void rights(Connection connection, int pending) throws SQLException {
        String user = connection.getMetaData().getUserName();
        if (pending > 0 && PostgresSettings.of(settings).migrationUser().isEmpty()) {
            String where = ask(connection, """
                    select case when to_regnamespace('etl') is null and not has_database_privilege(current_database(), 'create') then 'database ' || current_database()
                        when to_regnamespace('etl') is not null and not has_schema_privilege('etl', 'create') then 'schema etl'
                        when not has_schema_privilege('public', 'create') then 'schema public' end""");
            findings.add(where == null ? ProbeResult.tick("rights", "user " + user + " may create what the migrations need")
                    : ProbeResult.cross("rights", "user " + user + " may not create in " + where + ", and migrations are due",
                            "set POSTGRES_MIGRATION_USER to a member of nhldata_owner, or grant create on " + where + " to " + user));
        }
        if (pending == 0) {
            String tables = ask(connection, """
                    select string_agg(c.oid::regclass::text, ', ' order by c.oid::regclass::text)
                    from pg_class as c
                    where c.relkind = 'r' and (c.relnamespace = 'etl'::regnamespace and c.relname not in ('schema_history', 'transition') or c.oid = to_regclass('public.game_stats'))
                        and not (has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'insert') and has_table_privilege(c.oid, 'update'))""");
            findings.add(tables == null ? ProbeResult.tick("rights", "user " + user + " may read and write game_stats and the ledger")
                    : ProbeResult.cross("rights", "user " + user + " may not read and write " + tables, "grant nhldata_loader to " + user));
            String warning = tables == null ? ask(connection, "select warning from etl.data_source") : null;
            if (warning != null) {
                findings.add(ProbeResult.note("data", warning, "make clean-data for a new start with real ones, or another DATA_DIR and PGPORT"));
            }
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement s = connection.createStatement(); ResultSet r = s.executeQuery(sql)) {
            r.next();
            return r.getString(1);
        }
    }

    private void clock(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement(); ResultSet r = s.executeQuery("select extract(epoch from clock_timestamp())")) {
            r.next();
            Duration skew = Duration.between(Instant.now(), Instant.ofEpochMilli((long) (r.getDouble(1) * 1000))).abs();
            findings.add(skew.compareTo(SKEW) < 0 ? ProbeResult.tick("clock", "this machine and PostgreSQL agree")
                    : ProbeResult.cross("clock", "this machine and PostgreSQL differ by " + skew.toSeconds() + " seconds",
                            "set the clocks (NTP): S3 refuses signatures that are 15 minutes off"));
        }
    }

    private int migrations() {
        int pending = database.pendingMigrations();
        findings.add(pending == 0 ? ProbeResult.tick("schema", "all migrations are applied")
                : ProbeResult.note("schema", pending + " migrations are not applied yet", "nothing to do: the next start of the program applies them"));
        return pending;
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
