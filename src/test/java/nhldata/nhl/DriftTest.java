package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is new or odd is loaded and reported, each once, without indexes in its path. */
class DriftTest {
    private static final String FORWARDS = "playerByGameStats.awayTeam.forwards";

    @Test
    void reportsAnUnknownFieldOfManyPlayersOnce() {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, FORWARDS + "[0]").put("expectedGoals", 0.31);
        Samples.at(document, FORWARDS + "[1]").put("expectedGoals", 0.07);
        assertEquals(List.of(new Drift(FORWARDS + "[].expectedGoals", "unknown field", "0.31")),
                Samples.read(document).drift());
    }

    @Test
    void reportsAnUnknownFieldOfAStatsApiPlayerWithoutHisId() {
        ObjectNode document = Samples.document("statsapi.json");
        Samples.at(document, "teams.home.players.ID9000011.person").put("nickname", "Quill");
        assertEquals(List.of(new Drift("teams.home.players.ID*.person.nickname", "unknown field", "\"Quill\"")),
                Samples.read(document).drift());
    }

    @ParameterizedTest
    @CsvSource({"hits, skaterStats_hits", "pim, skaterStats_penaltyMinutes", "sog, skaterStats_shots",
        "blockedShots, skaterStats_blocked", "plusMinus, skaterStats_plusMinus", "giveaways, skaterStats_giveaways"})
    void readsAVanishedOptionalFieldAsNullAndReportsIt(String field, String column) {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, FORWARDS + "[0]").remove(field);
        Boxscore boxscore = Samples.read(document);
        assertNull(Samples.value(boxscore, 9000001, "player_stats_" + column));
        assertEquals(List.of(new Drift(FORWARDS + "[]." + field, "missing field", "not at " + FORWARDS + "[0]." + field)),
                boxscore.drift());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"hits | 3.5 | 3.5", "hits | null | null", "hits | \"3\" | the string \"3\"",
        "hits | -3 | -3", "hits | 99999999999 | 99999999999", "hits | [] | a list"})
    void readsAnOptionalValueOfAnotherTypeAsNullAndReportsIt(String field, String json, String example) throws Exception {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, FORWARDS + "[0]").set(field, new com.fasterxml.jackson.databind.ObjectMapper().readTree(json));
        Boxscore boxscore = Samples.read(document);
        assertNull(Samples.value(boxscore, 9000001, "player_stats_skaterStats_hits"));
        assertEquals(List.of(new Drift(FORWARDS + "[]." + field, "changed type", example)), boxscore.drift());
    }

    @Test
    void readsAWholeNumberHoweverItIsWritten() {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, FORWARDS + "[0]").put("hits", 3.0);
        assertEquals("3", Samples.value(Samples.read(document), 9000001, "player_stats_skaterStats_hits"));
    }

    @ParameterizedTest
    @CsvSource({"statsapi.json, teams.away.players.ID9000001, jerseyNumber, teams.away.players.ID*.jerseyNumber",
        "flat.json, playerByGameStats.awayTeam.forwards[0], sweaterNumber, playerByGameStats.awayTeam.forwards[].sweaterNumber"})
    void readsASweaterNumberThatIsNoneAsNull(String name, String player, String field, String path) {
        ObjectNode document = Samples.document(name);
        Samples.at(document, player).put(field, "1A");
        Boxscore boxscore = Samples.read(document);
        assertNull(Samples.value(boxscore, 9000001, "player_jerseyNumber"));
        assertEquals(List.of(new Drift(path, "changed type", "the string \"1A\"")), boxscore.drift());
        Samples.at(document, player).put(field, "");
        assertEquals(List.of(), Samples.read(document).drift());
    }

    @ParameterizedTest
    @CsvSource({"flat.json, playerByGameStats.homeTeam", "nested.json, boxscore.playerByGameStats.homeTeam"})
    void findsASideWithoutAGoalieOnlyOdd(String name, String side) {
        ObjectNode document = Samples.document(name);
        Samples.list(document, side + ".goalies").removeAll();
        Boxscore boxscore = Samples.read(document);
        assertEquals(8, boxscore.players().size());
        assertEquals(List.of(new Drift(side + ".goalies", "odd value", "no goalie")), boxscore.drift());
    }

    @Test
    void findsAnUnknownPositionOdd() {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, FORWARDS + "[0]").put("position", "X");
        Boxscore boxscore = Samples.read(document);
        assertNull(Samples.value(boxscore, 9000001, "player_position_code"));
        assertEquals(List.of(new Drift(FORWARDS + "[].position", "odd value", "X")), boxscore.drift());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\ud800b", "a\\udc00b", "a\\u0000b"})
    void reportsAnUnknownFieldWhoseNameNoTableCanHold(String name) {
        String document = Samples.document("flat.json").toString().replaceFirst("\\{", "{\"" + name.replace("\\", "\\\\") + "\": \"x\\\\udc00y\", ");
        Boxscore boxscore = new BoxscoreReader().read(Samples.utf8(document), Samples.GAME);
        assertEquals(List.of(new Drift("a?b", Drift.UNKNOWN, "\"x?y\"")), boxscore.drift());
    }

    /** Documents of old seasons have both. */
    @Test
    void knowsAForwardWithoutAPlaceInTheLineAndAnEmptyPosition() {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, FORWARDS + "[0]").put("position", "F");
        Samples.at(document, FORWARDS + "[1]").put("position", "");
        Boxscore boxscore = Samples.read(document);
        assertEquals(List.of("F", "F", "Forward", "Forward"), Stream.of("abbreviation", "code", "name", "type")
                .map(form -> Samples.value(boxscore, 9000001, "player_position_" + form)).toList());
        assertNull(Samples.value(boxscore, 9000002, "player_position_code"));
        assertEquals(List.of(), boxscore.drift());
    }

    @ParameterizedTest
    @CsvSource({"LW, L, Left Wing", "RW, R, Right Wing", "W, W, Wing"})
    void knowsAWingByOtherCodes(String code, String written, String name) {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, FORWARDS + "[0]").put("position", code);
        Boxscore boxscore = Samples.read(document);
        assertEquals(List.of(written, name, "Forward"), Stream.of("code", "name", "type").map(form -> Samples.value(boxscore, 9000001, "player_position_" + form)).toList());
        assertEquals(List.of(), boxscore.drift());
    }

    @Test
    void neverComputesANegativeTimeOrNumberOfAssists() {
        ObjectNode document = Samples.document("nested.json");
        ObjectNode forward = Samples.at(document, "boxscore.playerByGameStats.awayTeam.forwards[0]");
        forward.put("toi", "03:00").put("powerPlayPoints", 0);
        Boxscore boxscore = Samples.read(document);
        assertNull(Samples.value(boxscore, 9000001, "player_stats_skaterStats_evenTimeOnIce"));
        assertNull(Samples.value(boxscore, 9000001, "player_stats_skaterStats_powerPlayAssists"));
        assertEquals(List.of("boxscore.playerByGameStats.awayTeam.forwards[].powerPlayPoints",
                        "boxscore.playerByGameStats.awayTeam.forwards[].toi"),
                boxscore.drift().stream().map(Drift::path).toList());
    }

    @Test
    void reportsAnotherDateThanTheSchedules() {
        ObjectNode document = Samples.document("flat.json").put("gameDate", "2031-10-09");
        assertEquals(List.of(new Drift("gameDate", "odd value", "2031-10-09 in the box score, 2031-10-08 in the schedule")),
                Samples.read(document).drift());
    }

    @ParameterizedTest
    @CsvSource({"season, 20302031", "gameType, 3"})
    void reportsASeasonAndATypeThatTheGamesIdDoesNotHave(String field, int value) {
        ObjectNode document = Samples.document("flat.json").put(field, value);
        assertEquals(List.of(new Drift(field, Drift.ODD, value + " of game 2031020007")), Samples.read(document).drift());
    }

    @Test
    void cutsALongExample() {
        ObjectNode document = Samples.document("flat.json").put("novel", "x".repeat(10_000));
        assertEquals(81, Samples.read(document).drift().get(0).example().length());
    }
}
