package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FLA won 3-2 by goals of three skaters; the NYI goalie let in 3 of 30, the FLA goalie 2 of 28. */
class ScoreCheckTest {
    private static final String PANTHER = "playerByGameStats.awayTeam.forwards[1]";

    @ParameterizedTest
    @CsvSource({"2, 2, awayTeam.score", "5, 2, awayTeam.score", "3, 1, homeTeam.score", "3, 4, homeTeam.score", "4, 3, awayTeam.score",
        "2, 4, awayTeam.score", "5, 1, awayTeam.score"})
    void refusesAScoreThatTheGoalsDoNotExplain(int away, int home, String path) {
        ObjectNode document = scored("flat.json", away, home);
        Samples.at(document, "gameOutcome").put("lastPeriodType", "OT");
        assertEquals(path, assertThrows(DocumentException.class, () -> Samples.read(document)).path());
    }

    /** Such as an own goal into an empty net that is charged to the goalie, and a goal awarded to a player who is not listed. */
    @ParameterizedTest
    @CsvSource({"flat.json, playerByGameStats.awayTeam.forwards[1]",
        "nested.json, boxscore.playerByGameStats.awayTeam.forwards[1]"})
    void namesTheGoalThatIsCreditedToNobody(String name, String player) {
        ObjectNode document = Samples.document(name);
        Samples.at(document, player).put("goals", 0).put("points", 0);
        Boxscore boxscore = Samples.read(document);
        assertEquals(3, boxscore.awayScore());
        assertEquals(List.of(new Drift("awayTeam.score", Drift.ODD,
                "one goal of the away team has no scorer: the score is 3, the players have 2")), boxscore.drift());
    }

    /** Before the result is official the scorer may still be entered. */
    @ParameterizedTest
    @CsvSource({"flat.json, playerByGameStats.awayTeam.forwards[1]",
        "nested.json, boxscore.playerByGameStats.awayTeam.forwards[1]"})
    void waitsForTheScorerWhileTheResultIsNotOfficial(String name, String player) {
        ObjectNode document = Samples.document(name).put("gameState", "FINAL");
        assertEquals(List.of(), Samples.read(document).drift());
        Samples.at(document, player).put("goals", 0).put("points", 0);
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
    void expectsAShootoutsWinnerToLackTheGoalThatItCountsFor() {
        ObjectNode none = Samples.document("flat.json");
        Samples.at(none, "gameOutcome").put("lastPeriodType", "SO");
        assertThrows(DocumentException.class, () -> Samples.read(none));
        ObjectNode more = decidedByShootout();
        assertEquals(List.of(), Samples.read(more).drift());
        Samples.at(more, "playerByGameStats.awayTeam.forwards[0]").put("goals", 0).put("points", 1);
        assertEquals(1, Samples.read(more).drift().size());
        Samples.at(more, "playerByGameStats.homeTeam.forwards[0]").put("goals", 0);
        assertThrows(DocumentException.class, () -> Samples.read(more));
    }

    /** The round robin of 2020 had playoff ids and shootouts. */
    @Test
    void allowsAShootoutWhateverTheGameTypeIs() {
        ObjectNode document = Samples.document("statsapi.json");
        Samples.at(document, "teams.away.players.ID9000002.stats.skaterStats").put("goals", 0);
        Samples.at(document, "teams.home.players.ID9000031.stats.goalieStats").put("saves", 28);
        for (GameKey game : List.of(Samples.GAME, Samples.PLAYOFF_GAME)) {
            Boxscore boxscore = new BoxscoreReader().read(Samples.bytes(document), game);
            assertEquals(3, boxscore.away().score());
            assertEquals(List.of(), boxscore.drift());
        }
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
        ObjectNode document = scored("flat.json", 4, 2).put("gameState", "FINAL");
        assertEquals(1, Samples.read(document).drift().size());
        goalsAgainst(document, "homeTeam", 4);
        assertThrows(DocumentException.class, () -> Samples.read(document));
    }

    @Test
    void countsAGoaliesGoalWhereItIsListed() {
        ObjectNode document = Samples.document("statsapi.json");
        Samples.at(document, "teams.away.teamStats.teamSkaterStats").put("goals", 4);
        assertEquals(1, Samples.read(document).drift().size());
        Samples.at(document, "teams.away.players.ID9000021.stats.goalieStats").put("goals", 1);
        assertEquals(List.of(), Samples.read(document).drift());
    }

    private static ObjectNode decidedByShootout() {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, PANTHER).put("goals", 0).put("points", 0);
        goalsAgainst(document, "homeTeam", 2);
        Samples.at(document, "gameOutcome").put("lastPeriodType", "SO");
        return document;
    }

    private static ObjectNode scored(String name, int away, int home) {
        ObjectNode document = Samples.document(name);
        Samples.at(document, "awayTeam").put("score", away);
        Samples.at(document, "homeTeam").put("score", home);
        return document;
    }

    private static void goalsAgainst(ObjectNode document, String side, int goals) {
        ObjectNode goalie = Samples.at(document, "playerByGameStats." + side + ".goalies[0]");
        goalie.put("saves", goalie.get("shotsAgainst").intValue() - goals).put("goalsAgainst", goals);
    }
}
