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
    private final Documents documents = Documents.at(Documents.LONG_AFTER);

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
        for (String side : List.of("awayTeam", "homeTeam")) {
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
        assertShape(recorded.at("/games/0"), ours.at("/games/0"), "gameDate", "period", "goals", "clock");
        assertShape(recorded.at("/games/0/homeTeam"), ours.at("/games/0/homeTeam"), fields(recorded.at("/games/0/homeTeam")));
        assertShape(recorded.at("/games/0/goals/0"), ours.at("/games/0/goals/0"), "period", "timeInPeriod", "playerId");
    }

    @Test
    void boxScore() throws IOException {
        JsonNode recorded = recorded("boxscore/2023020204__bbrewington_nhl-data.json");
        JsonNode ours = documents.boxScore(2023020204);
        assertShape(recorded, ours, fields(recorded));
        for (String side : List.of("awayTeam", "homeTeam")) {
            assertShape(recorded.path(side), ours.path(side), fields(recorded.path(side)));
            JsonNode players = recorded.path("playerByGameStats").path(side);
            assertShape(players, ours.path("playerByGameStats").path(side), fields(players));
            for (JsonNode line : Documents.skaters(ours, side)) {
                JsonNode skater = Documents.skaters(recorded, side).get(0);
                assertShape(skater, line, fields(skater));
            }
            JsonNode used = used(recorded, side);
            assertShape(used, used(ours, side), fields(used));
            JsonNode unused = unused(recorded, side);
            assertShape(unused, unused(ours, side), fields(unused));
        }
    }

    private static JsonNode used(JsonNode box, String side) {
        return Documents.goalies(box, side).stream().filter(goalie -> goalie.has("decision")).findFirst().orElseThrow();
    }

    private static JsonNode unused(JsonNode box, String side) {
        return Documents.goalies(box, side).stream().filter(goalie -> !goalie.has("savePctg")).findFirst().orElseThrow();
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
        ((ObjectNode) ours).remove("birthStateProvince"); // the recorded man is a Russian
        assertShape(recorded, ours, "playerId", "isActive", "currentTeamId", "currentTeamAbbrev", "fullTeamName", "firstName",
                "lastName", "sweaterNumber", "position", "heightInInches", "weightInPounds", "birthDate", "birthCity",
                "birthCountry", "shootsCatches");
    }

    @Test
    void nobodyIsCalledLikeAPlayerWhoIsRecorded() throws IOException {
        Set<String> invented = new HashSet<>();
        for (Origins.Origin origin : Origins.all()) {
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
