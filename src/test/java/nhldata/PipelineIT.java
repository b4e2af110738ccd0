package nhldata;

import static nhldata.testing.FakeApi.boxscore;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import nhldata.run.RunResult;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.SampleDocuments;
import nhldata.testing.WithSampleLeague;
import org.junit.jupiter.api.Test;

/** From the schedule to game_stats, over days of the sample league: 4 and 5 December 2022, three and two games. */
class PipelineIT extends WithSampleLeague {

    private static final String FROM = "2022-12-04";
    private static final String TO = "2022-12-05";
    private static final String GAME = "2022020451";
    private static final List<String> CSVS = List.of(
            "player_game_stats/season=20222023/date=2022-12-04/2022020073.csv",
            "player_game_stats/season=20222023/date=2022-12-04/2022020218.csv",
            "player_game_stats/season=20222023/date=2022-12-04/2022020451.csv",
            "player_game_stats/season=20222023/date=2022-12-05/2022020452.csv",
            "player_game_stats/season=20222023/date=2022-12-05/2022020453.csv");

    @Test
    void everyFinalGameOfTheRangeIsLoaded() throws Exception {
        RunResult run = world.sweep(FROM, TO);

        assertEquals("succeeded", run.status());
        assertEquals(5, run.gamesFound());
        assertEquals(5, run.gamesLoaded());
        assertEquals(5, run.gamesNew());
        assertEquals(0, run.gamesDead());
        assertEquals(run.rowsInRange(), run.rowsWritten());
        assertEquals(List.of("2022-12-04 | 3", "2022-12-05 | 2"),
                world.rows("select game_date, count(distinct game_id) from game_stats group by 1 order by 1"));
        assertEquals(String.valueOf(run.rowsInRange()), world.row("select count(*) from game_stats"));
        assertEquals(List.of("loaded | apiweb-flat | 5"), world.rows("select state, shape, count(*) from etl.game group by 1, 2"));
        assertEquals(List.of("2022-12-04 | complete | 3", "2022-12-05 | complete | 2"),
                world.rows("select game_date, status, games_loaded from etl.data_status where read_at is not null order by 1"));
        assertEquals("0", world.row("select count(*) from etl.dead_letter"));
        assertEquals(List.of(), world.deadLetterKeys());
    }

    @Test
    void everyGameIsOneCsvWhoseLinesAreItsRows() throws Exception {
        world.sweep(FROM, TO);

        assertEquals(CSVS, world.keys("player_game_stats/"));
        assertEquals(CSVS, world.rows("select distinct s3_key from game_stats order by 1"));
        for (String key : CSVS) {
            List<String> lines = new String(world.object(key), StandardCharsets.UTF_8).lines().toList();
            assertEquals(70, lines.get(0).split(",").length);
            assertEquals(world.row("select count(*) from game_stats where s3_key = '" + key + "'"), String.valueOf(lines.size() - 1));
        }
    }

    @Test
    void theRawDocumentIsKeptAsItCame() throws Exception {
        world.sweep(FROM, TO);

        List<String> raw = world.keys("raw/boxscore/season=20222023/date=2022-12-04/" + GAME + "/");
        assertEquals(world.rows("select raw_key from etl.game where game_id = " + GAME), raw);
        assertArrayEquals(api.document(boxscore(GAME)), unzipped(raw.get(0)));
    }

    @Test
    void theSameRangeAgainFetchesNoBoxScoreAndChangesNothing() throws Exception {
        world.sweep(FROM, TO);
        List<String> before = world.versions();
        List<String> games = world.rows("select * from etl.game order by game_id");
        api.forgetRequests();

        RunResult run = world.sweep(FROM, TO);

        assertEquals("succeeded", run.status());
        assertEquals(5, run.gamesLoaded());
        assertEquals(0, run.gamesNew());
        assertEquals(0L, run.rowsWritten());
        assertEquals(2, api.requests("."), "one week of the schedule, its calendar, and nothing else");
        assertEquals(before, world.versions());
        assertEquals(games, world.rows("select * from etl.game order by game_id"));
    }

    @Test
    void unchangedDocumentsFetchedAgainWriteNothing() throws Exception {
        world.sweep(FROM, TO);
        List<String> before = world.versions();
        List<String> keys = world.keys("");
        api.forgetRequests();

        RunResult run = world.sweep(FROM, TO, "all");

        assertEquals(5, api.requests("/boxscore"));
        assertEquals("succeeded", run.status());
        assertEquals(0L, run.rowsWritten());
        assertEquals(before, world.versions());
        assertEquals(keys, world.keys(""));
    }

    @Test
    void aCorrectionReplacesExactlyTheChangedLines() throws Exception {
        world.sweep(FROM, TO);
        List<String> before = world.versions();
        int[] players = new int[2];
        api.edit(boxscore(GAME), document -> {
            ObjectNode scorer = skater(document, 1);
            ObjectNode other = skater(document, 0);
            scorer.put("goals", scorer.path("goals").asInt() - 1);
            other.put("goals", other.path("goals").asInt() + 1);
            players[0] = scorer.path("playerId").asInt();
            players[1] = other.path("playerId").asInt();
        });
        String goals = "select player_stats_skaterstats_goals::int from game_stats where game_id = " + GAME + " and player_person_id = ";
        int formerly = Integer.parseInt(world.row(goals + players[0]));

        RunResult run = world.sweep(FROM, TO, "all");

        assertEquals(String.valueOf(formerly - 1), world.row(goals + players[0]));
        assertEquals("1", world.row(goals + players[1]));
        assertEquals(2L, run.rowsWritten());
        assertEquals(1, run.gamesNew());
        List<String> unchanged = world.versions().stream().filter(before::contains).toList();
        assertEquals(before.size() - 2, unchanged.size());
        assertEquals(2, world.keys("raw/boxscore/season=20222023/date=2022-12-04/" + GAME + "/").size(), "both versions are kept");
    }

    @Test
    void aPostponedGameIsFoundOnItsNewDate() throws Exception {
        RunResult first = world.sweep("2022-10-14", "2022-10-14");
        assertEquals(5, first.gamesLoaded());
        assertEquals("postponed | FUT/PPD | 2022-10-14", world.row("select state, api_state, game_date from etl.game where game_id = 2022020073"));
        assertEquals("complete", world.row("select status from etl.data_status where game_date = '2022-10-14'"));

        world.sweep(FROM, FROM);
        assertEquals("loaded | 2022-12-04", world.row("select state, game_date from etl.game where game_id = 2022020073"));
        assertEquals("2022-12-04", world.row("select distinct game_date from game_stats where game_id = 2022020073"));

        world.sweep("2022-10-14", "2022-10-14");
        assertEquals("loaded | 2022-12-04", world.row("select state, game_date from etl.game where game_id = 2022020073"));
    }

    @Test
    void gamesThatAreNotOverWaitUntilTheyAre() throws Exception {
        RunResult run;
        try (SampleDocuments evening = new SampleDocuments(Clock.fixed(Instant.parse("2022-12-05T00:30:00Z"), ZoneOffset.UTC));
                FakeApi early = new FakeApi(evening)) {
            run = world.asking(early).sweep(FROM, TO);
            assertEquals(0, early.requests("/boxscore"));
        }
        assertEquals("empty", run.status());
        assertEquals(List.of("2022020073 | live", "2022020218 | live", "2022020451 | scheduled", "2022020452 | scheduled", "2022020453 | scheduled"),
                world.rows("select game_id, state from etl.game order by game_id"));
        assertEquals(List.of("incomplete", "incomplete"), world.rows("select status from etl.data_status where read_at is not null order by game_date"));

        assertEquals(5, world.sweep(FROM, TO).gamesLoaded());
    }

    @Test
    void gamesOfOtherTypesAreListedAndNotFetched() throws Exception {
        RunResult preseason = world.sweep("2022-09-20", "2022-09-20");
        RunResult selections = world.sweep("2023-01-28", "2023-01-28");

        assertEquals("empty", preseason.status());
        assertEquals("empty", selections.status());
        assertEquals(0, api.requests("/boxscore"));
        assertEquals(List.of("1 | ignored | 4", "12 | ignored | 1"),
                world.rows("select game_type, state, count(*) from etl.game group by 1, 2 order by 1"));
        assertEquals(List.of("no games", "no games"), world.rows("select status from etl.data_status where read_at is not null"));
    }

    @Test
    void rostersAndPlayersAreAskedForOnceARunAndGiveFullNames() throws Exception {
        world.sweep("2022-12-03", TO);

        assertEquals(1, api.mostRequestsForOne("/roster/"));
        assertTrue(api.mostRequestsForOne("/player/") <= 1);
        assertEquals(List.of(), world.rows("select player_person_fullname from game_stats where player_person_fullname ~ '^\\S\\. '"));
        assertEquals("0", world.row("select count(*) from game_stats where player_person_birthdate is null or player_person_currentage is null"));
    }

    @Test
    void aPlayerOnNoRosterIsAskedForByHimself() throws Exception {
        api.fault("/roster/", Fault.status(404));

        world.sweep(TO, TO);

        assertEquals(4, api.requests("/roster/"));
        assertEquals(1, api.mostRequestsForOne("/player/"));
        assertEquals(world.row("select count(distinct player_person_id) from game_stats"), String.valueOf(api.requests("/player/")));
        assertEquals(List.of(), world.rows("select player_person_fullname from game_stats where player_person_fullname ~ '^\\S\\. '"));
    }

    @Test
    void withoutAnyBiographyTheShortNameStandsIn() throws Exception {
        api.fault("/roster/|/player/", Fault.status(404));

        RunResult run = world.sweep(TO, TO);

        assertEquals("succeeded", run.status());
        assertEquals("0", world.row("select count(*) from game_stats where player_person_fullname !~ '^\\S+\\. '"));
        assertEquals("0", world.row("select count(*) from game_stats where player_person_firstname is not null or player_person_birthdate is not null"));
        assertEquals(1, api.mostRequestsForOne("/player/|/roster/"));
        assertEquals("0", world.row("select count(*) from etl.game where lacks_names"), "there are none, which no later run changes");
    }

    /** The first forward of the visitors with at least so many goals; with none asked for, one without goals and assists. */
    private static ObjectNode skater(JsonNode document, int goals) {
        return (ObjectNode) StreamSupport.stream(document.path("playerByGameStats").path("awayTeam").path("forwards").spliterator(), false)
                .filter(p -> goals > 0 ? p.path("goals").asInt() >= goals : p.path("goals").asInt() == 0 && p.path("assists").asInt() == 0)
                .findFirst().orElseThrow();
    }

    private byte[] unzipped(String key) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(world.object(key)))) {
            return in.readAllBytes();
        }
    }
}
