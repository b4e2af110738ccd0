package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import nhldata.run.RunResult;
import nhldata.testing.FakeApi;
import nhldata.testing.WithSampleLeague;
import org.junit.jupiter.api.Test;

/** Documents that have changed without being wrong: they are loaded, and each change is told of once. */
class DriftIT extends WithSampleLeague {

    private static final String DATE = "2022-10-11";
    private static final String GAME = "2022020044";

    @Test
    void whatIsNewInAnyDocumentIsLoadedAndNotedOnce() throws Exception {
        world.sweep(DATE, DATE);
        int lines = world.gameStats().size();
        assertEquals(List.of(), world.rows("select * from etl.api_drift"), "the sample league is what the program knows");

        api.edit("/v1/schedule/" + DATE, week -> ((ObjectNode) week.at("/gameWeek/0/games/0")).put("refereeId", 7))
                .edit("/v1/score/" + DATE, calendar -> ((ObjectNode) calendar.at("/gameWeek/0")).put("numberOfGoals", 60))
                .edit(FakeApi.boxscore(GAME), game -> game.put("attendance", 17_000))
                .edit("/v1/roster/" + world.row("select min(subject) from etl.document where kind = 'roster'"), team -> {
                    ((ArrayNode) team.get("forwards")).forEach(forward -> ((ObjectNode) forward).put("favouriteSong", "none").put("heightInInches", "tall"));
                    ((ArrayNode) team.get("goalies")).forEach(goalie -> ((ObjectNode) goalie).remove("shootsCatches"));
                });
        world.sweep(DATE, DATE, "all");
        world.sweep(DATE, DATE, "all");

        assertEquals(List.of(
                "apiweb-flat | attendance | unknown field | 17000 | of a game",
                "calendar | gameWeek[].numberOfGoals | unknown field | 60 | null",
                "roster | forwards[].favouriteSong | unknown field | \"none\" | of a game",
                "roster | forwards[].heightInInches | changed type | the string \"tall\" | of a game",
                "roster | goalies[].shootsCatches | missing field | not at goalies[0].shootsCatches | of a game",
                "schedule | gameWeek[].games[].refereeId | unknown field | 7 | null"),
                world.rows("select shape, path, kind, example, case when game_id is not null then 'of a game' end from etl.api_drift order by 1, 2"));
        assertEquals(lines, world.gameStats().size());
    }

    /** Names that no index takes, names that no text of PostgreSQL takes, and more of them than anybody reads. */
    @Test
    void whatHasNamesThatNoTableTakesIsLoadedAllTheSame() throws Exception {
        String random = new Random(7).ints(3_000, 'a', 'z' + 1).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        api.edit("/v1/schedule/" + DATE, week -> ((ObjectNode) week.at("/gameWeek/0/games/0")).put(random, 7).put("a\u0000b", "c\u0000d"))
                .edit("/v1/score/" + DATE, calendar -> ((ObjectNode) calendar.at("/gameWeek/0")).put(random, 7).put("a\u0000b", 7))
                .edit(FakeApi.boxscore(GAME), game -> IntStream.range(0, 20_000).forEach(i -> game.put("new" + i, i)));
        RunResult run = world.sweep(DATE, DATE);

        assertEquals("succeeded", run.status());
        assertEquals("0", world.row("select count(*) from etl.dead_letter"));
        assertEquals("100", world.row("select count(*) from etl.api_drift where shape = 'apiweb-flat'"));
        assertEquals(List.of("calendar | gameWeek[].a?b", "schedule | gameWeek[].games[].a?b"),
                world.rows("select shape, path from etl.api_drift where path like '%?%' order by 1, 2"));
        assertEquals("2 | 201", world.row("select count(*), max(length(path)) from etl.api_drift where path like '%" + random.substring(0, 50) + "%'"));
    }

    @Test
    void neitherAFullTableNorNoneCostsADocument() throws Exception {
        api.edit("/v1/schedule/" + DATE, week -> ((ObjectNode) week.at("/gameWeek/0/games/0")).put("refereeId", 7))
                .edit(FakeApi.boxscore(GAME), game -> game.put("attendance", 17_000));
        world.start().close();
        world.execute("insert into etl.api_drift (path, kind, shape, run_id) select 'x' || i, 'unknown field', 'x', 'x' from generate_series(1, 10000) as i");
        assertEquals("succeeded", world.sweep(DATE, DATE).status());
        assertEquals("10000", world.row("select count(*) from etl.api_drift"));

        world.execute("alter table etl.api_drift rename to api_drift_of_old");
        assertEquals("succeeded", world.sweep(DATE, DATE, "all").status());
    }
}
