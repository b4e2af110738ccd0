package nhldata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nhldata.testing.Dbt;
import nhldata.testing.FakeApi;
import nhldata.testing.ReplayDocuments;
import nhldata.testing.Shared;
import nhldata.testing.Stack;
import nhldata.testing.World;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The marts over what the job has loaded, built by the dbt that make test installs. */
@ExtendWith(Stack.class)
class DbtIT {

    private static final String LEADERS = "select team_name, full_name, points from points_leaders order by points desc, team_name, full_name";

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsDbt() {
        Dbt.assumeInstalled();
    }

    @Test
    void theLeadersOfEachTeamAreThoseWhoScoredMost(World empty) throws Exception {
        World world = empty.with("nhl.api.url", "sample");
        world.sweep("2022-12-04", "2022-12-06");

        Dbt dbt = new Dbt(world, folder);
        dbt.build();
        // what make step2 does last: the tests once more, over what was published
        dbt.succeed(3, "dbt/build_marts.py", "--test");

        assertEquals(world.rows("""
                with points as (
                    select
                        player_person_id as id,
                        (array_agg(player_person_currentteam_name order by game_date desc))[1] as team,
                        max(player_person_fullname) as name,
                        sum(coalesce(player_stats_skaterstats_goals, 0) + coalesce(player_stats_skaterstats_assists, 0)
                            + coalesce(player_stats_goaliestats_goals, 0) + coalesce(player_stats_goaliestats_assists, 0))::int as points
                    from game_stats
                    group by 1
                )
                select team, name, points from points
                where points > 0 and (team, points) in (select team, max(points) from points group by 1)
                order by points desc, team, name"""), world.rows(LEADERS));
        assertEquals(world.row("select count(distinct player_person_id) from game_stats"), world.row("select count(*) from nhl_players"));
    }

    @Test
    void buildingTwiceGivesTheSameTables(World empty) throws Exception {
        World world = empty.with("nhl.api.url", "sample");
        world.sweep("2022-12-05", "2022-12-05");
        new Dbt(world, folder).build();
        List<String> players = world.rows("select * from nhl_players order by id");
        List<String> leaders = world.rows(LEADERS);
        assertFalse(leaders.isEmpty());

        new Dbt(world, folder).build();

        assertEquals(players, world.rows("select * from nhl_players order by id"));
        assertEquals(leaders, world.rows(LEADERS));
    }

    /** Two builds and a sweep that loads, all at once: whoever is first, the end is that of one after the other. */
    @Test
    void buildsBesideALoadNeitherHinderNorDouble(World empty) throws Exception {
        World world = empty.with("nhl.api.url", "sample");
        world.sweep("2022-12-04", "2022-12-04");
        Dbt dbt = new Dbt(world, folder);
        dbt.build();
        List<Process> builds = new ArrayList<>();
        try (Application application = world.start()) {
            for (String name : List.of("one", "two")) {
                builds.add(dbt.start(folder.resolve(name), "dbt/build_marts.py"));
            }
            for (String date : List.of("2022-12-05", "2022-12-06", "2022-12-07")) {
                application.sweep("sweep", date, date, "missing");
                application.sweep("sweep", "2022-12-04", date, "all");
            }
            for (Process build : builds) {
                assertEquals(0, build.waitFor());
            }
        } finally {
            builds.forEach(build -> build.toHandle().destroyForcibly());
        }

        dbt.build();

        assertEquals("0", world.row("select deadlocks from pg_stat_database where datname = current_database()"));
        assertEquals(List.of("published"), world.rows("select distinct status from etl.dbt_run"));
        assertEquals(world.row("select count(*), sum(player_stats_skaterstats_goals) from game_stats"),
                world.row("select count(*), sum(stats_goals) from player_game_stats"));
        assertEquals("t", world.row("select is_current from etl.marts_status"));
    }

    @Test
    void theFirstOfTheOriginalExerciseIsHoffman(World empty) throws Exception {
        try (FakeApi api = new FakeApi(new ReplayDocuments(Shared.path("nhl/replay/challenge"), null))) {
            World world = empty.asking(api);
            world.sweep("2020-08-04", "2020-08-05");

            new Dbt(world, folder).build();

            assertEquals("Florida Panthers | M. Hoffman | 4", world.rows(LEADERS).get(0));
        }
    }

    /** What dbt itself cannot test: a failing build, two at once, incremental against full, the linter, the report. */
    @Test
    void theProjectsOwnTestsPass(World world) throws Exception {
        new Dbt(world, folder).succeed(30, "-m", "unittest", "discover", "-s", "dbt/tests_py");
    }
}
