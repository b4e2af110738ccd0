package nhldata.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RostersTest {
    private static final List<String> GROUPS = List.of("forwards", "defensemen", "goalies");
    private final Documents documents = Documents.at(Documents.LONG_AFTER);

    private Map<Integer, JsonNode> roster(Documents at, String team, int season) {
        Map<Integer, JsonNode> players = new HashMap<>();
        GROUPS.forEach(group -> at.get("/v1/roster/" + team + "/" + season).required(group)
                .forEach(player -> players.put(player.required("id").asInt(), player)));
        return players;
    }

    private static Set<Integer> playersOf(JsonNode box, String side) {
        List<JsonNode> players = new ArrayList<>(Documents.skaters(box, side));
        players.addAll(Documents.goalies(box, side));
        Set<Integer> ids = new HashSet<>();
        players.forEach(player -> ids.add(player.path("playerId").asInt()));
        return ids;
    }

    @Test
    void everyPlayerOfABoxScoreIsOnHisTeamsRosterWithTheSameNumberAndName() {
        for (JsonNode game : documents.listed("2024-03-19")) {
            JsonNode box = documents.boxScore(game.path("id").asInt());
            for (String side : List.of("awayTeam", "homeTeam")) {
                Map<Integer, JsonNode> roster = roster(documents, box.path(side).path("abbrev").asText(), 20232024);
                for (JsonNode line : Documents.skaters(box, side)) {
                    JsonNode player = roster.get(line.path("playerId").asInt());
                    assertEquals(line.path("sweaterNumber"), player.path("sweaterNumber"));
                    assertEquals(line.path("position"), player.path("positionCode"));
                    assertEquals(line.path("name").path("default").asText(),
                            player.path("firstName").path("default").asText().charAt(0) + ". "
                                    + player.path("lastName").path("default").asText());
                }
            }
        }
    }

    @Test
    void aTradedPlayerPlaysForHisNewTeamFromTheTradeOn() {
        SeasonCalendar calendar = new SeasonCalendar(new Season(2023));
        int movers = 0;
        for (Trade trade : Trade.during(calendar.season())) {
            Player mover = calendar.rosters().of(trade.one(), trade.from().minusDays(1)).get(trade.place());
            assertEquals(mover, calendar.rosters().of(trade.other(), trade.from()).get(trade.place()));
            boolean playedForOld = playsFor(calendar, mover, trade.one(), LocalDate.MIN, trade.from());
            boolean playedForNew = playsFor(calendar, mover, trade.other(), trade.from(), LocalDate.MAX);
            movers += playedForOld && playedForNew ? 1 : 0;
            assertFalse(playsFor(calendar, mover, trade.one(), trade.from(), trade.from().plusDays(10)));
            assertTrue(roster(documents, trade.one().abbrev(), 20232024).containsKey(mover.id()));
            assertTrue(roster(documents, trade.other().abbrev(), 20232024).containsKey(mover.id()));
        }
        assertTrue(movers >= 3, "players in two teams: " + movers);
    }

    private boolean playsFor(SeasonCalendar calendar, Player player, Team team, LocalDate from, LocalDate until) {
        return calendar.games().stream()
                .filter(game -> game.type() == GameType.REGULAR)
                .filter(game -> !game.date().isBefore(from) && game.date().isBefore(until))
                .filter(game -> game.home() == team || game.away() == team)
                .anyMatch(game -> playersOf(documents.boxScore(game.id()), game.home() == team ? "homeTeam" : "awayTeam")
                        .contains(player.id()));
    }

    @Test
    void theRosterAndThePlayerFollowATradeOnItsDay() {
        Rosters rosters = new SeasonCalendar(new Season(2023)).rosters();
        Trade trade = Trade.during(new Season(2023)).get(0);
        Player mover = rosters.of(trade.one(), trade.from().minusDays(1)).get(trade.place());
        Documents before = Documents.at(trade.from().minusDays(1) + "T12:00:00Z");
        Documents after = Documents.at(trade.from() + "T12:00:00Z");

        assertFalse(roster(before, trade.other().abbrev(), 20232024).containsKey(mover.id()));
        assertTrue(roster(after, trade.other().abbrev(), 20232024).containsKey(mover.id()));
        assertEquals(trade.one().abbrev(), landing(before, mover).path("currentTeamAbbrev").asText());
        assertEquals(trade.other().id(), landing(after, mover).path("currentTeamId").asInt());
        assertEquals(trade.other().fullName(), landing(after, mover).path("fullTeamName").path("default").asText());
    }

    private static JsonNode landing(Documents documents, Player player) {
        return documents.get("/v1/player/" + player.id() + "/landing");
    }

    @Test
    void whoNoLongerPlaysHasNoTeamAndWhoDoesNotYetIsUnknown() {
        Player past = new Rosters(new Season(2005)).of(Teams.ALL.get(0), LocalDate.of(2006, 1, 1)).get(0);
        Player future = new Rosters(new Season(2045)).of(Teams.ALL.get(0), LocalDate.of(2046, 1, 1)).get(0);

        assertFalse(landing(documents, past).path("isActive").asBoolean());
        assertFalse(landing(documents, past).has("currentTeamId"));
        assertEquals(404, documents.status("/v1/player/" + future.id() + "/landing"));
        assertEquals(404, documents.status("/v1/roster/BOS/20452046"));
    }

    @Test
    void rosterAndLandingTellTheSameOfAPlayer() {
        roster(documents, "MTL", 20262027).forEach((id, player) -> {
            JsonNode landing = documents.get("/v1/player/" + id + "/landing");
            for (String field : List.of("firstName", "lastName", "birthDate", "birthCity", "birthCountry",
                    "heightInInches", "weightInPounds", "shootsCatches", "sweaterNumber")) {
                assertEquals(player.required(field), landing.required(field));
            }
            assertEquals(player.path("birthStateProvince"), landing.path("birthStateProvince"));
            assertEquals(player.path("positionCode"), landing.path("position"));
        });
    }

    @Test
    void rostersChangeALittleFromSeasonToSeason() {
        int stayed = 0;
        int all = 0;
        for (Team team : Teams.ALL) {
            Set<Integer> last = roster(documents, team.abbrev(), 20222023).keySet();
            Set<Integer> next = roster(documents, team.abbrev(), 20232024).keySet();
            assertTrue(last.size() >= 25 && last.size() <= 32, team + ": " + last.size());
            all += last.size();
            stayed += (int) last.stream().filter(next::contains).count();
        }
        assertTrue(stayed > 0.6 * all && stayed < 0.9 * all, stayed + " of " + all);
    }

    @Test
    void manyNamesAreNotAsciiAndArriveAsUtf8() {
        byte[] body = new Answers(Clock.systemUTC()).to("/v1/roster/DET/20232024").body();
        String text = new String(body, StandardCharsets.UTF_8);
        assertTrue(text.codePoints().anyMatch(letter -> letter > 127));
        assertFalse(text.contains("\\u"));
        assertFalse(text.contains("\uFFFD"));

        long notAscii = 0;
        Set<String> countries = new HashSet<>();
        for (Team team : Teams.ALL) {
            for (JsonNode player : roster(documents, team.abbrev(), 20232024).values()) {
                String name = player.at("/firstName/default").asText() + player.at("/lastName/default").asText();
                notAscii += name.codePoints().anyMatch(letter -> letter > 127) ? 1 : 0;
                countries.add(player.path("birthCountry").asText());
                boolean northAmerican = Set.of("CAN", "USA").contains(player.path("birthCountry").asText());
                assertEquals(northAmerican, player.has("birthStateProvince"));
            }
        }
        assertTrue(notAscii > 80 && notAscii < 400, "names: " + notAscii);
        assertTrue(countries.size() >= 10, countries::toString);
    }
}
