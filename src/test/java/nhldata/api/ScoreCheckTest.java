package nhldata.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FLA won 3-2 by goals of three skaters; the NYI goalie let in 3 of 30, the FLA goalie 2 of 28. */
class ScoreCheckTest {
    private static final String PANTHER = "playerByGameStats.awayTeam.forwards[1]";

    @ParameterizedTest
    @CsvSource({"4, 2, awayTeam.score", "2, 2, awayTeam.score", "5, 2, awayTeam.score", "3, 1, homeTeam.score",
        "3, 4, homeTeam.score"})
    void refusesAScoreThatTheGoalsDoNotExplain(int away, int home, String path) {
        ObjectNode document = scored("flat.json", away, home);
        Samples.at(document, "gameOutcome").put("lastPeriodType", "OT");
        letIn(document, "homeTeam", 9);
        letIn(document, "awayTeam", 9);
        assertEquals(path, assertThrows(DocumentException.class, () -> Samples.read(document)).path());
    }

    @ParameterizedTest
    @CsvSource({"flat.json, playerByGameStats.awayTeam.forwards[1]",
        "nested.json, boxscore.playerByGameStats.awayTeam.forwards[1]"})
    void noticesALostGoalBecauseItWentPastAGoalie(String name, String player) {
        ObjectNode document = Samples.document(name);
        Samples.at(document, player).put("goals", 0);
        DocumentException e = assertThrows(DocumentException.class, () -> Samples.read(document));
        assertTrue(e.getMessage().contains("score is 3, but the goals of the away players add up to 2"), e.getMessage());
    }

    @Test
    void allowsTheOneGoalThatAShootoutCountsFor() {
        ObjectNode document = decidedByShootout();
        assertEquals(3, Samples.read(document).away().score());
        document.remove("gameOutcome");
        assertEquals(3, Samples.read(document).away().score(), "also where the document does not say how it ended");
    }

    @Test
    void refusesAShootoutWhoseWinnerLacksNoGoalOrTwo() {
        ObjectNode none = Samples.document("flat.json");
        Samples.at(none, "gameOutcome").put("lastPeriodType", "SO");
        assertThrows(DocumentException.class, () -> Samples.read(none));
        ObjectNode two = decidedByShootout();
        Samples.at(two, "playerByGameStats.awayTeam.forwards[0]").put("goals", 0);
        assertThrows(DocumentException.class, () -> Samples.read(two));
    }

    /** The winner of 3-2 lacks a goal and the goalie let in only 2, but there are no shootouts in the playoffs. */
    @Test
    void knowsThatPlayoffsHaveNoShootout() {
        ObjectNode document = Samples.document("statsapi.json");
        Samples.at(document, "teams.away.players.ID9000002.stats.skaterStats").put("goals", 0);
        Samples.at(document, "teams.home.players.ID9000031.stats.goalieStats").put("saves", 28);
        assertEquals(3, Samples.read(document).away().score());
        assertThrows(DocumentException.class,
                () -> new BoxscoreReader().read(Samples.bytes(document), Samples.PLAYOFF_GAME));
    }

    @Test
    void tellsAShootoutOnlyWhereTheDocumentDoes() {
        assertEquals(true, Samples.read(decidedByShootout()).shootout());
        assertEquals(false, Samples.read("flat.json").shootout());
        assertEquals(false, Samples.read("nested.json").shootout());
        assertNull(Samples.read("statsapi.json").shootout());
        ObjectNode period = decidedByShootout();
        period.remove("gameOutcome");
        assertNull(Samples.read(period).shootout());
        period.putObject("periodDescriptor").put("number", 5).put("periodType", "SO");
        assertEquals(true, Samples.read(period).shootout());
    }

    /** An empty-net goal of a goalie: the score is one more than what skaters scored and the other goalie let in. */
    @Test
    void allowsAGoaliesGoalWhichApiWebDoesNotList() {
        ObjectNode document = scored("flat.json", 4, 2);
        assertEquals(4, Samples.read(document).away().score());
        letIn(document, "homeTeam", 4);
        assertThrows(DocumentException.class, () -> Samples.read(document));
    }

    @Test
    void countsAGoaliesGoalWhereItIsListed() {
        ObjectNode document = Samples.document("statsapi.json");
        Samples.at(document, "teams.away.teamStats.teamSkaterStats").put("goals", 4);
        assertThrows(DocumentException.class, () -> Samples.read(document));
        Samples.at(document, "teams.away.players.ID9000021.stats.goalieStats").put("goals", 1);
        assertEquals(4, Samples.read(document).away().score());
    }

    private static ObjectNode decidedByShootout() {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, PANTHER).put("goals", 0);
        letIn(document, "homeTeam", 2);
        Samples.at(document, "gameOutcome").put("lastPeriodType", "SO");
        return document;
    }

    private static ObjectNode scored(String name, int away, int home) {
        ObjectNode document = Samples.document(name);
        Samples.at(document, "awayTeam").put("score", away);
        Samples.at(document, "homeTeam").put("score", home);
        return document;
    }

    private static void letIn(ObjectNode document, String side, int goals) {
        ObjectNode goalie = Samples.at(document, "playerByGameStats." + side + ".goalies[0]");
        goalie.put("saves", goalie.get("shotsAgainst").intValue() - goals);
    }
}
