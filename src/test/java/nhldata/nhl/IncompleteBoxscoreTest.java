package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that lacks something required is refused, naming it; it never becomes zeros or fewer rows. */
class IncompleteBoxscoreTest {
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "flat.json", List.of("id", "gameState", "awayTeam", "homeTeam.id", "homeTeam.score", "playerByGameStats",
                    "playerByGameStats.awayTeam", "playerByGameStats.homeTeam.forwards", "playerByGameStats.awayTeam.defense",
                    "playerByGameStats.awayTeam.forwards[1].playerId", "playerByGameStats.awayTeam.forwards[1].name",
                    "playerByGameStats.awayTeam.forwards[1].name.default", "playerByGameStats.awayTeam.forwards[1].goals",
                    "playerByGameStats.homeTeam.defense[0].assists", "playerByGameStats.homeTeam.defense[0].toi",
                    "playerByGameStats.homeTeam.goalies[1].playerId", "playerByGameStats.homeTeam.goalies[0].toi"),
            "nested.json", List.of("id", "gameState", "awayTeam", "homeTeam.score", "boxscore.playerByGameStats",
                    "boxscore.playerByGameStats.homeTeam", "boxscore.playerByGameStats.homeTeam.defense",
                    "boxscore.playerByGameStats.awayTeam.forwards[0].playerId",
                    "boxscore.playerByGameStats.awayTeam.forwards[0].goals",
                    "boxscore.playerByGameStats.awayTeam.forwards[0].assists",
                    "boxscore.playerByGameStats.awayTeam.forwards[0].toi",
                    "boxscore.playerByGameStats.homeTeam.goalies[0].toi"),
            "statsapi.json", List.of("teams.away", "teams.home.team", "teams.home.team.id", "teams.home.players",
                    "teams.away.teamStats.teamSkaterStats.goals", "teams.away.players.ID9000001.person",
                    "teams.away.players.ID9000001.person.id", "teams.away.players.ID9000001.person.fullName",
                    "teams.away.players.ID9000001.stats", "teams.away.players.ID9000001.stats.skaterStats.goals",
                    "teams.away.players.ID9000001.stats.skaterStats.assists",
                    "teams.away.players.ID9000001.stats.skaterStats.timeOnIce",
                    "teams.home.players.ID9000031.stats.goalieStats.goals",
                    "teams.home.players.ID9000031.stats.goalieStats.timeOnIce"));

    private static final Map<String, BiConsumer<ObjectNode, String>> MUTATIONS = Map.of(
            "dropped", (object, field) -> object.remove(field),
            "renamed", (object, field) -> object.set(field + "New", object.remove(field)),
            "null", (object, field) -> object.set(field, NullNode.instance),
            "of another type", (object, field) -> object.set(field, retyped(object.get(field))));

    private static JsonNode retyped(JsonNode value) {
        return value.isTextual() ? IntNode.valueOf(7) : TextNode.valueOf("x");
    }

    @TestFactory
    Stream<DynamicTest> refusesADocumentWithoutWhatIsRequired() {
        return REQUIRED.entrySet().stream().flatMap(document -> document.getValue().stream()
                .flatMap(path -> MUTATIONS.entrySet().stream().map(mutation -> DynamicTest.dynamicTest(
                        document.getKey() + " " + path + " " + mutation.getKey(),
                        () -> refusesNaming(document.getKey(), path, mutation.getValue())))));
    }

    private static void refusesNaming(String name, String path, BiConsumer<ObjectNode, String> mutation) {
        ObjectNode document = Samples.document(name);
        int dot = path.lastIndexOf('.');
        mutation.accept(Samples.at(document, path.substring(0, Math.max(dot, 0))), path.substring(dot + 1));
        DocumentException e = assertThrows(DocumentException.class, () -> Samples.read(document));
        assertEquals(path, e.path());
        assertTrue(e.getMessage().startsWith(path + ": "), e.getMessage());
    }

    @Test
    void refusesARowWithANegativeCount() {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, "playerByGameStats.awayTeam.defense[0]").put("goals", -1);
        assertRefused(document, "playerByGameStats.awayTeam.defense[0].goals", "integer of at least 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "1:60", "12:3", ":30", "1000:00", "-1:30", "a:00"})
    void refusesATimeOnIceThatIsNone(String time) {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, "playerByGameStats.awayTeam.defense[0]").put("toi", time);
        assertRefused(document, "playerByGameStats.awayTeam.defense[0].toi", "must be");
    }

    @ParameterizedTest
    @CsvSource({"flat.json, playerByGameStats.homeTeam", "nested.json, boxscore.playerByGameStats.homeTeam"})
    void refusesASideWithoutSkaters(String name, String path) {
        ObjectNode document = Samples.document(name);
        Samples.list(document, path + ".defense").removeAll();
        assertRefused(document, path + ".defense", "empty; a team always has");
        Samples.list(document, path + ".forwards").removeAll();
        assertRefused(document, path + ".forwards", "empty; a team always has");
    }

    @Test
    void refusesAStatsApiSideOfScratchesOnly() {
        ObjectNode document = Samples.document("statsapi.json");
        Samples.at(document, "teams.home.players").fields().forEachRemaining(player -> {
            ((ObjectNode) player.getValue().get("stats")).removeAll();
            ((ObjectNode) player.getValue().get("position")).put("code", "N/A");
        });
        assertRefused(document, "teams.home.players", "no skater");
    }

    @Test
    void refusesAPlayerWithoutStatisticsWhoIsNoScratch() {
        ObjectNode document = Samples.document("statsapi.json");
        Samples.at(document, "teams.home.players.ID9000012.stats").removeAll();
        assertRefused(document, "teams.home.players.ID9000012.stats", "not that of a scratch");
    }

    @Test
    void refusesStatisticsOfAnUnknownKindRatherThanTakingThemForAScratch() {
        ObjectNode document = Samples.document("statsapi.json");
        ObjectNode stats = Samples.at(document, "teams.home.players.ID9000012.stats");
        stats.set("skaterStatistics", stats.remove("skaterStats"));
        assertRefused(document, "teams.home.players.ID9000012.stats", "neither skaterStats nor goalieStats");
    }

    @Test
    void refusesAGroupOfPlayersItDoesNotKnow() {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, "playerByGameStats.homeTeam").putArray("emergencyGoalies").addObject().put("playerId", 9000099);
        assertRefused(document, "playerByGameStats.homeTeam.emergencyGoalies", "unknown group of players");
    }

    @Test
    void refusesAPlayerWhoIsListedTwiceWithDifferentStatistics() {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, "playerByGameStats.homeTeam.goalies[0]").put("playerId", 9000001);
        assertRefused(document, "playerByGameStats.homeTeam.goalies[0].playerId", "9000001 is listed twice (away and home)");
    }

    /** As D. Vladar is in 2019030001: a goalie on the bench who stands among the forwards, too. */
    @ParameterizedTest
    @CsvSource({"0, 9000021", "1, 9000022"})
    void keepsTheGoalieOfWhomAnEmptyEntryStandsAmongTheSkaters(int place, int id) {
        ObjectNode document = Samples.document("flat.json");
        String group = "playerByGameStats.awayTeam.";
        ObjectNode empty = Samples.at(document, group + "forwards[0]").deepCopy();
        empty.put("playerId", id).put("position", "G").put("toi", "00:00");
        for (String statistic : List.of("goals", "assists", "points", "plusMinus", "pim", "hits", "powerPlayGoals", "sog", "blockedShots",
                "shifts", "giveaways", "takeaways")) {
            empty.put(statistic, 0);
        }
        Boxscore expected = Samples.read(document);
        Samples.list(document, group + "forwards").insert(0, empty);
        Boxscore boxscore = Samples.read(document);
        assertEquals(GameStatsCsv.rows(expected), GameStatsCsv.rows(boxscore));
        assertEquals(List.of(new Drift(group + "goalies[].playerId", Drift.ODD, "player " + id + " is listed twice (away and away)")),
                boxscore.drift());
    }

    @Test
    void readsAnEntryThatIsRepeatedOnce() {
        ObjectNode document = Samples.document("flat.json");
        List<List<String>> expected = GameStatsCsv.rows(Samples.read(document));
        String group = "playerByGameStats.awayTeam.forwards";
        Samples.list(document, group).add(Samples.at(document, group + "[1]").deepCopy());
        Boxscore boxscore = Samples.read(document);
        assertEquals(expected, GameStatsCsv.rows(boxscore));
        assertEquals(1, boxscore.drift().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"flat.json", "nested.json"})
    void refusesAnotherGamesDocument(String name) {
        ObjectNode document = Samples.document(name);
        document.put("id", 2031020008);
        assertRefused(document, "id", "requested 2031020007, got 2031020008");
    }

    @Test
    void refusesAStatsApiDocumentOfOtherTeams() {
        ObjectNode document = Samples.document("statsapi.json");
        Samples.at(document, "teams.home.team").put("id", 3);
        assertRefused(document, "teams.home.team.id", "the home team of game 2031020007 is 2, here it is 3");
        assertEquals(3, Samples.readWithoutTeams(document).home().team().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"flat.json", "nested.json"})
    void refusesAnApiWebDocumentOfOtherTeams(String name) {
        ObjectNode document = Samples.document(name);
        Samples.at(document, "homeTeam").put("id", 3);
        assertRefused(document, "homeTeam.id", "the home team of game 2031020007 is 2, here it is 3");
        assertEquals(3, Samples.readWithoutTeams(document).home().team().id());
    }

    /** Of the teams, with or without their players. */
    @ParameterizedTest
    @CsvSource({"flat.json, ''", "nested.json, ''", "flat.json, /playerByGameStats", "nested.json, /boxscore/playerByGameStats"})
    void refusesAnApiWebDocumentWhoseTeamsAreSwapped(String name, String players) {
        ObjectNode document = Samples.document(name);
        for (String object : players.isEmpty() ? List.of("") : List.of("", players)) {
            ObjectNode sides = (ObjectNode) document.at(object);
            JsonNode away = sides.get("awayTeam");
            sides.set("awayTeam", sides.get("homeTeam"));
            sides.set("homeTeam", away);
        }
        assertRefused(document, "awayTeam.id", "the away team of game 2031020007 is 13, here it is 2");
    }

    @ParameterizedTest
    @CsvSource({"FUT, OK", "PRE, OK", "LIVE, OK", "CRIT, OK", "OVER, OK", "FUT, PPD", "OFF, PPD", "OFF, CNCL", "DONE, OK"})
    void refusesAGameThatIsNotFinalWhateverElseItLacks(String state, String schedule) {
        ObjectNode document = Samples.document("flat.json").put("gameState", state).put("gameScheduleState", schedule);
        assertRefused(document, "gameState", "not final but " + state);
        document.remove("playerByGameStats");
        assertRefused(document, "gameState", "not final but " + state);
    }

    @Test
    void passesOnWhatTheApiAnsweredInstead() {
        DocumentException e = assertThrows(DocumentException.class, () -> new BoxscoreReader()
                .read(Samples.utf8("{\"messageNumber\":10,\"message\":\"Object not found\"}"), Samples.GAME));
        assertEquals("message: the API answered \"Object not found\" instead of a box score", e.getMessage());
    }

    @Test
    void refusesATextThatDoesNotFitItsColumn() {
        ObjectNode document = Samples.document("flat.json");
        ObjectNode name = Samples.at(document, "playerByGameStats.awayTeam.forwards[0].name");
        name.put("default", "Ö".repeat(50));
        assertEquals("Ö".repeat(50), Samples.value(Samples.read(document), 9000001, "player_person_fullName"));
        name.put("default", "Ö".repeat(51));
        assertRefused(document, "playerByGameStats.awayTeam.forwards[0].name.default", "51 characters; the column holds 50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A. \u0000Nul", "A. \u0007Bell", "A. \ud800Half"})
    void refusesANameThatWouldNotSurviveTheCsv(String name) {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, "playerByGameStats.awayTeam.forwards[0].name").put("default", name);
        assertThrows(DocumentException.class, () -> Samples.read(document));
    }

    /** As "Matěj " is in a recorded roster. */
    @ParameterizedTest
    @ValueSource(strings = {" A.  New\nName", "A. New Name\t", "A.\u00a0New \u2009 Name ", "A. New Name"})
    void readsANameWithoutSuperfluousWhiteSpace(String name) {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, "playerByGameStats.awayTeam.forwards[0].name").put("default", name);
        assertEquals("A. New Name", Samples.value(Samples.read(document), 9000001, "player_person_fullName"));
        ObjectNode roster = Samples.document("roster-FLA.json");
        Samples.at(roster, "forwards[0].firstName").put("default", name);
        Person person = new RosterReader().read(Samples.bytes(roster)).values().iterator().next();
        assertEquals("A. New Name " + person.lastName(), person.fullName());
    }

    private static void assertRefused(ObjectNode document, String path, String words) {
        DocumentException e = assertThrows(DocumentException.class, () -> Samples.read(document));
        assertEquals(path, e.path());
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }
}
