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

/** Checks PostgreSQL: connection, privileges of this user, and whether the schema is up to date. */
final class DatabaseProbe {

    private static final Duration SKEW = Duration.ofSeconds(30);

    private final Settings settings;
    private final Database database;
    private final List<ProbeResult> results = new ArrayList<>();

    DatabaseProbe(Settings settings) {
        this.settings = settings;
        this.database = new Database(settings);
    }

    List<ProbeResult> check() {
        try (Connection connection = database.connect()) {
            results.add(ProbeResult.ok("PostgreSQL", database.describe() + ", version " + connection.getMetaData().getDatabaseProductVersion()));
            encoding(connection);
            pooler(connection);
            copy(connection);
            clock(connection);
            if (hasUsage(connection)) {
                privileges(connection, migrations());
            }
        } catch (SQLException e) {
            results.add(ProbeResult.fail("PostgreSQL", database.describe() + ": " + e.getMessage(), advice(e)));
        }
        return results;
    }

    private void encoding(Connection connection) throws SQLException {
        Database.otherEncoding(connection).ifPresent(other ->
                results.add(ProbeResult.fail("encoding", "the database has the encoding " + other + ", which cannot store every player name", Database.UTF8_DATABASE)));
    }

    private void pooler(Connection connection) throws SQLException {
        if (Database.isPooled(connection)) {
            results.add(database.poolsTransactions(connection) ? ProbeResult.fail("pooler", "the connection pooler uses transaction pooling", Database.TRANSACTIONS_POOLED)
                    : ProbeResult.warn("pooler", "connected through a pooler such as PgBouncer, with session pooling as required",
                            "for an old version without prepared statements set POSTGRES_PARAMETERS=prepareThreshold=0"));
        }
    }

    private void copy(Connection connection) {
        try (Statement s = connection.createStatement()) {
            s.execute("create temp table doctor (value integer)");
            long rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy doctor from stdin", new StringReader("1\n2\n"));
            results.add(ProbeResult.ok("COPY", rows + " rows copied into a temporary table"));
        } catch (SQLException | IOException e) {
            results.add(ProbeResult.fail("COPY", e.getMessage(), "run: grant temporary on database … to …"));
        }
    }

    /** A user without a role cannot read which migrations are applied. */
    private boolean hasUsage(Connection connection) throws SQLException {
        String user = connection.getMetaData().getUserName();
        if (query(connection, "select to_regnamespace('etl') is null or has_schema_privilege('etl', 'usage')").equals("t")) {
            return true;
        }
        results.add(ProbeResult.fail("privileges", "user " + user + " has no usage privilege on schema etl", "run: grant nhldata_loader to " + user));
        return false;
    }

    /** Pending migrations need the create privilege; runs only read and write rows. */
    private void privileges(Connection connection, int pending) throws SQLException {
        String user = connection.getMetaData().getUserName();
        if (pending > 0 && PostgresSettings.of(settings).migrationUser().isEmpty()) {
            String where = query(connection, """
                    select case when to_regnamespace('etl') is null and not has_database_privilege(current_database(), 'create') then 'database ' || current_database()
                        when to_regnamespace('etl') is not null and not has_schema_privilege('etl', 'create') then 'schema etl'
                        when not has_schema_privilege('public', 'create') then 'schema public' end""");
            results.add(where == null ? ProbeResult.ok("privileges", "user " + user + " may apply the pending migrations")
                    : ProbeResult.fail("privileges", "migrations are pending and user " + user + " has no create privilege on " + where,
                            "set POSTGRES_MIGRATION_USER to a member of nhldata_owner, or run: grant create on " + where + " to " + user));
        }
        if (pending == 0) {
            String tables = query(connection, """
                    select string_agg(c.oid::regclass::text, ', ' order by c.oid::regclass::text)
                    from pg_class as c
                    where c.relkind = 'r' and (c.relnamespace = 'etl'::regnamespace and c.relname not in ('schema_history', 'transition') or c.oid = to_regclass('public.game_stats'))
                        and not (has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'insert') and has_table_privilege(c.oid, 'update'))""");
            results.add(tables == null ? ProbeResult.ok("privileges", "user " + user + " may read and write game_stats and the ledger")
                    : ProbeResult.fail("privileges", "user " + user + " may not read and write " + tables, "run: grant nhldata_loader to " + user));
            String warning = tables == null ? query(connection, "select warning from etl.data_source") : null;
            if (warning != null) {
                results.add(ProbeResult.warn("data", warning, "to start over with real games run make clean-data, or set another DATA_DIR and PGPORT"));
            }
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement s = connection.createStatement(); ResultSet r = s.executeQuery(sql)) {
            r.next();
            return r.getString(1);
        }
    }

    private void clock(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement(); ResultSet r = s.executeQuery("select extract(epoch from clock_timestamp())")) {
            r.next();
            Duration skew = Duration.between(Instant.now(), Instant.ofEpochMilli((long) (r.getDouble(1) * 1000))).abs();
            results.add(skew.compareTo(SKEW) < 0 ? ProbeResult.ok("clock", "in sync with PostgreSQL")
                    : ProbeResult.fail("clock", "the clocks of this host and PostgreSQL differ by " + skew.toSeconds() + " seconds",
                            "synchronize the clocks (NTP): S3 rejects signatures that are 15 minutes off"));
        }
    }

    private int migrations() {
        int pending = database.pendingMigrations();
        results.add(pending == 0 ? ProbeResult.ok("schema", "all migrations are applied")
                : ProbeResult.warn("schema", pending + " pending migrations", "none: the next start applies them; to apply them now run: nhldata migrate"));
        return pending;
    }

    private static String advice(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("08")) {
            return "start it (make step1 starts a local one), or set PGHOST and PGPORT";
        }
        if (state.startsWith("28")) {
            return "set PGUSER, and PGPASSWORD or PGPASSWORD_FILE";
        }
        return state.equals("3D000") ? "create the database, or set PGDATABASE" : "see the message";
    }
}
