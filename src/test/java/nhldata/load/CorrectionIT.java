package nhldata.load;

import static nhldata.testing.FakeApi.boxscore;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import nhldata.run.RunResult;
import nhldata.testing.TestEnvironment;
import nhldata.testing.WithSampleLeague;
import org.junit.jupiter.api.Test;

/** What the NHL changes after a game is replaced, and kept as it was. */
class CorrectionIT extends WithSampleLeague {

    private static final String DATE = "2022-10-11";
    private static final String GAME = "2022020044";

    @Test
    void aCorrectedLineIsReplacedAndWhoDisappearsIsGone() throws Exception {
        world.sweep(DATE, DATE);
        List<String> others = world.rows("select to_jsonb(g) from game_stats as g where game_id <> " + GAME + " order by game_id, player_person_id");
        String raw = world.keys("raw/boxscore/").stream().filter(key -> key.contains(GAME)).findFirst().orElseThrow();
        String[] ids = new String[2];
        api.edit(boxscore(GAME), document -> {
            ArrayNode forwards = (ArrayNode) document.at("/playerByGameStats/awayTeam/forwards");
            ObjectNode corrected = (ObjectNode) forwards.get(0);
            ids[0] = corrected.get("playerId").asText();
            corrected.put("hits", 42);
            for (int i = 1; ids[1] == null; i++) {
                if (forwards.get(i).get("goals").intValue() == 0) {
                    ids[1] = forwards.remove(i).get("playerId").asText();
                }
            }
            document.put("novelty", "seen");
        });
        String hits = world.row("select player_stats_skaterstats_hits from game_stats where game_id = " + GAME + " and player_person_id = " + ids[0]);
        String name = world.row("select player_person_fullname from game_stats where game_id = " + GAME + " and player_person_id = " + ids[1]);

        assertEquals(2L, world.sweep(DATE, DATE, "all").rowsWritten());

        assertEquals(List.of(ids[0] + " | player_stats_skaterstats_hits | " + hits + " | 42 | league", ids[1] + " | (line) | " + name + " | null | league"), world.rows("""
                select player_id, column_name, old_value, new_value, cause from etl.correction
                where game_id = %s and corrected_at > now() - interval '1 hour' order by column_name desc""".formatted(GAME)));
        assertEquals("42", world.row("select player_stats_skaterstats_hits from game_stats where game_id = " + GAME + " and player_person_id = " + ids[0]));
        assertEquals("0", world.row("select count(*) from game_stats where game_id = " + GAME + " and player_person_id = " + ids[1]));
        assertEquals(others, world.rows("select to_jsonb(g) from game_stats as g where game_id <> " + GAME + " order by game_id, player_person_id"));
        assertEquals(world.row("select count(*) from game_stats where game_id = " + GAME), world.row("select row_count from etl.game where game_id = " + GAME));
        List<String> versions = world.keys("raw/boxscore/").stream().filter(key -> key.contains(GAME)).toList();
        assertEquals(2, versions.size());
        assertEquals(true, versions.contains(raw), "the first version is kept");
        assertEquals("novelty | unknown field | \"seen\" | " + GAME, world.row("select path, kind, example, game_id from etl.api_drift"));
    }

    /** The CSV stays the same to the byte: what has changed is not among its columns. */
    @Test
    void whatTheDocumentSaysBeyondTheColumnsIsCorrectedLikeThem() throws Exception {
        world.sweep(DATE, DATE);
        String csv = world.row("select csv_hash from etl.game where game_id = " + GAME);
        List<String> rows = world.versions();
        String loadedAt = world.row("select loaded_at from etl.game where game_id = " + GAME);
        String venue = venue(world, "loaded");
        List<String> others = world.rows("select game_id, stored, loaded from etl.game_details where game_id <> " + GAME + " order by 1");
        String[] goalie = new String[2];
        api.edit(boxscore(GAME), document -> {
            ObjectNode corrected = (ObjectNode) document.at("/playerByGameStats/awayTeam/goalies/0");
            goalie[0] = corrected.get("playerId").asText();
            goalie[1] = corrected.get("goalsAgainst").asText();
            corrected.put("goalsAgainst", 42);
            ((ObjectNode) document.get("venue")).put("default", "Gëteborg");
        });

        assertEquals("succeeded | 1 | 0", result(world.sweep(DATE, DATE, "all")));

        assertEquals(List.of(goalie[0] + " | goals_against | " + goalie[1] + " | 42", "null | venue | " + venue + " | Gëteborg"),
                world.rows("select player_id, column_name, old_value, new_value from etl.correction order by column_name"));
        assertEquals("42", world.row("select loaded -> 'goals_against' ->> '" + goalie[0] + "' from etl.game_details where game_id = " + GAME));
        assertEquals("Gëteborg | Gëteborg", venue(world, "stored") + " | " + venue(world, "loaded"));
        assertEquals(csv, world.row("select csv_hash from etl.game where game_id = " + GAME));
        assertEquals(rows, world.versions());
        assertNotEquals(loadedAt, world.row("select loaded_at from etl.game where game_id = " + GAME), "the marts see that the game has changed");
        assertEquals(others, world.rows("select game_id, stored, loaded from etl.game_details where game_id <> " + GAME + " order by 1"));

        assertEquals("succeeded | 0 | 0", result(world.sweep(DATE, DATE, "all")), "the same again is no correction");
        assertEquals("2", world.row("select count(*) from etl.correction"));
    }

    private static String venue(TestEnvironment world, String version) {
        return world.row("select " + version + " ->> 'venue' from etl.game_details where game_id = " + GAME);
    }

    private static String result(RunResult run) {
        return run.status() + " | " + run.gamesNew() + " | " + run.rowsWritten();
    }

    @Test
    void aCorrectedGameWhoseCsvSomebodyTookAwayIsPutAndLoaded() throws Exception {
        world.sweep(DATE, DATE);
        String csv = world.row("select s3_key from etl.game where game_id = " + GAME);
        world.delete(csv);
        api.edit(boxscore(GAME), document -> ((ObjectNode) document.at("/playerByGameStats/awayTeam/forwards/0")).put("hits", 42));

        assertEquals("succeeded", world.sweep(DATE, DATE, "all").status());

        assertEquals("1", world.row("select count(*) from game_stats where game_id = " + GAME + " and player_stats_skaterstats_hits = 42"));
        assertEquals(true, world.keys("player_game_stats/").contains(csv));
    }
}
