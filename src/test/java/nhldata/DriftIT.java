package nhldata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import nhldata.testing.FakeApi;
import nhldata.testing.SampleDocuments;
import nhldata.testing.Stack;
import nhldata.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Documents that have changed without being wrong: they are loaded, and each change is told of once. */
@ExtendWith(Stack.class)
class DriftIT {

    private static final String DATE = "2022-10-11";
    private static final String GAME = "2022020044";

    @Test
    void whatIsNewInAnyDocumentIsLoadedAndNotedOnce(World empty) throws Exception {
        try (SampleDocuments league = new SampleDocuments(Clock.systemUTC()); FakeApi api = new FakeApi(league)) {
            World world = empty.asking(api);
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
                    "roster | forwards[].heightInInches | changed type | the text \"tall\" | of a game",
                    "roster | goalies[].shootsCatches | missing field | not at goalies[0].shootsCatches | of a game",
                    "schedule | gameWeek[].games[].refereeId | unknown field | 7 | null"),
                    world.rows("select shape, path, kind, example, case when game_id is not null then 'of a game' end from etl.api_drift order by 1, 2"));
            assertEquals(lines, world.gameStats().size());
        }
    }
}
