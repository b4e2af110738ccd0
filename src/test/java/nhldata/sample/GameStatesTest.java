package nhldata.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GameStatesTest {
    private static final SeasonCalendar CALENDAR = new SeasonCalendar(new Season(2023));

    private static Set<String> states(Documents documents, String date) {
        return documents.listed(date).stream().map(game -> game.path("gameState").asText()).collect(Collectors.toSet());
    }

    private static JsonNode listed(Documents documents, Game game, String date) {
        return documents.listed(date).stream().filter(one -> one.path("id").asInt() == game.id()).findFirst().orElseThrow();
    }

    private static String stateAt(Instant now, Game game) {
        return listed(Documents.at(now.toString()), game, game.date().toString()).path("gameState").asText();
    }

    @Test
    void gamesToComeAreFutureWithoutScoreAndWithoutPlayers() {
        Documents documents = Documents.at("2023-11-01T12:00:00Z");

        assertEquals(Set.of("OFF"), states(documents, "2023-10-31"));
        assertEquals(Set.of("FUT"), states(documents, "2023-11-02"));
        JsonNode game = documents.listed("2023-11-02").get(0);
        assertFalse(game.path("homeTeam").has("score"));
        assertFalse(game.has("gameOutcome"));
        JsonNode box = documents.boxScore(game.path("id").asInt());
        assertEquals("FUT", box.path("gameState").asText());
        assertFalse(box.has("playerByGameStats"));
    }

    @Test
    void aGameIsLiveForNearlyThreeHours() {
        Game game = CALENDAR.on(CALENDAR.season().regularStart()).get(0);

        assertEquals("FUT", stateAt(game.start().minusSeconds(1), game));
        assertEquals("LIVE", stateAt(game.start(), game));
        assertEquals("OFF", stateAt(game.start().plus(Duration.ofHours(3)), game));
    }

    @Test
    void preseasonGamesRestAtFinal() {
        Documents documents = Documents.at(Documents.LONG_AFTER);
        List<JsonNode> games = documents.listed("2023-09-25");

        assertFalse(games.isEmpty());
        assertTrue(games.stream().allMatch(game -> game.path("gameState").asText().equals("FINAL")
                && game.path("gameType").asInt() == 1 && game.path("id").asText().startsWith("202301")));
    }

    @Test
    void aPostponedGameStaysFutureOnItsOldDayAndIsPlayedOnItsNewOne() {
        Documents documents = Documents.at(Documents.LONG_AFTER);
        List<Game> postponed = CALENDAR.games().stream().filter(game -> game.postponedFrom() != null).toList();
        assertFalse(postponed.isEmpty());
        for (Game game : postponed) {
            JsonNode before = listed(documents, game, game.postponedFrom().toString());
            JsonNode after = listed(documents, game, game.date().toString());

            assertEquals("FUT PPD", before.path("gameState").asText() + " " + before.path("gameScheduleState").asText());
            assertFalse(before.path("homeTeam").has("score"));
            assertEquals("OFF OK", after.path("gameState").asText() + " " + after.path("gameScheduleState").asText());
            assertTrue(after.path("homeTeam").has("score"));
            assertEquals(game.date().toString(), documents.boxScore(game.id()).path("gameDate").asText());
        }
    }

    @Test
    void nobodyKnowsOfAPostponementADayAhead() {
        Game game = CALENDAR.games().stream().filter(one -> one.postponedFrom() != null).findFirst().orElseThrow();
        Documents documents = Documents.at(game.firstStart().minus(Duration.ofDays(1)).toString());

        assertEquals("OK", listed(documents, game, game.postponedFrom().toString()).path("gameScheduleState").asText());
        assertTrue(documents.listed(game.date().toString()).stream().noneMatch(one -> one.path("id").asInt() == game.id()));
    }

    @Test
    void oneGameASeasonIsNotOfTheNhl() {
        Game game = CALENDAR.games().stream().filter(one -> one.type() == GameType.NOT_NHL).findFirst().orElseThrow();
        Documents documents = Documents.at(Documents.LONG_AFTER);
        JsonNode listed = listed(documents, game, game.date().toString());

        assertEquals(2023120001, game.id());
        assertEquals(12, listed.path("gameType").asInt());
        assertEquals(404, documents.status("/v1/gamecenter/2023120001/boxscore"));
        assertEquals(200, documents.status("/v1/score/" + game.date()));
    }

    @Test
    void aWeekBeginsAtTheAskedDate() {
        JsonNode week = Documents.at(Documents.LONG_AFTER).get("/v1/schedule/2024-02-28");

        assertEquals(List.of("2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04",
                "2024-03-05"), week.path("gameWeek").findValuesAsText("date"));
        assertEquals("2024-03-06", week.path("nextStartDate").asText());
        assertEquals("2024-02-21", week.path("previousStartDate").asText());
        int games = 0;
        for (JsonNode day : week.path("gameWeek")) {
            assertEquals(day.path("numberOfGames").asInt(), day.path("games").size());
            games += day.path("games").size();
        }
        assertEquals(games, week.path("numberOfGames").asInt());
        assertEquals("2023-10-10", week.path("regularSeasonStartDate").asText());
    }

    @Test
    void scoresOfADayCarryTheGoals() {
        Documents documents = Documents.at(Documents.LONG_AFTER);
        for (JsonNode game : documents.get("/v1/score/2024-01-09").path("games")) {
            boolean shootout = game.path("gameOutcome").path("lastPeriodType").asText().equals("SO");
            int score = game.path("homeTeam").path("score").asInt() + game.path("awayTeam").path("score").asInt();
            assertEquals(score - (shootout ? 1 : 0), game.path("goals").size());
        }
    }
}
