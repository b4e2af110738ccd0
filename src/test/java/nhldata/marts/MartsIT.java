package nhldata.marts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import nhldata.app.Application;
import nhldata.testing.Dbt;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The service builds the marts after runs that loaded something. */
@Tag("slow")
@ExtendWith(Stack.class)
class MartsIT {

    private static final String DATE = "2022-12-05";
    private static final Path DUE = Path.of("src/main/resources/sql/marts/find-due-build.sql");

    @TempDir
    private Path folder;
    private TestEnvironment world;

    @BeforeEach
    void invite(TestEnvironment empty) {
        world = empty.with("nhl.api.url", "sample").with("nhl.marts.enabled", true).with("nhl.marts.poll", 200);
    }

    @Test
    void aRunThatLoadedSomethingIsFollowedByOneBuild() throws Exception {
        Dbt.assumeInstalled();
        try (Application service = world.start()) {
            service.sweep("sweep", DATE, DATE, "missing");
            awaitBuilds("published");
            String players = world.row("select count(*) from nhl_players");
            assertEquals(world.row("select count(distinct player_person_id) from game_stats"), players);
            assertEquals("f", world.row(isDue()), "nothing was loaded since");

            service.sweep("sweep", DATE, DATE, "all");
            assertEquals("f", world.row(isDue()), "the same games again change nothing");
            world.execute("update etl.game set loaded_at = now() where game_id = (select max(game_id) from etl.game)");
            awaitBuilds("published", "published");
        }
        assertTrue(Integer.parseInt(world.row("select count(*) from etl.dbt_result where kind in ('test', 'unit_test') and status = 'pass'")) > 100);
    }

    @Test
    void aVerbLeavesTheMartsToTheService() throws Exception {
        world = world.with("nhl.marts.enabled", "auto");
        world.sweep(DATE, DATE);
        assertEquals("t", world.row(isDue()), "a kill between a run and its build loses nothing");
        world.execute("insert into etl.run (run_id, kind, source, owner) values ('r', 'backfill', 'sample', 'o')");
        assertEquals("f", world.row(isDue()), "not while a run is at work");
        world.execute("update etl.run set heartbeat_at = now() - interval '1 hour' where run_id = 'r'");
        assertEquals("t", world.row(isDue()), "a run that died is no run at work");
    }

    @Test
    void aBuildThatLeavesNoAccountIsInTheLedgerAndNotTriedAgainAtOnce() throws Exception {
        Path python = Files.writeString(folder.resolve("python"), "#!/bin/sh\necho 'no module named dbt' >&2\nexit 1\n");
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
        world = world.with("nhl.marts.python", python);
        try (Application service = world.start()) {
            service.sweep("sweep", DATE, DATE, "missing");
            awaitBuilds("failed");
        }
        String message = world.row("select message from etl.marts_status");
        assertTrue(message.contains("no module named dbt") && message.endsWith("Run: nhldata marts"), message);
        assertEquals("f", world.row(isDue()));
        world.execute("update etl.dbt_run set ended_at = now() - interval '11 minutes'");
        assertEquals("t", world.row(isDue()), "after ten minutes");
        world.execute("insert into etl.dbt_run (status, ended_at, full_refresh, project_hash, loaded_state)"
                + " select 'failed', now() - interval '11 minutes', false, '', state from etl.loaded_state");
        assertEquals("f", world.row(isDue()), "and then later");
        world.execute("update etl.game set loaded_at = now() where game_id = (select max(game_id) from etl.game)");
        assertEquals("t", world.row(isDue()), "but at once when something was loaded");
    }

    /** Refused data is not built again before something is loaded. */
    @Test
    void refusedDataWaitsForOtherData() throws Exception {
        world = world.with("nhl.marts.enabled", "auto");
        world.sweep(DATE, DATE);
        world.execute("insert into etl.dbt_run (status, ended_at, full_refresh, project_hash, loaded_state)"
                + " select 'refused', now() - interval '3 days', false, '', state from etl.loaded_state");
        assertEquals("f", world.row(isDue()));
        world.execute("update etl.game set home_score = 9 where game_id = (select max(game_id) from etl.game)");
        assertEquals("t", world.row(isDue()));
    }

    @Test
    void whatTheBoxScoreSaysOfAShootoutIsKeptAndDerivedAgain() throws Exception {
        world = world.with("nhl.marts.enabled", "false");
        world.sweep("2022-12-01", DATE);
        String endings = "select game_id, shootout from etl.game where loaded_at is not null order by 1";
        List<String> known = world.rows(endings);
        assertEquals(world.rows("""
                select game_id, sum(player_stats_skaterstats_goals) filter (where side = 'home') = sum(player_stats_skaterstats_goals) filter (where side = 'away')
                from game_stats group by 1 order by 1"""), known, "only a shootout ends a game whose players' goals are level");
        world.execute("update etl.game set shootout = null");
        try (Application application = world.start()) {
            application.rederive("2022-12-01", DATE);
        }
        assertEquals(known, world.rows(endings));
    }

    private String isDue() throws Exception {
        return "select is_due from (" + Files.readString(DUE) + ") as looked";
    }

    private void awaitBuilds(String... statuses) {
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() ->
                world.rows("select status from etl.dbt_run order by dbt_run_id").equals(List.of(statuses)));
    }
}
