package nhldata.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nhldata.nhl.Boxscore;
import nhldata.nhl.BoxscoreReader;
import nhldata.nhl.Drift;
import nhldata.nhl.GameKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job accepts every box score, and the statistics agree where the job does not compare them. */
class BoxScoreTest {
    private static final List<String> STRENGTHS = List.of("evenStrength", "powerPlay", "shorthanded");
    private static List<JsonNode> boxScores;

    @BeforeAll
    static void readAThirdOfASeason() {
        Documents documents = Documents.longAfter();
        boxScores = new SeasonCalendar(new Season(2023)).games().stream().filter(game -> game.type() != Game.Type.NOT_NHL && game.id() % 3 == 0)
                .map(game -> documents.boxScore(game.id())).toList();
    }

    private static String opponent(String team) {
        return team.equals("awayTeam") ? "homeTeam" : "awayTeam";
    }

    private static int margin(JsonNode box, String team) {
        return box.path(team).required("score").asInt() - box.path(opponent(team)).required("score").asInt();
    }

    private static int sum(List<JsonNode> players, String field) {
        return players.stream().mapToInt(player -> player.required(field).asInt()).sum();
    }

    private static int seconds(JsonNode player) {
        String[] minutesAndSeconds = player.required("toi").asText().split(":");
        return Integer.parseInt(minutesAndSeconds[0]) * 60 + Integer.parseInt(minutesAndSeconds[1]);
    }

    /** Among other things, goals add up to the score, and no player is listed twice. */
    @ParameterizedTest
    @ValueSource(ints = {1950, 1966, 1975, 1990, 1996, 1997, 2003, 2012, 2019, 2020, 2025, 2100})
    void readsWithoutDrift(int year) {
        Documents documents = Documents.at("2102-01-01T00:00:00Z");
        List<Game> games = new SeasonCalendar(new Season(year)).games();
        for (int i = 0; i < games.size(); i += 25) {
            Game game = games.get(i);
            if (game.type() != Game.Type.NOT_NHL) {
                Boxscore read = new BoxscoreReader().read(documents.bytes("/v1/gamecenter/" + game.id() + "/boxscore"),
                        new GameKey(String.valueOf(game.id()), game.date(), game.away().id(), game.home().id()));
                boolean fieldsMayBeMissing = game.season().era().uncounted().equals("absent");
                assertEquals(List.of(), read.drift().stream().filter(drift -> !fieldsMayBeMissing || !drift.kind().equals(Drift.MISSING)).toList());
                assertTrue(read.rowCount() >= 38 && read.players().stream().allMatch(player -> player.person().id() >= Player.FIRST_ID), game::toString);
                assertEquals(game.score().ending() == Score.Ending.SO, Boolean.TRUE.equals(read.shootout()));
            }
        }
    }

    @Test
    void goaliesFaceTheShotsOfTheOpponentExceptIntoAnEmptyNet() {
        int emptyNets = 0;
        for (JsonNode box : boxScores) {
            for (String team : Documents.TEAMS) {
                List<JsonNode> goalies = Documents.goalies(box, team);
                List<JsonNode> opponents = Documents.skaters(box, opponent(team));
                int intoEmptyNet = sum(opponents, "goals") - sum(goalies, "goalsAgainst");
                assertTrue(intoEmptyNet == 0 || intoEmptyNet == 1 && margin(box, team) <= -2, box.path("id").asText());
                assertEquals(sum(opponents, "sog"), sum(goalies, "shotsAgainst") + intoEmptyNet);
                assertEquals(sum(opponents, "sog"), box.path(opponent(team)).required("sog").asInt());
                assertEquals(sum(opponents, "powerPlayGoals"), sum(goalies, "powerPlayGoalsAgainst"));
                emptyNets += intoEmptyNet;
            }
        }
        assertTrue(emptyNets > 70, "empty nets: " + emptyNets);
    }

    @Test
    void savesAndShotsAddUpByStrength() {
        for (JsonNode box : boxScores) {
            for (JsonNode goalie : Documents.players(box, "homeTeam", "goalies")) {
                int saves = 0;
                int goals = 0;
                for (String strength : STRENGTHS) {
                    String[] savesOfShots = goalie.required(strength + "ShotsAgainst").asText().split("/");
                    saves += Integer.parseInt(savesOfShots[0]);
                    goals += Integer.parseInt(savesOfShots[1]) - Integer.parseInt(savesOfShots[0]);
                    assertEquals(goalie.required(strength + "GoalsAgainst").asInt(), Integer.parseInt(savesOfShots[1]) - Integer.parseInt(savesOfShots[0]));
                }
                int shots = goalie.required("shotsAgainst").asInt();
                assertEquals(saves + "/" + shots, goalie.required("saveShotsAgainst").asText());
                assertEquals(List.of(saves, goals, shots), List.of(goalie.required("saves").asInt(), goalie.required("goalsAgainst").asInt(), saves + goals));
                assertTrue(shots == 0 ? !goalie.has("savePctg") : Math.abs(goalie.path("savePctg").asDouble() - (double) saves / shots) < 1e-6);
            }
        }
    }

    @Test
    void oneGoalieATeamHasTheDecisionAndSomeStartersAreRelieved() {
        Set<String> decisions = new HashSet<>();
        int relieved = 0;
        for (JsonNode box : boxScores) {
            for (String team : Documents.TEAMS) {
                List<JsonNode> goalies = Documents.goalies(box, team);
                List<JsonNode> deciding = goalies.stream().filter(goalie -> goalie.has("decision")).toList();
                boolean inOvertime = !box.at("/gameOutcome/lastPeriodType").asText().equals("REG") && box.path("gameType").asInt() != 3;
                String decision = margin(box, team) > 0 ? "W" : inOvertime ? "O" : "L";
                assertEquals(List.of(decision), deciding.stream().map(goalie -> goalie.path("decision").asText()).toList());
                assertTrue(seconds(deciding.get(0)) > 0);
                assertEquals(1, goalies.stream().filter(goalie -> goalie.required("starter").asBoolean()).count());
                decisions.add(decision);
                relieved += goalies.stream().allMatch(goalie -> seconds(goalie) > 0) ? 1 : 0;
            }
        }
        assertEquals(Set.of("W", "L", "O"), decisions);
        assertTrue(relieved > 30 && relieved < 130, "relieved: " + relieved);
    }
}
