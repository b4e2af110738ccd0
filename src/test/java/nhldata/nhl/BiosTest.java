package nhldata.nhl;

import static nhldata.nhl.Samples.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BiosTest {
    private static final int FORWARD = 9000001;

    private final Map<Integer, Person> roster = new RosterReader().read(Samples.bytes("roster-FLA.json"));

    @Test
    void readsEveryGroupOfARoster() {
        assertEquals(List.of(9000001, 9000002, 9000003, 9000021, 9000022), List.copyOf(roster.keySet()));
        assertEquals(new Person(9000002, "Miko O'Varela, Jr.", "Miko", "O'Varela, Jr.", null, 88, "2001-02-03", "Lakeport",
                "ON", "CAN", null, "5' 10\"", 185, null, null, null, null, "R", null, Position.ofCode("R")), roster.get(9000002));
    }

    @Test
    void readsAPlayersPage() {
        assertEquals(new Person(FORWARD, "Aurélien Børgesson", "Aurélien", "Børgesson", null, 19, "1999-10-08", "Sundvik",
                null, "SWE", null, "6' 1\"", 201, true, null, null, null, "L", null, Position.ofCode("C")),
                new PlayerReader().read(Samples.bytes("landing.json")));
    }

    @ParameterizedTest
    @CsvSource({"flat.json", "nested.json"})
    void completesAPlayerAndKeepsHisTeamOfTheGame(String name) {
        Boxscore boxscore = Samples.read(name).withBios(roster::get);
        assertEquals("Aurélien Børgesson", value(boxscore, FORWARD, "player_person_fullName"));
        assertEquals("Aurélien", value(boxscore, FORWARD, "player_person_firstName"));
        assertEquals("32", value(boxscore, FORWARD, "player_person_currentAge"));
        assertEquals("19", value(boxscore, FORWARD, "player_person_primaryNumber"));
        assertEquals("Forward", value(boxscore, FORWARD, "player_person_primaryPosition_type"));
        assertEquals("Florida Panthers", value(boxscore, FORWARD, "player_person_currentTeam_name"));
        assertEquals("13", value(boxscore, FORWARD, "player_person_currentTeam_id"));
    }

    @Test
    void keepsTheShortNameWhereThereIsNoBiographyOrSomebodyElses() {
        Boxscore none = Samples.read("flat.json").withBios(id -> null);
        assertEquals("A. Børgesson", value(none, FORWARD, "player_person_fullName"));
        assertNull(value(none, FORWARD, "player_person_firstName"));
        assertNull(value(none, FORWARD, "player_person_currentAge"));
        Boxscore somebodyElses = Samples.read("flat.json").withBios(id -> roster.get(id == 9000003 ? 9000002 : 9000003));
        assertEquals(none, somebodyElses);
    }

    @Test
    void letsTheBoxScoreOverruleTheBiography() {
        Boxscore statsApi = Samples.read("statsapi.json");
        Person other = new Person(FORWARD, "Other Name", "Other", "Name", null, 99, null, null, null, null, "FIN", null, 1, null,
                null, null, null, null, null, null);
        assertEquals(statsApi, statsApi.withBios(id -> id == FORWARD ? other : null));
        assertSame(statsApi.players().get(0).person(), statsApi.players().get(0).person().mergedWith(null));
    }

    @ParameterizedTest
    @CsvSource({"2031-10-07, 31", "2031-10-08, 32", "2032-10-07, 32", "1999-10-07,"})
    void countsTheAgeOnTheDateOfTheGame(LocalDate date, String age) {
        GameKey game = new GameKey("2031020007", date, 13, 2);
        Boxscore boxscore = new BoxscoreReader().read(Samples.bytes("statsapi.json"), game);
        assertEquals(age, value(boxscore, FORWARD, "player_person_currentAge"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "1999-02-30", "1999-13-01", "199O-10-08", "1999/10/08", "1999-10-8", "+999-10-08", "1999-10-08T00:00"})
    void givesNoAgeForABirthDateThatIsNone(String birthDate) {
        ObjectNode document = Samples.document("statsapi.json");
        Samples.at(document, "teams.away.players.ID9000001.person").put("birthDate", birthDate);
        assertNull(value(Samples.read(document), FORWARD, "player_person_currentAge"));
    }

    /** A biography never fails a game: what does not fit is left out. */
    @Test
    void readsWhatItCanOfARosterThatIsPartlyUnfit() {
        Map<Integer, Person> persons = new RosterReader().read(Samples.utf8("""
                {"forwards": [{"firstName": {"default": "No"}, "lastName": {"default": "Id"}}, "no player", null,
                              {"id": 9000002, "firstName": {"default": "Miko"}, "lastName": "Varela",
                               "birthCity": {"default": "%s"}, "heightInInches": "tall", "weightInPounds": 185}]}
                """.formatted("Llan".repeat(20))));
        assertEquals(Map.of(9000002, new Person(9000002, null, "Miko", null, null, null, null, null, null, null, null,
                null, 185, null, null, null, null, null, null, null)), persons);
        assertEquals("M. O'Varela, Jr.",
                value(Samples.read("flat.json").withBios(persons::get), 9000002, "player_person_fullName"));
    }

    @Test
    void refusesADocumentThatIsNoBiographyAtAll() {
        assertThrows(DocumentException.class, () -> new RosterReader().read(Samples.utf8("{\"message\": \"Not found\"}")));
        assertThrows(DocumentException.class, () -> new PlayerReader().read(Samples.utf8("{\"message\": \"Not found\"}")));
    }
}
