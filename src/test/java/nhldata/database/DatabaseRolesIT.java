package nhldata.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import nhldata.app.Application;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.SampleDocuments;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three logins of their own for migrating, loading and reading, none of them a superuser. */
@ExtendWith(Stack.class)
class DatabaseRolesIT {

    private static final String DATE = "2022-10-11";

    private static FakeApi api;
    private static SampleDocuments league;
    private static TestEnvironment world;

    @BeforeAll
    static void migrateAsOneAndLoadAsAnother(TestEnvironment admin) throws Exception {
        league = new SampleDocuments(Clock.systemUTC());
        api = new FakeApi(league).fault("2022020044/boxscore", Fault.html());
        // the group roles are of the whole server: the database of this test has made them
        admin.execute("create role it_migrator login in role nhldata_owner");
        admin.execute("create role it_loader login in role nhldata_loader");
        admin.execute("create role it_reader login in role nhldata_reader");
        admin.execute("create database it_roles owner it_migrator template template0");
        world = admin.asking(api).with("postgres.database", "it_roles").with("postgres.user", "it_loader")
                .with("postgres.migration-user", "it_migrator");
        assertEquals("partial", world.sweep(DATE, DATE).status());
        assertEquals("11", world.row("select count(*) from etl.game where state = 'loaded'"));
    }

    @AfterAll
    static void stopTheApi() {
        api.close();
        league.close();
    }

    @Test
    void theLoaderNeedsNobodyElseOnceTheTablesAreThere() throws Exception {
        api.heal();
        try (Application application = world.with("postgres.migration-user", "").with("nhl.api.requests-per-second", 100).start()) {
            assertEquals("succeeded", application.replay("").status());
            assertEquals("succeeded", application.sweep("sweep", DATE, DATE, "all").status());
        }
        assertEquals("replayed", world.row("select state from etl.dead_letter"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop table public.game_stats", "truncate public.game_stats", "alter table etl.game add column x int",
        "drop table etl.run cascade", "delete from etl.run", "delete from etl.correction", "create table public.x (y int)",
        "create table etl.x (y int)", "create schema x", "update etl.schema_history set success = false", "drop view etl.data_status",
        "insert into etl.transition values ('game', 'loaded', 'new', 'x')", "update etl.transition set statement = 'x'", "create role it_other", "set role nhldata_owner", "select etl.grant_roles()"})
    void theLoaderMayNot(String statement) {
        assertForbidden("it_loader", statement);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert into etl.run (run_id, kind, source, owner) values ('x', 'sweep', 'x', 'x')", "delete from public.game_stats",
        "update etl.game set state = 'final'", "select * from public.game_stats", "select * from etl.notification", "create table public.x (y int)",
        "drop view etl.freshness"})
    void theReaderMayNot(String statement) {
        assertForbidden("it_reader", statement);
    }

    @Test
    void theReaderReadsWhatTheDocsSay() {
        TestEnvironment reader = world.with("postgres.user", "it_reader");
        assertEquals("12", reader.row("select games_final from etl.data_status where game_date = '" + DATE + "'"));
        assertEquals("1", reader.row("select count(*) from etl.freshness"));
        assertEquals(world.row("select count(*) from etl.run"), reader.row("select count(*) from etl.run"));
        assertEquals("0", reader.row("select count(*) from etl.dead_letter where state = 'open' and stage = 'load'"));
        assertEquals("0", reader.row("select count(*) from etl.dead_schedule where state = 'open'"), "nhldata why reads it");
        assertEquals("12", reader.row("select games_final from etl.data_status_of('" + DATE + "')"));
    }

    @Test
    void theMigratorOwnsTheTablesByItsGroup() throws Exception {
        assertEquals("nhldata_owner", world.row("""
                select distinct r.rolname from pg_class as c join pg_roles as r on c.relowner = r.oid
                where c.oid in ('public.game_stats'::regclass, 'etl.game'::regclass, 'etl.run'::regclass, 'etl.data_status'::regclass)"""));
        TestEnvironment migrator = world.with("postgres.user", "it_migrator");
        migrator.execute("alter table etl.run add column it_more int; alter table etl.run drop column it_more");
        migrator.execute("set role nhldata_owner; create table etl.it_later (x int)");
        world.execute("insert into etl.it_later values (1)");
        migrator.execute("drop table etl.it_later");
        assertTrue(migrator.row("select etl.grant_roles()").contains("nhldata_loader"), "it may be called again");
    }

    @Test
    void aUserWhoMayNotMigrateIsToldWhatToType(TestEnvironment fresh) throws Exception {
        TestEnvironment stranger = fresh.with("postgres.user", "it_reader");
        String message = assertThrows(IllegalStateException.class, stranger::start).getMessage();
        assertTrue(message.contains("nhldata migrate") && message.contains("POSTGRES_MIGRATION_USER"), message);
    }

    private static void assertForbidden(String user, String statement) {
        SQLException refused = assertThrows(SQLException.class, () -> {
            try (Connection connection = world.with("postgres.user", user).connect(); Statement s = connection.createStatement()) {
                s.execute(statement);
            }
        });
        assertEquals("42501", refused.getSQLState(), refused.getMessage());
    }
}
