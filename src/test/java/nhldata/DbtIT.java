package nhldata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

    private static final Path PYTHON = Path.of(".venv/bin/python");
    private static final String LEADERS = "select team_name, full_name, points from points_leaders order by points desc, team_name, full_name";

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsDbt() {
        assumeTrue(Files.isExecutable(PYTHON), "skipped: there is no " + PYTHON + "; make init installs it");
    }

    @Test
    void theLeadersOfEachTeamAreThoseWhoScoredMost(World empty) throws Exception {
        World world = empty.with("nhl.api.url", "sample");
        world.sweep("2022-12-04", "2022-12-06");

        build(world);

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
        build(world);
        List<String> players = world.rows("select * from nhl_players order by id");
        List<String> leaders = world.rows(LEADERS);
        assertFalse(leaders.isEmpty());

        build(world);

        assertEquals(players, world.rows("select * from nhl_players order by id"));
        assertEquals(leaders, world.rows(LEADERS));
    }

    @Test
    void theFirstOfTheOriginalExerciseIsHoffman(World empty) throws Exception {
        try (FakeApi api = new FakeApi(new ReplayDocuments(Shared.path("nhl/replay/challenge"), null))) {
            World world = empty.asking(api);
            world.sweep("2020-08-04", "2020-08-05");

            build(world);

            assertEquals("Florida Panthers | M. Hoffman | 4", world.rows(LEADERS).get(0));
        }
    }

    /** What dbt itself cannot test: a failing build, two at once, incremental against full, the linter, the report. */
    @Test
    void theProjectsOwnTestsPass(World world) throws Exception {
        run(world, 15, "-m", "unittest", "discover", "-s", "dbt/tests_py");
    }

    /** Models and tests; anything but exit code 0 is a failure, with what dbt said. */
    private void build(World world) throws IOException, InterruptedException {
        run(world, 3, "dbt/build_marts.py");
    }

    private void run(World world, int minutes, String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(PYTHON.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder python = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        python.environment().putAll(world.environment());
        Process process = python.start();
        try {
            assertTrue(process.waitFor(minutes, TimeUnit.MINUTES), () -> "it takes longer than " + minutes + " minutes: " + read(output));
            assertEquals(0, process.exitValue(), () -> read(output));
        } finally {
            process.toHandle().destroyForcibly();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
