package nhldata.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Over every box score of a season, preseason and playoffs included. */
class BoxScoreTest {
    private static final List<String> SIDES = List.of("awayTeam", "homeTeam");
    private static List<JsonNode> boxScores;

    @BeforeAll
    static void playTheSeason() {
        Documents documents = Documents.at(Documents.LONG_AFTER);
        boxScores = new ArrayList<>();
        for (Game game : new SeasonCalendar(new Season(2023)).games()) {
            if (game.type() != GameType.NOT_NHL) {
                boxScores.add(documents.boxScore(game.id()));
            }
        }
    }

    /** A season of trees is a hundred megabytes. */
    @AfterAll
    static void forgetTheSeason() {
        boxScores = null;
    }

    private static String other(String side) {
        return side.equals("awayTeam") ? "homeTeam" : "awayTeam";
    }

    private static String ending(JsonNode box) {
        return box.path("gameOutcome").path("lastPeriodType").asText();
    }

    private static int score(JsonNode box, String side) {
        return box.path(side).required("score").asInt();
    }

    private static boolean winner(JsonNode box, String side) {
        return score(box, side) > score(box, other(side));
    }

    private static int playersGoals(JsonNode box, String side) {
        return score(box, side) - (ending(box).equals("SO") && winner(box, side) ? 1 : 0);
    }

    private static int seconds(JsonNode player) {
        String[] minutesAndSeconds = player.required("toi").asText().split(":");
        return Integer.parseInt(minutesAndSeconds[0]) * 60 + Integer.parseInt(minutesAndSeconds[1]);
    }

    @Test
    void skatersGoalsAddUpToTheScoreLessTheShootout() {
        for (JsonNode box : boxScores) {
            for (String side : SIDES) {
                List<JsonNode> skaters = Documents.skaters(box, side);
                int goals = Documents.sum(skaters, "goals");
                assertEquals(playersGoals(box, side), goals, box.path("id").asText());
                assertTrue(Documents.sum(skaters, "assists") <= 2 * goals);
                assertTrue(skaters.stream().allMatch(line -> line.path("points").asInt()
                        == line.path("goals").asInt() + line.path("assists").asInt()));
                assertTrue(skaters.stream().allMatch(line -> line.path("powerPlayGoals").asInt()
                        <= line.path("goals").asInt() && line.path("goals").asInt() <= line.path("sog").asInt()));
            }
        }
    }

    @Test
    void goaliesGoalsAgainstAreTheOpponentsGoalsLessEmptyNets() {
        int emptyNets = 0;
        for (JsonNode box : boxScores) {
            for (String side : SIDES) {
                List<JsonNode> goalies = Documents.goalies(box, side);
                int intoEmptyNet = playersGoals(box, other(side)) - Documents.sum(goalies, "goalsAgainst");
                boolean possible = ending(box).equals("REG") && winner(box, other(side))
                        && score(box, other(side)) - score(box, side) >= 2;
                assertTrue(intoEmptyNet == 0 || intoEmptyNet == 1 && possible, box.path("id").asText());
                assertEquals(box.path(other(side)).required("sog").asInt(),
                        Documents.sum(goalies, "shotsAgainst") + intoEmptyNet);
                assertEquals(box.path(side).required("sog").asInt(), Documents.sum(Documents.skaters(box, side), "sog"));
                assertEquals(Documents.sum(Documents.skaters(box, other(side)), "powerPlayGoals"),
                        Documents.sum(goalies, "powerPlayGoalsAgainst"));
                emptyNets += intoEmptyNet;
            }
        }
        assertTrue(emptyNets > 200, "empty nets: " + emptyNets);
    }

    @Test
    void goaliesSavesAndShotsAddUpByStrength() {
        for (JsonNode box : boxScores) {
            for (String side : SIDES) {
                for (JsonNode goalie : Documents.goalies(box, side)) {
                    int saves = goalie.required("saves").asInt();
                    int shots = goalie.required("shotsAgainst").asInt();
                    int savesByStrength = 0;
                    int shotsByStrength = 0;
                    int goalsByStrength = 0;
                    for (String strength : List.of("evenStrength", "powerPlay", "shorthanded")) {
                        String[] pair = goalie.required(strength + "ShotsAgainst").asText().split("/");
                        int goals = goalie.required(strength + "GoalsAgainst").asInt();
                        assertEquals(goals, Integer.parseInt(pair[1]) - Integer.parseInt(pair[0]));
                        savesByStrength += Integer.parseInt(pair[0]);
                        shotsByStrength += Integer.parseInt(pair[1]);
                        goalsByStrength += goals;
                    }
                    assertEquals(saves + "/" + shots, goalie.required("saveShotsAgainst").asText());
                    assertEquals(saves + "/" + shots, savesByStrength + "/" + shotsByStrength);
                    assertEquals(goalie.required("goalsAgainst").asInt(), goalsByStrength);
                    assertEquals(shots, saves + goalsByStrength);
                    assertEquals(shots > 0, goalie.has("savePctg"));
                    assertTrue(shots == 0 || Math.abs(goalie.path("savePctg").asDouble() - (double) saves / shots) < 1e-6);
                }
            }
        }
    }

    @Test
    void oneGoalieASideIsCreditedWithTheResult() {
        Map<String, Integer> decisions = new HashMap<>();
        for (JsonNode box : boxScores) {
            for (String side : SIDES) {
                List<JsonNode> goalies = Documents.goalies(box, side);
                List<JsonNode> deciding = goalies.stream().filter(goalie -> goalie.has("decision")).toList();
                boolean playoff = box.path("gameType").asInt() == 3;
                String expected = winner(box, side) ? "W" : ending(box).equals("REG") || playoff ? "L" : "O";

                assertEquals(2, goalies.size());
                assertEquals(1, deciding.size(), box.path("id").asText());
                assertEquals(expected, deciding.get(0).path("decision").asText());
                assertTrue(seconds(deciding.get(0)) > 0);
                assertEquals(1, goalies.stream().filter(goalie -> goalie.required("starter").asBoolean()).count());
                decisions.merge(expected, 1, Integer::sum);
            }
        }
        assertEquals(Set.of("W", "L", "O"), decisions.keySet());
    }

    @Test
    void mostBackupsStayUnusedAndSomeRelieveTheStarter() {
        int unused = 0;
        int relieving = 0;
        for (JsonNode box : boxScores) {
            for (String side : SIDES) {
                for (JsonNode goalie : Documents.goalies(box, side)) {
                    if (!goalie.path("starter").asBoolean()) {
                        boolean idle = goalie.path("toi").asText().equals("00:00");
                        assertTrue(!idle || goalie.path("saveShotsAgainst").asText().equals("0/0"));
                        unused += idle ? 1 : 0;
                        relieving += idle ? 0 : 1;
                    }
                }
            }
        }
        assertTrue(relieving > 100 && relieving < 400 && unused > 2000, relieving + " of " + unused);
    }

    @Test
    void timeOnIceIsThatOfFiveSkatersAndOneGoalie() {
        for (JsonNode box : boxScores) {
            int length = SIDES.stream()
                    .mapToInt(side -> Documents.goalies(box, side).stream().mapToInt(BoxScoreTest::seconds).sum())
                    .max().orElseThrow();
            assertTrue(ending(box).equals("REG") ? length == 3600 : length > 3600, box.path("id").asText());
            for (String side : SIDES) {
                int goalies = Documents.goalies(box, side).stream().mapToInt(BoxScoreTest::seconds).sum();
                int skaters = Documents.skaters(box, side).stream().mapToInt(BoxScoreTest::seconds).sum();
                assertTrue(length - goalies <= 180, "an empty net for more than three minutes");
                assertTrue(skaters <= 5 * length && skaters > 4.4 * length, skaters + " of " + length);
                int most = 6 * length / 10;
                assertTrue(Documents.skaters(box, side).stream().allMatch(line -> seconds(line) < most));
            }
        }
    }

    @Test
    void aSideHasSeventeenOrEighteenSkatersEachOnce() {
        for (JsonNode box : boxScores) {
            Set<Integer> ids = new HashSet<>();
            int players = 0;
            for (String side : SIDES) {
                List<JsonNode> skaters = Documents.skaters(box, side);
                List<JsonNode> all = new ArrayList<>(skaters);
                all.addAll(Documents.goalies(box, side));
                assertTrue(skaters.size() == 18 || skaters.size() == 17, "skaters: " + skaters.size());
                assertEquals(all.size(), all.stream().map(player -> player.path("sweaterNumber").asInt()).distinct().count());
                all.forEach(player -> ids.add(player.path("playerId").asInt()));
                players += all.size();
            }
            assertEquals(players, ids.size());
            assertTrue(ids.stream().allMatch(id -> id >= Careers.FIRST_ID));
        }
    }

    @Test
    void lesserNumbersArePlausible() {
        int plusMinus = 0;
        for (JsonNode box : boxScores) {
            for (String side : SIDES) {
                for (JsonNode line : Documents.skaters(box, side)) {
                    double faceoffs = line.required("faceoffWinningPctg").asDouble();
                    assertTrue(faceoffs >= 0 && faceoffs <= 1);
                    assertTrue(line.required("shifts").asInt() > 3 && line.required("shifts").asInt() < 75,
                            line.toString());
                    assertTrue(Math.abs(line.required("plusMinus").asInt()) <= 10);
                    plusMinus += line.path("plusMinus").asInt();
                }
            }
        }
        assertTrue(Math.abs(plusMinus) < 5000, "the six who concede into an empty net weigh a little: " + plusMinus);
    }

    @Test
    void leadersOfTheRegularSeasonLookLikeLeaders() {
        Map<Integer, Integer> points = new HashMap<>();
        Map<Integer, Integer> teamOf = new HashMap<>();
        for (JsonNode box : boxScores) {
            if (box.path("gameType").asInt() == 2) {
                for (String side : SIDES) {
                    Documents.skaters(box, side).forEach(line -> {
                        points.merge(line.path("playerId").asInt(), line.path("points").asInt(), Integer::sum);
                        teamOf.put(line.path("playerId").asInt(), box.path(side).path("id").asInt());
                    });
                }
            }
        }
        List<Integer> best = points.keySet().stream().sorted((a, b) -> points.get(b) - points.get(a)).limit(10).toList();

        assertTrue(points.get(best.get(0)) >= 105 && points.get(best.get(0)) <= 155, "most: " + points.get(best.get(0)));
        assertTrue(points.get(best.get(9)) >= 80, "tenth: " + points.get(best.get(9)));
        assertTrue(best.stream().map(teamOf::get).distinct().count() >= 6);
    }

    @Test
    void boxScoresSayTheSameAsTheSchedule() {
        Documents documents = Documents.at(Documents.LONG_AFTER);
        List<JsonNode> listed = documents.listed("2024-01-09");
        assertFalse(listed.isEmpty());
        for (JsonNode game : listed) {
            JsonNode box = documents.boxScore(game.path("id").asInt());
            assertEquals("2024-01-09", box.path("gameDate").asText());
            for (String field : List.of("startTimeUTC", "gameState", "gameType", "season", "gameOutcome",
                    "periodDescriptor")) {
                assertEquals(game.required(field), box.required(field));
            }
            for (String side : SIDES) {
                assertEquals(game.path(side).required("id"), box.path(side).required("id"));
                assertEquals(game.path(side).required("score"), box.path(side).required("score"));
            }
        }
    }
}
