package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TeamNamesTest {

    @ParameterizedTest
    @CsvSource({"8, MTL, Montréal Canadiens", "11, ATL, Atlanta Thrashers", "27, PHX, Phoenix Coyotes",
        "33, WIN, Winnipeg Jets (1979)", "52, WPG, Winnipeg Jets", "53, ARI, Arizona Coyotes", "59, UTA, Utah Hockey Club",
        "68, UTA, Utah Mammoth"})
    void knowsEveryHomeOfAFranchiseByItsId(int id, String abbreviation, String name) {
        assertEquals(new Team(id, abbreviation, name), NhlTeams.byId(id));
    }

    @ParameterizedTest
    @CsvSource({"Portland, Pines, Portland Pines", "Utah, Utah Hockey Club, Utah Hockey Club", ", Pines, Pines", "Portland, ,"})
    void namesATeamThatTheTableLacksByWhatTheDocumentSays(String place, String common, String expected) {
        assertEquals(expected, NhlTeams.fullName(place, common));
    }

    @Test
    void readsANewTeamAndReportsThatTheTableLacksIt() {
        ObjectNode document = Samples.document("flat.json");
        ObjectNode team = Samples.at(document, "homeTeam").put("id", 71).put("abbrev", "POR");
        team.putObject("placeName").put("default", "Portland");
        team.putObject("commonName").put("default", "Pines");
        Boxscore boxscore = Samples.readWithoutTeams(document);
        assertEquals(new Team(71, "POR", "Portland Pines"), boxscore.home().team());
        assertEquals(List.of(new Drift("homeTeam.id", "odd value", "71 is not in the table of teams")), boxscore.drift());
    }

    @Test
    void reportsATeamThatTheDocumentCallsOtherwise() {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, "homeTeam.commonName").put("default", "Anglers");
        Boxscore boxscore = Samples.read(document);
        assertEquals("New York Islanders", boxscore.home().team().fullName());
        assertEquals(List.of("homeTeam.commonName"), boxscore.drift().stream().map(Drift::path).toList());
    }

    @Test
    void asksForNoRosterUnderAnAbbreviationThatIsNone() {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, "homeTeam").put("id", 71).put("abbrev", "../x");
        Boxscore boxscore = Samples.readWithoutTeams(document);
        assertNull(boxscore.home().team().abbreviation());
        assertEquals(List.of(new RosterKey("FLA", "20312032")), List.copyOf(boxscore.rosters()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "F", "fla", "FLORI", "F/A", "F A"})
    void refusesARosterOfAnAbbreviationThatIsNone(String abbreviation) {
        assertThrows(IllegalArgumentException.class, () -> new RosterKey(abbreviation, "20312032"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2031", "2031/032", "203120321"})
    void refusesARosterOfASeasonThatIsNone(String season) {
        assertThrows(IllegalArgumentException.class, () -> new RosterKey("FLA", season));
    }
}
