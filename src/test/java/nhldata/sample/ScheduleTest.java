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

class ScheduleTest {
    private static final SeasonCalendar CALENDAR = new SeasonCalendar(new Season(2023));
    private static final List<Game> POSTPONED = CALENDAR.games().stream().filter(game -> game.postponedFrom() != null).toList();
    private final Documents documents = Documents.longAfter();

    private static String states(JsonNode game) {
        return game.path("gameState").asText() + " " + game.path("gameScheduleState").asText();
    }

    private static Set<String> states(List<JsonNode> games) {
        return games.stream().map(ScheduleTest::states).collect(Collectors.toSet());
    }

    @Test
    void futureGamesHaveNeitherScoreNorPlayers() {
        Documents before = Documents.at("2023-11-01T12:00:00Z");
        assertEquals(Set.of("OFF OK"), states(before.listed("2023-10-31")));
        assertEquals(Set.of("FUT OK"), states(before.listed("2023-11-02")));
        JsonNode game = before.listed("2023-11-02").get(0);
        assertFalse(game.path("homeTeam").has("score") || game.has("gameOutcome"));
        JsonNode box = before.boxScore(game.path("id").asInt());
        assertEquals("FUT", box.path("gameState").asText());
        assertFalse(box.has("playerByGameStats"));
    }

    @Test
    void aGameIsLiveForNearlyThreeHours() {
        Game game = CALENDAR.on(CALENDAR.season.regularStart()).get(0);
        for (String expected : List.of("-PT1S FUT", "PT0S LIVE", "PT3H OFF")) {
            Instant now = game.start().plus(Duration.parse(expected.split(" ")[0]));
            assertEquals(expected.split(" ")[1], Documents.at(now.toString()).listed(game, game.date()).path("gameState").asText());
        }
    }

    @Test
    void preseasonGamesStayFinal() {
        List<JsonNode> games = documents.listed("2023-09-25");
        assertEquals(Set.of("FINAL OK"), states(games));
        assertTrue(games.stream().allMatch(game -> game.path("gameType").asInt() == 1 && game.path("id").asText().startsWith("202301")));
    }

    @Test
    void aPostponedGameStaysFutureOnItsFirstDateAndIsPlayedLater() {
        assertTrue(POSTPONED.size() >= 4, POSTPONED::toString);
        for (Game game : POSTPONED) {
            JsonNode before = documents.listed(game, game.postponedFrom());
            JsonNode after = documents.listed(game, game.date());
            assertTrue(game.date().isAfter(game.postponedFrom().plusDays(6)));
            assertEquals("FUT PPD false", states(before) + " " + before.path("homeTeam").has("score"));
            assertEquals("OFF OK true", states(after) + " " + after.path("homeTeam").has("score"));
            assertEquals(game.date().toString(), documents.boxScore(game.id()).path("gameDate").asText());
        }
    }

    @Test
    void aPostponementIsNotKnownADayAhead() {
        Game game = POSTPONED.get(0);
        Documents before = Documents.at(game.firstStart().minus(Duration.ofDays(1)).toString());
        assertEquals("FUT OK", states(before.listed(game, game.postponedFrom())));
        assertTrue(before.listed(game.date().toString()).stream().noneMatch(one -> one.path("id").asInt() == game.id()));
    }

    @Test
    void oneGameASeasonIsNotOfTheNhl() {
        Game game = CALENDAR.games().stream().filter(one -> one.type() == Game.Type.NOT_NHL).findFirst().orElseThrow();
        assertEquals(2023120001, game.id());
        assertEquals(12, documents.listed(game, game.date()).path("gameType").asInt());
        assertEquals(404, documents.status("/v1/gamecenter/2023120001/boxscore"));
    }

    @Test
    void aWeekBeginsAtItsDateAndScoresHaveTheSameGames() {
        JsonNode week = documents.get("/v1/schedule/2024-02-28");
        assertEquals(List.of("2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04", "2024-03-05"),
                week.path("gameWeek").findValuesAsText("date"));
        assertEquals("2024-03-06 2024-02-21 2023-10-10", week.path("nextStartDate").asText() + " " + week.path("previousStartDate").asText()
                + " " + week.path("regularSeasonStartDate").asText());
        int games = 0;
        for (JsonNode day : week.path("gameWeek")) {
            JsonNode scores = documents.get("/v1/score/" + day.path("date").asText());
            assertEquals(day.path("games").findValuesAsText("id"), scores.path("games").findValuesAsText("id"));
            assertEquals(day.path("numberOfGames"), scores.at("/gameWeek/3/numberOfGames"));
            assertEquals(day.path("numberOfGames").asInt(), day.path("games").size());
            games += day.path("games").size();
        }
        assertEquals(games, week.path("numberOfGames").asInt());
    }

    @Test
    void boxScoresAgreeWithTheSchedule() {
        for (JsonNode game : documents.listed("2024-01-09")) {
            JsonNode box = documents.boxScore(game.path("id").asInt());
            for (String field : List.of("/startTimeUTC", "/gameState", "/gameType", "/season", "/gameOutcome", "/periodDescriptor", "/awayTeam/id",
                    "/awayTeam/score", "/homeTeam/id", "/homeTeam/score")) {
                assertEquals(game.at(field), box.at(field), field);
            }
        }
    }
}
