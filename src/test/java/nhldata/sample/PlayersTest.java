package nhldata.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlayersTest {
    private static final Season SEASON = new Season(2023);
    private final Documents documents = Documents.longAfter();

    private static Map<Integer, JsonNode> roster(Documents at, String team, int season) {
        JsonNode roster = at.get("/v1/roster/" + team + "/" + season);
        return Stream.of("forwards", "defensemen", "goalies").flatMap(group -> Documents.elements(roster.required(group)))
                .collect(Collectors.toMap(player -> player.required("id").asInt(), player -> player));
    }

    private static JsonNode landing(Documents at, Player player) {
        return at.get("/v1/player/" + player.id() + "/landing");
    }

    @Test
    void aPlayerOfABoxScoreIsOnTheRosterWithTheSameNumberAndName() {
        for (JsonNode game : documents.listed("2024-03-19")) {
            JsonNode box = documents.boxScore(game.path("id").asInt());
            for (String team : Documents.TEAMS) {
                Map<Integer, JsonNode> roster = roster(documents, box.path(team).path("abbrev").asText(), 20232024);
                List<JsonNode> dressed = Documents.players(box, team, "forwards", "defense", "goalies");
                assertEquals(dressed.size(), dressed.stream().map(player -> player.path("sweaterNumber")).distinct().count());
                for (JsonNode player : dressed) {
                    JsonNode entry = roster.get(player.path("playerId").asInt());
                    assertEquals(player.path("sweaterNumber"), entry.path("sweaterNumber"));
                    assertEquals(player.path("position"), entry.path("positionCode"));
                    assertEquals(player.at("/name/default").asText(),
                            entry.at("/firstName/default").asText().charAt(0) + ". " + entry.at("/lastName/default").asText());
                }
            }
        }
    }

    @Test
    void aTradedPlayerPlaysForTheNewTeamFromThatDayOn() {
        Rosters.Trade trade = Rosters.tradesDuring(SEASON).get(0);
        Team old = Team.ALL.get(trade.spot() / Rosters.SIZE);
        Team other = Team.ALL.get(trade.otherSpot() / Rosters.SIZE);
        Rosters rosters = new Rosters(SEASON);
        Player traded = rosters.of(old, trade.date().minusDays(1)).get(trade.spot() % Rosters.SIZE);
        Documents before = Documents.at(trade.date().minusDays(1) + "T12:00:00Z");
        Documents after = Documents.at(trade.date() + "T12:00:00Z");

        assertEquals(traded, rosters.of(other, trade.date()).get(trade.otherSpot() % Rosters.SIZE));
        assertFalse(roster(before, other.abbrev(), 20232024).containsKey(traded.id()));
        assertTrue(roster(after, other.abbrev(), 20232024).containsKey(traded.id()));
        assertTrue(roster(after, old.abbrev(), 20232024).containsKey(traded.id()), "a player with games for the team");
        assertEquals(old.abbrev(), landing(before, traded).path("currentTeamAbbrev").asText());
        assertEquals(other.fullName(), landing(after, traded).at("/fullTeamName/default").asText());
    }

    @Test
    void formerPlayersHaveNoTeamAndFutureOnesAreUnknown() {
        Player former = new Rosters(new Season(2005)).of(Team.ALL.get(0), SEASON.regularStart()).get(0);
        Player future = new Rosters(new Season(2045)).of(Team.ALL.get(0), SEASON.regularStart()).get(0);

        assertFalse(landing(documents, former).path("isActive").asBoolean() || landing(documents, former).has("currentTeamId"));
        assertEquals(404, documents.status("/v1/player/" + future.id() + "/landing"));
        assertEquals(404, documents.status("/v1/roster/BOS/20452046"));
    }

    @Test
    void rosterAndLandingAgree() {
        roster(documents, "MTL", 20262027).forEach((id, player) -> {
            JsonNode landing = documents.get("/v1/player/" + id + "/landing");
            for (String field : List.of("firstName", "lastName", "birthDate", "birthCity", "birthCountry", "birthStateProvince",
                    "heightInInches", "weightInPounds", "shootsCatches", "sweaterNumber")) {
                assertEquals(player.path(field), landing.path(field));
            }
            assertEquals(player.path("positionCode"), landing.path("position"));
            assertEquals(Set.of("CAN", "USA").contains(player.path("birthCountry").asText()), player.has("birthStateProvince"));
        });
    }

    @Test
    void namesAreUtf8() {
        String roster = new String(documents.bytes("/v1/roster/DET/20232024"), StandardCharsets.UTF_8);
        assertTrue(roster.codePoints().anyMatch(letter -> letter > 127));
        assertFalse(roster.contains("\\u") || roster.contains("\uFFFD"));
    }
}
