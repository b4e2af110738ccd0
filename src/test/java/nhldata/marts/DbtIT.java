package nhldata.marts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nhldata.app.Application;
import nhldata.testing.Dbt;
import nhldata.testing.FakeApi;
import nhldata.testing.PackagedProgram;
import nhldata.testing.ReplayDocuments;
import nhldata.testing.Shared;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The marts over what the job has loaded, built by the dbt that make test installs. */
@Tag("slow")
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
    void theLeadersOfEachTeamAreThoseWhoScoredMost(TestEnvironment empty) throws Exception {
        TestEnvironment world = empty.with("nhl.api.url", "sample");
        world.sweep("2022-12-04", "2022-12-06");

        Dbt dbt = new Dbt(world, folder);
        dbt.build();
        assertEquals(List.of(), world.rows("select name, sample from etl.dbt_result where status = 'warn'"), "a sound league has no warning");
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
        whatTheBoxScoresSayBeyondTheColumnsIsInTheMarts(world);
    }

    private static void whatTheBoxScoresSayBeyondTheColumnsIsInTheMarts(TestEnvironment world) {
        assertEquals(world.rows("""
                select d.game_id, p.key, p.value, (d.loaded -> 'starter' ->> p.key)::boolean
                from etl.game_details as d cross join jsonb_each_text(d.loaded -> 'goals_against') as p order by 1, 2"""),
                world.rows("select game_id, player_id, goals_against, is_starter from player_game_log where is_goalie order by game_id, player_id::text"));
        assertEquals(world.row("select sum(p.value::int) from etl.game_details as d cross join jsonb_each_text(d.loaded -> 'goals_against') as p"),
                world.row("select sum(goals_against) from goalies"));
        assertEquals(world.row("select 2 * count(*) from games"), world.row("select sum(starts) from goalies"));
        assertEquals("0", world.row("select count(*) from games where num_nulls(venue, start_time, last_period, last_period_type) > 0"));
        assertEquals("0", world.row("select count(*) from player_game_log where not is_goalie and has_played and shifts is null"));
        assertEquals("0 | 0", world.row("select count(goals), count(points) from player_game_log where is_goalie"), "nobody says what a goalie scored");
        assertEquals("0", world.row("select count(*) from player_season_totals as t inner join goalies as g using (season, player_id) where t.total_goals is not null"));
    }

    @Test
    void buildingTwiceGivesTheSameTables(TestEnvironment empty) throws Exception {
        TestEnvironment world = empty.with("nhl.api.url", "sample");
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
    void buildsBesideALoadNeitherHinderNorDouble(TestEnvironment empty) throws Exception {
        TestEnvironment world = empty.with("nhl.api.url", "sample");
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

    /** As an operator does it, with the program's own commands: of one game nothing wrong is shown, and no other game waits for it. */
    @Test
    void oneGoalTooManyInOneCsvConcernsOneGame(TestEnvironment empty) throws Exception {
        TestEnvironment world = empty.with("nhl.api.url", "sample");
        world.sweep("2022-12-04", "2022-12-04");
        String game = world.row("select min(game_id) from etl.game where loaded_at is not null");
        String key = world.row("select s3_key from etl.game where game_id = " + game);
        byte[] right = world.object(key);
        byte[] wrong = oneGoalMore(right);
        Dbt dbt = new Dbt(world, folder);

        world.put(key, wrong);
        assertTrue(type(world, "load").startsWith("0 "));
        dbt.build();
        assertEquals("0", world.row("select count(*) from games where game_id = " + game));
        assertEquals(world.row("select count(*) - 1 from etl.game where loaded_at is not null"), world.row("select count(*) from games"));
        assertEquals("2 | 0 | 1", world.row("select count(*), sum(games_played), min(games_missing) from teams where games_missing > 0"));
        String list = type(world, "exceptions", "list");
        assertTrue(list.startsWith("0 game " + game) && list.contains("the marts exclude it") && list.contains("file: " + key) && list.contains("nhldata load"), list);

        world.put(key, right);
        assertTrue(type(world, "load").startsWith("0 "));
        dbt.build();
        assertEquals("1 | 0", world.row("select (select count(*) from games where game_id = " + game + "), (select sum(games_missing) from teams)"));
        List<String> rows = world.rows("select * from player_game_log where game_id = " + game + " order by player_id");

        world.put(key, wrong);
        assertTrue(type(world, "load").startsWith("0 "));
        world.sweep("2022-12-05", "2022-12-05");
        dbt.build();
        assertEquals(rows, world.rows("select * from player_game_log where game_id = " + game + " order by player_id"));
        assertEquals(world.row("select count(*) from etl.game where loaded_at is not null"), world.row("select count(*) from games"));
        String status = type(world, "status");
        assertTrue(status.startsWith("2 ") && status.contains("warning: game " + game) && status.contains("the players' goals are") && status.contains("File " + key)
                && status.contains("run: nhldata load") && status.contains("nhldata exceptions accept " + game), status);

        String refused = type(world, "exceptions", "accept", game, "--check", "goals are few", "--why", "seen");
        assertTrue(refused.startsWith("64 ") && refused.contains("goals are the score") && !refused.contains("PL/pgSQL"), refused);
        String nothing = type(world, "exceptions", "withdraw", game, "--why", "not seen");
        assertTrue(nothing.startsWith("64 ") && nothing.contains("game " + game + " has no accepted exception"), nothing);
        String accepted = type(world, "exceptions", "accept", game, "--why", "seen");
        assertTrue(accepted.startsWith("0 accepted: ") && accepted.contains("nhldata exceptions withdraw " + game), accepted);
        assertEquals(world.row("select cardinality(checks) from etl.quarantined_game"), world.row("select count(*) from etl.accepted_exception where is_accepted"));
        assertTrue(type(world, "exceptions", "withdraw", game, "--why", "not seen").startsWith("0 withdrawn: "));
        assertEquals("0", world.row("select count(*) from etl.accepted_exception where is_accepted"));
    }

    private static byte[] oneGoalMore(byte[] csv) {
        List<String> lines = new ArrayList<>(new String(csv, StandardCharsets.UTF_8).lines().toList());
        int goals = List.of(lines.get(0).split(",")).indexOf("player_stats_skaterStats_goals");
        int i = 1;
        while (lines.get(i).split(",", -1)[goals].isEmpty()) {
            i++;
        }
        String[] cells = lines.get(i).split(",", -1);
        cells[goals] = String.valueOf(Integer.parseInt(cells[goals]) + 1);
        lines.set(i, String.join(",", cells));
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private String type(TestEnvironment world, String... words) throws Exception {
        try (PackagedProgram program = PackagedProgram.start(world, folder, words)) {
            return program.exitCode() + " " + program.output();
        }
    }

    @Test
    void theFirstOfTheOriginalExerciseIsHoffman(TestEnvironment empty) throws Exception {
        try (FakeApi api = new FakeApi(new ReplayDocuments(Shared.nhl("replay/challenge"), null))) {
            TestEnvironment world = empty.asking(api);
            world.sweep("2020-08-04", "2020-08-05");

            new Dbt(world, folder).build();

            assertEquals("Florida Panthers | M. Hoffman | 4", world.rows(LEADERS).get(0));
        }
    }
}
