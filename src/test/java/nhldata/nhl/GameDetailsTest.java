package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nhldata.testing.FakeApi;
import nhldata.testing.ReplayDocuments;
import nhldata.testing.SampleDocuments;
import nhldata.testing.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a box score says beyond the 70 columns, compared with the documents, which are read here in another way. */
class GameDetailsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern JSON_OF_A_GAME = Pattern.compile("(boxscore[^/]*/\\d{10}|\\d{10}\\.boxscore)[^/]*\\.json");

    private final GameDetails details = new GameDetails();

    @Test
    void areThoseOfTheDocumentsOfTheSampleLeague() throws IOException {
        int compared = 0;
        try (SampleDocuments league = new SampleDocuments(Clock.offset(Clock.systemUTC(), Duration.ofDays(-1)))) {
            for (int game = 1; game <= 60; game++) {
                compared += compare(league.document(FakeApi.boxscore("20220200" + (game < 10 ? "0" : "") + game)));
            }
        }
        assertTrue(compared > 2000, "only " + compared);
    }

    @Test
    void areThoseOfEveryRecordedDocument() throws IOException {
        int compared = 0;
        for (Path file : Stream.of("recorded/apiweb/boxscore", "recorded/apiweb/boxscore_nested_2023", "cases/C03", "cases/C04", "cases/C15")
                .flatMap(folder -> Shared.files(folder).stream()).filter(file -> JSON_OF_A_GAME.matcher(file.toString()).find()).toList()) {
            compared += compare(Shared.bytes(file));
        }
        assertTrue(compared > 200, "only " + compared);
    }

    /** Of 2024-25: 20 goalies whose goals against are not their shots less their saves. */
    @ParameterizedTest
    @CsvSource({"20112012, 1316, 0", "20242025, 1397, 20"})
    void areThoseOfAWholeSeason(String season, int games, int differing) throws IOException {
        ReplayDocuments replay = new ReplayDocuments(Shared.nhl("replay/season-" + season + ".tar.gz"), null);
        int read = 0;
        int found = 0;
        for (Map.Entry<String, JsonNode> day : replay.days().entrySet()) {
            for (JsonNode game : day.getValue().path("games")) {
                byte[] document = replay.document(FakeApi.boxscore(game.path("id").asText()));
                if (document != null) {
                    compare(document);
                    read++;
                    found += (int) read(document).players().stream().map(PlayerStats::goalie)
                            .filter(goalie -> goalie != null && goalie.shots() - goalie.saves() != goalie.goalsAgainst()).count();
                }
            }
        }
        assertEquals(games + " | " + differing, read + " | " + found);
    }

    @Test
    void ofStatsApiThereAreNone() {
        assertEquals("", details.json(Samples.read("statsapi.json")));
    }

    /** Zeros of seasons in which nobody had a watch on the bench are no shifts; goals were always counted. */
    @Test
    void ofASeasonWithoutClocksThereAreNoShifts() throws IOException {
        for (String name : List.of("zeros", "keys-absent")) {
            byte[] document = Shared.bytes("cases/C06/1917020001.boxscore.CONSTRUCTED-" + name + ".json");
            JsonNode read = JSON.readTree(details.json(read(document)));
            assertEquals("false | [4,7]", read.has("shifts") + " | " + JSON.valueToTree(read.get("goals_against").elements()));
        }
    }

    @Test
    void whoStartedIsNotKnownOfASideWithoutAStarter() throws IOException {
        ObjectNode document = Samples.document("flat.json");
        document.at("/playerByGameStats/awayTeam/goalies").forEach(goalie -> ((ObjectNode) goalie).put("starter", false));
        JsonNode starter = JSON.readTree(details.json(Samples.read(document))).get("starter");
        assertEquals(document.at("/playerByGameStats/homeTeam/goalies").size(), starter.size());
        document.at("/playerByGameStats/awayTeam/goalies").forEach(goalie -> assertEquals(false, starter.has(goalie.get("playerId").asText())));
    }

    /** Nothing of it stops a game from loading. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "venue                                              | 7                        | venue              | changed type",
        "venue                                              | {\"default\": 7}         | venue              | changed type",
        "venue                                              | {\"default\": \"" + "Arena of a sponsor whose name has more than fifty characters" + "\"} | venue | odd value",
        "startTimeUTC                                       | \"soon\"                 | start_time         | odd value",
        "startTimeUTC                                       | \"+999999999-12-31T23:59:59Z\" | start_time   | odd value",
        "startTimeUTC                                       | \"2031-10-28T00:00:00Z\" | start_time         | odd value",
        "startTimeUTC                                       | 20311008                 | start_time         | changed type",
        "periodDescriptor                                   | {\"number\": 99}         | last_period        | odd value",
        "periodDescriptor                                   | {\"number\": 0}          | last_period        | changed type",
        "gameOutcome                                        | {\"lastPeriodType\": \"2OT\"} | last_period_type | ",
        "playerByGameStats.awayTeam.goalies[0].goalsAgainst | 100                      | goals_against.9000021 | odd value",
        "playerByGameStats.awayTeam.goalies[0].goalsAgainst | -1                       | goals_against.9000021 | changed type",
        "playerByGameStats.awayTeam.goalies[0].starter      | \"yes\"                  | starter.9000021    | changed type",
        "playerByGameStats.awayTeam.forwards[0].shifts      | 200                      | shifts.9000001     | odd value",
        "playerByGameStats.awayTeam.forwards[0].shifts      | 1.5                      | shifts.9000001     | changed type"})
    void whatCannotBeRightIsLeftOutAndNoted(String path, String value, String detail, String kind) throws IOException {
        ObjectNode document = Samples.document("flat.json");
        document.putObject("venue").put("default", "Arena");
        JsonNode before = JSON.readTree(details.json(Samples.read(document)));
        assertTrue(!before.at("/" + detail.replace('.', '/')).isMissingNode() || detail.startsWith("last_period"), detail);
        int dot = path.lastIndexOf('.');
        Samples.at(document, path.substring(0, Math.max(0, dot))).set(path.substring(dot + 1), JSON.readTree(value));

        Boxscore boxscore = Samples.read(document);

        assertTrue(JSON.readTree(details.json(boxscore)).at("/" + detail.replace('.', '/')).isMissingNode(), details.json(boxscore));
        assertEquals(kind == null ? List.of() : List.of(kind), boxscore.drift().stream().map(Drift::kind).toList());
    }

    /** How many details of players the document has: each must be there, and no other. */
    private int compare(byte[] document) throws IOException {
        JsonNode root = JSON.readTree(document);
        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        put(expected, "venue", root.at("/venue/default"));
        put(expected, "start_time", root.path("startTimeUTC"));
        put(expected, "last_period", root.at("/periodDescriptor/number"));
        put(expected, "last_period_type", root.at(root.has("gameOutcome") ? "/gameOutcome/lastPeriodType" : "/periodDescriptor/periodType"));
        int count = 0;
        for (JsonNode side : root.has("boxscore") ? root.at("/boxscore/playerByGameStats") : root.path("playerByGameStats")) {
            for (JsonNode group : side) {
                for (JsonNode player : group) {
                    for (String[] name : new String[][] {{"goalsAgainst", "goals_against"}, {"starter", "starter"}, {"shifts", "shifts"}}) {
                        if (player.has(name[0]) && !(name[0].equals("shifts") && player.path("position").asText().equals("G"))) {
                            ((ObjectNode) expected.withObjectProperty(name[1])).set(player.path("playerId").asText(), player.get(name[0]));
                            count++;
                        }
                    }
                }
            }
        }
        assertEquals(expected, JSON.readTree(details.json(read(document))), () -> "game " + root.path("id"));
        return count;
    }

    private static void put(ObjectNode expected, String name, JsonNode value) {
        if (!value.asText().isEmpty()) {
            expected.set(name, value);
        }
    }

    private static Boxscore read(byte[] document) throws IOException {
        JsonNode root = JSON.readTree(document);
        return new BoxscoreReader().read(document, new GameKey(root.path("id").asText(), LocalDate.parse(root.path("gameDate").asText()), null, null));
    }
}
