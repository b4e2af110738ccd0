package nhldata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import nhldata.app.Application;
import nhldata.run.RunResult;
import nhldata.testing.Dbt;
import nhldata.testing.FakeApi;
import nhldata.testing.ReplayDocuments;
import nhldata.testing.Shared;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import nhldata.why.Explanation;
import nhldata.why.Question;
import nhldata.why.Trace;
import nhldata.why.TraceReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The season 2024-25, whose totals are known from elsewhere. One of its 1,398 box scores cannot be had. */
@Tag("slow")
@ExtendWith(Stack.class)
class SeasonIT {

    @TempDir
    private Path folder;

    /** Some seventy seconds on two free cores; the bound is for a machine that does much else. */
    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void aSeasonIsLoadedWithItsKnownTotals(TestEnvironment empty) throws Exception {
        try (FakeApi api = new FakeApi(new ReplayDocuments(Shared.nhl("replay/season-20242025.tar.gz"), null))) {
            TestEnvironment world = empty.asking(api);
            RunResult run = world.sweep("2024-10-04", "2025-06-30");

            assertEquals("partial", run.status());
            assertEquals(1397, run.gamesLoaded());
            assertEquals(53_478L, run.rowsInRange());
            assertEquals(List.of("dead | 1", "loaded | 1397"),
                    world.rows("select state, count(*) from etl.game where state in ('loaded', 'dead') group by 1 order by 1"));
            assertEquals("2024020936", world.row("select game_id from etl.dead_letter where state = 'open'"));
            assertEquals("53478 | 8429 | 14189", world.row("""
                    select count(*), sum(player_stats_skaterstats_goals), sum(player_stats_skaterstats_assists) from game_stats"""));
            assertEquals(1397, world.keys("player_game_stats/").size());
            assertEquals(1, api.mostRequestsForOne("/roster/|/player/"));
            if (Dbt.isInstalled()) {
                theMartsHaveItsKnownLeadersAndNameEveryException(world);
                aGoalTooManyInOneCsvIsCaughtAndTheMartsStay(world);
            }
        }
    }

    private void theMartsHaveItsKnownLeadersAndNameEveryException(TestEnvironment world) throws Exception {
        new Dbt(world, folder).build();

        assertEquals(List.of("Leon Draisaitl | 106 | 33 | 139", "Nathan MacKinnon | 116 | 11 | 127", "Nikita Kucherov | 120 | 4 | 124"),
                world.rows("""
                        select full_name, points, playoff_points, total_points from player_season_totals
                        where full_name in ('Leon Draisaitl', 'Nathan MacKinnon', 'Nikita Kucherov') order by total_points desc"""));
        try (Connection connection = world.connect()) {
            Trace trace = TraceReader.read(connection, Question.of("kucherov", "2024-25", Question.Phase.REGULAR_SEASON, null, "points"));
            assertTrue(trace.agrees());
            assertEquals("Nikita Kucherov, regular season 2024-25, points: 120 = 36 goals + 84 assists in 77 games; sum of the games: 120, equal", new Explanation(trace).answer());
            assertEquals(List.of("2024020936 nhldata dlq replay 2024020936"), trace.missingShown().stream().map(game -> game.get("game") + " " + game.get("next_command")).toList());
        }
        assertEquals("Edmonton Oilers | Leon Draisaitl | 139", world.row("select * from points_leaders order by points desc limit 1"));
        assertEquals("1046 | 8429 | 14189 | 22618", world.row("select count(*), sum(goals), sum(assists), sum(points) from nhl_players"));
        assertEquals("1397 | 8429", world.row("select count(*), sum(home_goals + away_goals) from games"));
        assertEquals(List.of("goals are of shots | 3", "goals are the score | 3", "shots are goals and the opponents saves | 14"),
                world.rows("select check_name, count(*) from data_quality_exceptions where severity = 'warn' group by 1 order by 1"));
        assertEquals("0", world.row("select count(*) from data_quality_exceptions where severity <> 'warn'"));
        assertEquals(List.of("2025-02-27"), world.rows("select game_date from missing_game_nights"), "its box score cannot be had");
        theTenQuestionsOfTheDataGuideHaveTheirKnownAnswers(world);
    }

    /** One game of Tampa Bay and Calgary is missing, which the answers say. */
    private static void theTenQuestionsOfTheDataGuideHaveTheirKnownAnswers(TestEnvironment world) throws Exception {
        String section = Files.readString(Path.of("docs/data.md")).split("## Ten questions\n")[1].split("\n## ")[0];
        List<List<String>> answers = Pattern.compile("```sql\n(.*?);\n```", Pattern.DOTALL).matcher(section).results().map(query -> world.rows(query.group(1))).toList();
        List<String> first = answers.stream().map(rows -> rows.get(0)).toList();

        assertEquals(10, answers.size());
        assertEquals("Nikita Kucherov | TBL | 77 | 36 | 84 | 120 | 4", first.get(0));
        assertTrue(first.get(1).startsWith("1 | Winnipeg Jets | 82 | 56 | 22 | 4 | 116 | 0.707 | 43 | "), first.get(1));
        assertTrue(first.get(2).startsWith("Carolina Hurricanes | Eastern | Metropolitan | 2 | 31 | 9 | 1 | 3 | 6 | 1 | "), first.get(2));
        assertEquals("Anthony Stolarz | TOR | 34 | 33 | 21 | 0.926 | 2.14 | 4", first.get(3));
        assertEquals("Nikita Kucherov | R | TBL | 77 | 120 | 4.40 | 22 | 261 | 13.79", first.get(4));
        assertEquals("Stanley Cup Final | Florida Panthers | Edmonton Oilers | 4 | 2 | 3", answers.get(5).get(14));
        assertEquals("21 | 2024-10-19 | away | NYI | 3 | 4 | overtime loss | t | UBS Arena", answers.get(6).size() + " | " + first.get(6));
        assertTrue(answers.get(7).get(70).endsWith(" | 71 | 106"), answers.get(7).get(70));
        assertEquals("Tampa Bay Lightning | Nikita Kucherov | 77 | 36 | 84 | 120", first.get(8));
        assertTrue(first.get(9).startsWith("Calgary Flames | 82 | 81 | 1 | ") && answers.get(9).get(1).startsWith("Tampa Bay Lightning | 82 | 81 | 1 | "), first.get(9));
    }

    private void aGoalTooManyInOneCsvIsCaughtAndTheMartsStay(TestEnvironment world) throws Exception {
        List<String> before = world.rows("select * from nhl_players order by id");
        String key = world.row("select s3_key from etl.game where game_id = 2024030411");
        String csv = new String(world.object(key), StandardCharsets.UTF_8);
        String line = csv.lines().filter(l -> l.contains("Leon Draisaitl")).findFirst().orElseThrow();
        String[] cells = line.split(",", -1);
        int goals = List.of(csv.lines().findFirst().orElseThrow().split(",")).indexOf("player_stats_skaterStats_goals");
        cells[goals] = String.valueOf(Integer.parseInt(cells[goals]) + 1);
        world.put(key, csv.replace(line, String.join(",", cells)).getBytes(StandardCharsets.UTF_8));
        try (Application application = world.start()) {
            application.load();
        }
        Dbt.Ended built = new Dbt(world, folder).run(3, "dbt/build_marts.py");

        assertEquals(0, built.code(), built.output());
        assertTrue(built.output().contains("2024030411") && built.output().contains(key), built.output());
        assertEquals(before, world.rows("select * from nhl_players order by id"));
        assertTrue(world.row("select status || ' ' || quarantine from etl.marts_status").matches("published game 2024030411 .*the score is.*" + key + ".*nhldata load"));
        assertEquals("game 2024030411 | warning | nhldata load", world.row("select subject, severity, next_command from etl.action_required where kind = 'game_quarantined'"));
    }
}
