package nhldata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Collectors;
import nhldata.run.RunResult;
import nhldata.testing.FakeApi;
import nhldata.testing.ReplayDocuments;
import nhldata.testing.Shared;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

/** The twelve games of the original exercise, 4 and 5 August 2020, recorded ones. */
@ExtendWith(Stack.class)
class ReferenceGamesIT {

    private static final String FROM = "2020-08-04";
    private static final String TO = "2020-08-05";
    private static final String SOURCE = "2019030042";

    private static FakeApi api;
    private static TestEnvironment world;
    private static RunResult run;

    @BeforeAll
    static void loadTheTwoDays(TestEnvironment empty) throws Exception {
        api = new FakeApi(new ReplayDocuments(Shared.nhl("replay/challenge"), "/api/v1/schedule_2020-08-04_2020-08-05"));
        world = empty.asking(api);
        run = world.sweep(FROM, TO);
    }

    @AfterAll
    static void stopTheApi() {
        if (api != null) {
            api.close();
        }
    }

    @Test
    void twelveGamesAnd481LinesAreLoaded() {
        assertEquals("succeeded", run.status());
        assertEquals(12, run.gamesLoaded());
        assertEquals(481L, run.rowsInRange());
        assertEquals("12 | 481", world.row("select count(distinct game_id), count(*) from game_stats"));
    }

    @Test
    void theCsvsHaveTheKeysOfTheContract() {
        List<String> expected = world.rows("""
                select 'player_game_stats/season=20192020/date=' || game_date || '/' || game_id || '.csv' from etl.game order by 1""");

        assertEquals(12, expected.size());
        assertEquals(expected, world.keys("player_game_stats/"));
        assertEquals(List.of("2020-08-04 | 6", "2020-08-05 | 6"), world.rows("select game_date, count(*) from etl.game group by 1 order by 1"));
    }

    @Test
    void everyCsvLoadsIntoTheOriginalTableOfSeventyColumns() throws Exception {
        world.execute("create schema original");
        world.execute("create table original.game_stats (" + originalColumns() + ")");
        try (Connection connection = world.connect()) {
            for (String key : world.keys("player_game_stats/")) {
                connection.unwrap(PGConnection.class).getCopyAPI()
                        .copyIn("copy original.game_stats from stdin with (format csv, header)", new ByteArrayInputStream(world.object(key)));
            }
        }
        String columns = Files.readAllLines(Shared.path("contract/game_stats_columns.csv")).stream().skip(1)
                .map(line -> line.split(",")[1]).collect(Collectors.joining(", "));

        assertEquals("481", world.row("select count(*) from original.game_stats"));
        assertEquals("0", world.row("select count(*) from (select " + columns + " from original.game_stats except select " + columns
                + " from public.game_stats) as d"));
    }

    @Test
    void theRecordedStatsapiBoxScoreLoadsWithItsScratches(TestEnvironment empty) throws Exception {
        TestEnvironment old = empty.asking(api)
                .with("nhl.api.schedule-path", "/api/v1/schedule?startDate={date}&endDate={end}")
                .with("nhl.api.boxscore-path", "/api/v1/game/{game}/boxscore");
        RunResult statsapi = old.sweep(FROM, TO);

        assertEquals("partial", statsapi.status(), "only one of the twelve box scores was recorded");
        assertEquals("loaded | statsapi | 58", old.row("select state, shape, row_count from etl.game where game_id = " + SOURCE));
        assertEquals("58 | 20", old.row("""
                select count(*), count(*) filter (where player_stats_skaterstats_timeonice is null and player_stats_goaliestats_timeonice is null)
                from game_stats where game_id = 2019030042"""));
        assertEquals(List.of("New York Islanders | home", "Florida Panthers | away"), old.rows("""
                select player_person_currentteam_name, side from game_stats group by 1, 2 order by 2 desc"""));
        assertEquals("11", old.row("select count(*) from etl.dead_letter where state = 'open' and reason like '%404%'"));
    }

    @Test
    void bothGenerationsAgreeOnWhoScored(TestEnvironment empty) throws Exception {
        TestEnvironment old = empty.asking(api)
                .with("nhl.api.schedule-path", "/api/v1/schedule?startDate={date}&endDate={end}")
                .with("nhl.api.boxscore-path", "/api/v1/game/{game}/boxscore");
        old.sweep(FROM, FROM);
        String scorers = """
                select player_person_id, side, player_stats_skaterstats_goals, player_stats_skaterstats_assists, player_stats_skaterstats_shots
                from game_stats where game_id = 2019030042 and player_stats_skaterstats_goals + player_stats_skaterstats_assists > 0 order by 1""";

        assertEquals(world.rows(scorers), old.rows(scorers));
    }

    private static String originalColumns() throws IOException {
        Path contract = Shared.path("contract/game_stats_columns.csv");
        return Files.readAllLines(contract).stream().skip(1).map(line -> line.split(",")).map(column -> column[1] + " " + column[2])
                .collect(Collectors.joining(", "));
    }
}
