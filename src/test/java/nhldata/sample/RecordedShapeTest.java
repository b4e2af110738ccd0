package nhldata.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sample league's documents have the recorded documents' fields and types. Skipped where there are no recordings. */
class RecordedShapeTest {
    private final Documents documents = Documents.longAfter();

    private static Path recordings() {
        String shared = System.getenv().getOrDefault("NHLDATA_SHARED", "../shared");
        Path recorded = Path.of(shared, "nhl", "recorded", "apiweb");
        assumeTrue(Files.isDirectory(recorded), () -> "skipped: no recorded documents in " + recorded);
        return recorded;
    }

    private static JsonNode recorded(String name) throws IOException {
        return new ObjectMapper().readTree(recordings().resolve(name).toFile());
    }

    /** Nothing that the recording does not have, all that is named, the same types. */
    private static void assertShape(JsonNode recorded, JsonNode ours, String... needed) {
        ours.fieldNames().forEachRemaining(field -> {
            assertTrue(recorded.has(field), "the API has no field " + field);
            assertEquals(recorded.get(field).getNodeType(), ours.get(field).getNodeType(), field);
        });
        for (String field : needed) {
            assertTrue(ours.has(field), "missing " + field);
        }
    }

    private static String[] fields(JsonNode node) {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names.toArray(String[]::new);
    }

    @Test
    void schedule() throws IOException {
        JsonNode recorded = recorded("schedule/2025-10-07__peruukki_nhl-score-api__schedule-2025-10-07.json");
        JsonNode ours = documents.get("/v1/schedule/2025-10-14");
        assertShape(recorded, ours, fields(recorded));
        assertShape(recorded.at("/gameWeek/0"), ours.at("/gameWeek/0"), fields(recorded.at("/gameWeek/0")));
        assertShape(recorded.at("/gameWeek/0/games/0"), ours.at("/gameWeek/0/games/0"), "id", "season", "gameType",
                "venue", "neutralSite", "startTimeUTC", "easternUTCOffset", "venueUTCOffset", "venueTimezone", "gameState",
                "gameScheduleState", "tvBroadcasts", "awayTeam", "homeTeam", "periodDescriptor", "gameOutcome",
                "gameCenterLink");
        for (String side : Documents.TEAMS) {
            JsonNode team = recorded.at("/gameWeek/0/games/0/" + side);
            assertShape(team, ours.at("/gameWeek/0/games/0/" + side), fields(team));
        }
    }

    @Test
    void score() throws IOException {
        JsonNode recorded = recorded("score/2023-10-18__riffnshred_nhl-api-redux__schedule_exemple.json");
        JsonNode ours = documents.get("/v1/score/2024-01-09");
        assertShape(recorded, ours, fields(recorded));
        assertShape(recorded.at("/gameWeek/0"), ours.at("/gameWeek/0"), fields(recorded.at("/gameWeek/0")));
        assertShape(recorded.at("/games/0"), ours.at("/games/0"), "gameDate", "period", "clock");
        assertShape(recorded.at("/games/0/homeTeam"), ours.at("/games/0/homeTeam"), "id", "name", "abbrev", "score", "logo");
    }

    @Test
    void boxScore() throws IOException {
        JsonNode recorded = recorded("boxscore/2023020204__bbrewington_nhl-data.json");
        JsonNode ours = documents.boxScore(2023020204);
        assertShape(recorded, ours, fields(recorded));
        for (String team : Documents.TEAMS) {
            assertShape(recorded.path(team), ours.path(team), fields(recorded.path(team)));
            JsonNode players = recorded.path("playerByGameStats").path(team);
            assertShape(players, ours.path("playerByGameStats").path(team), fields(players));
            JsonNode skater = Documents.skaters(recorded, team).get(0);
            Documents.skaters(ours, team).forEach(our -> assertShape(skater, our, fields(skater)));
            for (boolean isUsed : List.of(true, false)) {
                JsonNode goalie = goalie(recorded, team, isUsed);
                assertShape(goalie, goalie(ours, team, isUsed), fields(goalie));
            }
        }
    }

    private static JsonNode goalie(JsonNode box, String team, boolean isUsed) {
        return Documents.goalies(box, team).stream().filter(goalie -> goalie.has("savePctg") == isUsed).findFirst().orElseThrow();
    }

    @Test
    void roster() throws IOException {
        JsonNode recorded = recorded("roster/roster-api-TOR-20232024__peruukki_nhl-score-api.json");
        JsonNode ours = documents.get("/v1/roster/TOR/20232024");
        assertShape(recorded, ours, fields(recorded));
        for (String group : List.of("forwards", "defensemen", "goalies")) {
            JsonNode sample = recorded.path("forwards").path(0);
            Set<String> needed = new HashSet<>(Set.of(fields(sample)));
            needed.remove("birthStateProvince");
            ours.path(group).forEach(player -> assertShape(sample, player, needed.toArray(String[]::new)));
        }
    }

    @Test
    void landing() throws IOException {
        JsonNode recorded = recorded(
                "player_landing/v1_player_8476453_landing__falkyre_nhl-led-scoreboard_openapi_example.json");
        JsonNode player = documents.get("/v1/roster/TOR/20262027").at("/forwards/0");
        JsonNode ours = documents.get("/v1/player/" + player.path("id").asInt() + "/landing");
        ((ObjectNode) ours).remove("birthStateProvince"); // the recorded player is a Russian
        assertShape(recorded, ours, "playerId", "isActive", "currentTeamId", "currentTeamAbbrev", "fullTeamName", "firstName",
                "lastName", "sweaterNumber", "position", "heightInInches", "weightInPounds", "birthDate", "birthCity",
                "birthCountry", "shootsCatches");
    }

    @Test
    void noNameIsThatOfARecordedPlayer() throws IOException {
        Set<String> invented = new HashSet<>();
        for (Player.Origin origin : Player.ORIGINS) {
            origin.first().forEach(first -> origin.last().forEach(last -> invented.add(plain(first + " " + last))));
        }
        Set<String> shared = new HashSet<>();
        try (Stream<Path> rosters = Files.list(recordings().resolve("roster"))) {
            for (Path roster : rosters.toList()) {
                for (JsonNode group : new ObjectMapper().readTree(roster.toFile())) {
                    group.forEach(player -> shared.add(plain(player.path("firstName").path("default").asText() + " "
                            + player.path("lastName").path("default").asText())));
                }
            }
        }
        assertTrue(shared.size() > 500);
        shared.retainAll(invented);
        assertEquals(Set.of(), shared);
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }
}
