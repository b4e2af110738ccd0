package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nhldata.testing.SampleDocuments;
import nhldata.testing.Shared;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Documents as the NHL really sent them. */
@Tag("slow")
class RecordedDocumentsTest {
    private static final GameKey BUBBLE_GAME = new GameKey("2019030042", LocalDate.parse("2020-08-04"), 13, 2);
    private static final String STATSAPI = "replay/challenge/api/v1/game/2019030042/boxscore.json";
    private static final String FLAT = "replay/challenge/v1/gamecenter/2019030042/boxscore.json";

    private static final Map<String, String> SKATER_FIELDS = Map.ofEntries(Map.entry("goals", "goals"), Map.entry("assists", "assists"),
            Map.entry("pim", "penaltyMinutes"), Map.entry("plusMinus", "plusMinus"), Map.entry("hits", "hits"), Map.entry("sog", "shots"),
            Map.entry("shots", "shots"), Map.entry("powerPlayGoals", "powerPlayGoals"), Map.entry("shorthandedGoals", "shortHandedGoals"),
            Map.entry("blockedShots", "blocked"), Map.entry("giveaways", "giveaways"), Map.entry("takeaways", "takeaways"),
            Map.entry("faceoffs", "faceOffWins faceoffTaken"), Map.entry("toi", "timeOnIce"), Map.entry("powerPlayToi", "powerPlayTimeOnIce"),
            Map.entry("shorthandedToi", "shortHandedTimeOnIce"));
    private static final Map<String, String> GOALIE_FIELDS = Map.of("pim", "pim", "toi", "timeOnIce", "saveShotsAgainst", "saves shots",
            "evenStrengthShotsAgainst", "evenSaves evenShotsAgainst", "powerPlayShotsAgainst", "powerPlaySaves powerPlayShotsAgainst",
            "shorthandedShotsAgainst", "shortHandedSaves shortHandedShotsAgainst");

    private final BoxscoreReader reader = new BoxscoreReader();
    private final ObjectMapper json = new ObjectMapper();

    /** The names of the columns are paths into a statsapi player, so that each cell can be looked up by its column. */
    @Test
    void turnsARealStatsApiBoxScoreIntoItsRowsColumnByColumn() throws IOException {
        byte[] document = Shared.bytes(STATSAPI);
        List<List<String>> rows = GameStatsCsv.rows(reader.read(document, BUBBLE_GAME));
        JsonNode teams = json.readTree(document).get("teams");
        assertEquals(58, rows.size());
        int values = 0;
        for (List<String> row : rows) {
            String side = row.get(69);
            JsonNode player = teams.get(side).get("players").get("ID" + row.get(0));
            for (int i = 0; i < 69; i++) {
                String column = GameStatsCsv.HEADER.get(i);
                JsonNode cell = player;
                for (String step : column.substring("player_".length()).split("_")) {
                    cell = cell.path(step);
                }
                if (column.endsWith("_currentAge")) {
                    assertTrue(Integer.parseInt(row.get(i)) <= cell.intValue(), column);
                } else {
                    assertCell(cell, row.get(i), column + " of " + row.get(0));
                }
                values += row.get(i) == null ? 0 : 1;
            }
        }
        assertEquals(20, rows.stream().filter(row -> "N/A".equals(row.get(29))).count());
        assertTrue(values > 2000, "too few cells to be the whole box score");
        assertEquals("33", Samples.value(reader.read(document, BUBBLE_GAME), 8471735, "player_person_currentAge"));
    }

    private static void assertCell(JsonNode expected, String actual, String message) {
        if (expected instanceof MissingNode || expected.isTextual() && expected.textValue().isEmpty()) {
            assertEquals(null, actual, message);
        } else if (expected.isNumber()) {
            assertEquals(expected.doubleValue(), Double.parseDouble(actual), message);
        } else {
            assertEquals(expected.asText(), actual, message);
        }
    }

    /** API.md, fact 4: all 36 skaters and both playing goalies agree on every comparable number. */
    @Test
    void agreesBetweenTheGenerationsOnEveryComparableNumber() {
        Map<String, List<String>> old = byPlayer(reader.read(Shared.bytes(STATSAPI), BUBBLE_GAME));
        Map<String, List<String>> flat = byPlayer(reader.read(Shared.bytes(FLAT), BUBBLE_GAME));
        Set<String> differently = Set.of("player_person_fullName", "player_person_currentTeam_link");
        int players = 0;
        int numbers = 0;
        for (Map.Entry<String, List<String>> entry : flat.entrySet()) {
            List<String> before = old.get(entry.getKey());
            if (before == null) {
                continue;
            }
            players++;
            for (int i = 0; i < 70; i++) {
                String column = GameStatsCsv.HEADER.get(i);
                String now = entry.getValue().get(i);
                if (now != null && !differently.contains(column) && !column.startsWith("player_position_")) {
                    assertComparable(column, before.get(i), now, entry.getKey());
                    numbers += column.contains("Stats_") ? 1 : 0;
                }
            }
        }
        assertEquals(38, players);
        assertTrue(numbers > 36 * 11, "compared only " + numbers + " numbers");
    }

    private static void assertComparable(String column, String before, String now, String player) {
        String message = column + " of " + player;
        assertNotNull(before, message);
        if (column.endsWith("faceOffPct")) {
            assertEquals(Double.parseDouble(before), Double.parseDouble(now), 0.0001, message);
        } else if (column.endsWith("Percentage")) {
            assertEquals(Double.parseDouble(before), Double.parseDouble(now), 1e-9, message);
        } else if (column.endsWith("timeOnIce")) {
            assertEquals(TimeOnIce.seconds(before), TimeOnIce.seconds(now), message);
        } else {
            assertEquals(before, now, message);
        }
    }

    @Test
    void readsTheRecordedApiWebBoxScoresWithoutAnyDrift() throws IOException {
        List<Path> files = new ArrayList<>(Shared.files("recorded/apiweb/boxscore"));
        files.addAll(Shared.files("recorded/apiweb/boxscore_nested_2023"));
        for (Path file : files) {
            Boxscore boxscore = read(file);
            assertEquals(40, boxscore.players().size(), file.toString());
            assertEquals(List.of(), boxscore.drift(), file.toString());
            assertEquals(file.toString().contains("nested") ? DocumentFormat.APIWEB_NESTED : DocumentFormat.APIWEB_FLAT,
                    boxscore.format());
            assertEquals(40, GameStatsCsv.rows(boxscore).size());
        }
        assertTrue(files.size() >= 7);
    }

    /** Of api-web, which names things otherwise than the columns: what the league recorded, the cases, and invented games of several eras. */
    @TestFactory
    Stream<DynamicTest> turnsEveryApiWebBoxScoreIntoItsRowsFieldByField() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String folder : List.of("recorded/apiweb/boxscore", "recorded/apiweb/boxscore_nested_2023", "cases", "replay/challenge/v1/gamecenter")) {
            tests.add(DynamicTest.dynamicTest(folder, () -> {
                for (Path file : Shared.files(folder)) {
                    JsonNode document = json.readTree(file.toFile());
                    if (document.has("boxscore") || document.has("playerByGameStats")) {
                        hasItsFields(document, Shared.bytes(file), file.toString());
                    }
                }
            }));
        }
        for (String game : List.of("2022020044", "2019030113", "1996020044", "1975020044", "1962020044")) {
            tests.add(DynamicTest.dynamicTest("sample league " + game, () -> {
                try (SampleDocuments league = new SampleDocuments(Clock.systemUTC())) {
                    byte[] document = league.document("/v1/gamecenter/" + game + "/boxscore");
                    hasItsFields(json.readTree(document), document, game);
                }
            }));
        }
        return tests.stream();
    }

    private void hasItsFields(JsonNode document, byte[] bytes, String what) {
        Boxscore boxscore = reader.read(bytes, new GameKey(document.get("id").asText(), LocalDate.parse(document.get("gameDate").asText()),
                document.at("/awayTeam/id").intValue(), document.at("/homeTeam/id").intValue()));
        boolean isAllCounted = boxscore.game().season().compareTo("19971998") >= 0;
        Map<String, List<String>> rows = byPlayer(boxscore);
        int players = 0;
        for (String side : List.of("away", "home")) {
            JsonNode groups = document.at((document.has("boxscore") ? "/boxscore" : "") + "/playerByGameStats/" + side + "Team");
            for (String group : List.of("forwards", "defense", "goalies")) {
                for (JsonNode player : groups.path(group)) {
                    List<String> row = rows.get(player.get("playerId").asText());
                    String who = what + ", " + player.get("playerId");
                    players++;
                    assertEquals(side, row.get(69), who);
                    assertEquals(document.at("/" + side + "Team/id").asText(), row.get(GameStatsCsv.HEADER.indexOf("player_person_currentTeam_id")), who);
                    assertEquals(player.get("sweaterNumber").asText(), row.get(GameStatsCsv.HEADER.indexOf("player_jerseyNumber")), who);
                    assertEquals(player.at("/name/default").asText().strip(), row.get(GameStatsCsv.HEADER.indexOf("player_person_fullName")), who);
                    String prefix = "player_stats_" + (group.equals("goalies") ? "goalie" : "skater") + "Stats_";
                    Map<String, Double> expected = expected(player, group.equals("goalies"));
                    Map<String, Double> actual = numbers(row, prefix, expected.keySet());
                    if (!isAllCounted) {
                        expected.values().removeIf(value -> value == 0);
                        actual.values().removeIf(value -> value == 0);
                    }
                    assertEquals(expected, actual, who);
                    if (group.equals("goalies")) {
                        assertEquals(player.path("decision").asText(null), row.get(GameStatsCsv.HEADER.indexOf(prefix + "decision")), who);
                    }
                    String other = group.equals("goalies") ? "_skaterStats_" : "_goalieStats_";
                    assertTrue(GameStatsCsv.HEADER.stream().filter(column -> column.contains(other))
                            .allMatch(column -> row.get(GameStatsCsv.HEADER.indexOf(column)) == null), who);
                }
            }
        }
        assertEquals(rows.size(), players, what);
    }

    /** Each statistic of the document by its column, as far as it has one of its own; without what nobody counted. */
    private static Map<String, Double> expected(JsonNode player, boolean goalie) {
        Map<String, Double> expected = new TreeMap<>();
        (goalie ? GOALIE_FIELDS : SKATER_FIELDS).forEach((field, columns) -> {
            String value = player.path(field).asText();
            if (value.matches("[0-9]+/[0-9]+")) {
                String[] parts = value.split("/");
                expected.put(columns.split(" ")[0], Double.valueOf(parts[0]));
                expected.put(columns.split(" ")[1], Double.valueOf(parts[1]));
            } else if (!value.isEmpty()) {
                expected.put(columns, value.contains(":") ? TimeOnIce.seconds(value) : Double.parseDouble(value));
            }
        });
        return expected;
    }

    private static Map<String, Double> numbers(List<String> row, String prefix, Set<String> columns) {
        Map<String, Double> numbers = new TreeMap<>();
        for (String column : columns) {
            String value = row.get(GameStatsCsv.HEADER.indexOf(prefix + column));
            if (value != null) {
                numbers.put(column, value.contains(":") ? TimeOnIce.seconds(value) : Double.parseDouble(value));
            }
        }
        return numbers;
    }

    @Test
    void readsTheTwelveGamesOfTwoDaysInTheBubble() throws IOException {
        int rows = 0;
        int games = 0;
        for (Path file : Shared.files("replay/challenge/v1/gamecenter")) {
            Boxscore boxscore = read(file);
            assertEquals(List.of(), boxscore.drift(), file.toString());
            rows += GameStatsCsv.rows(boxscore).size();
            games++;
        }
        assertEquals(12, games);
        assertEquals(481, rows);
    }

    /** An awarded goal to a player who is not in the box score. */
    @Test
    void readsAnAbandonedGameThatWasPlayedAgain() throws IOException {
        Boxscore boxscore = read(Shared.nhl("cases/C03/2013020971.boxscore.json"));
        assertEquals(40, GameStatsCsv.rows(boxscore).size());
        assertEquals(1, boxscore.drift().stream().filter(d -> d.path().equals("awayTeam.score")
                && d.example().startsWith("one goal of the away team has no scorer")).count());
    }

    @Test
    void readsShootoutsWithThePlayoffIdsOfTheRoundRobinInBothGenerations() throws IOException {
        for (String id : List.of("2019030002", "2019030016")) {
            Boxscore now = read(Shared.nhl("cases/C04/" + id + ".boxscore.json"));
            Boxscore before = reader.read(Shared.bytes("cases/C04/" + id + ".statsapi.CONSTRUCTED.json"), now.game());
            assertEquals(true, now.shootout());
            assertEquals(now.awayScore() + now.homeScore(), before.awayScore() + before.homeScore());
            assertEquals(byPlayer(now).keySet().stream().filter(byPlayer(before)::containsKey).count(), 38);
            assertTrue(now.drift().stream().noneMatch(d -> d.path().endsWith("score")), now.drift()::toString);
        }
    }

    /** In 1917 goals, assists and penalties were written down; neither of the two forms may turn the rest into zeros. */
    @Test
    void readsTheFirstSeasonWithoutInventingZeros() throws IOException {
        List<List<List<String>>> forms = new ArrayList<>();
        for (String form : List.of("keys-absent", "zeros")) {
            List<List<String>> rows = GameStatsCsv.rows(read(Shared.nhl("cases/C06/1917020001.boxscore.CONSTRUCTED-" + form + ".json")));
            assertEquals(18, rows.size());
            forms.add(rows);
        }
        assertEquals(forms.get(0), forms.get(1));
        List<String> skater = forms.get(0).stream().filter(row -> row.get(0).equals("8445071")).findFirst().orElseThrow();
        List<String> goalie = forms.get(0).stream().filter(row -> row.get(0).equals("8450137")).findFirst().orElseThrow();
        assertEquals(Set.of("assists=0", "goals=0", "penaltyMinutes=3"), statistics(skater));
        assertEquals(Set.of("decision=W", "pim=0", "timeOnIce=60:00"), statistics(goalie));
    }

    private static Set<String> statistics(List<String> row) {
        Set<String> statistics = new TreeSet<>();
        for (int i = 0; i < row.size(); i++) {
            String column = GameStatsCsv.HEADER.get(i);
            if (column.contains("Stats_") && row.get(i) != null) {
                statistics.add(column.substring(column.lastIndexOf('_') + 1) + "=" + row.get(i));
            }
        }
        return statistics;
    }

    @Test
    void readsAGameOf1930WithoutInventingZeros() {
        Path file = Shared.files("recorded/legacy/boxscore_from_feed").stream().filter(f -> f.toString().contains("1930020010")).findFirst().orElseThrow();
        Boxscore boxscore = reader.read(Shared.bytes(file), new GameKey("1930020010", LocalDate.parse("1930-11-15"), null, null));
        GameStatsCsv.rows(boxscore).stream().filter(row -> row.get(GameStatsCsv.HEADER.indexOf("player_stats_skaterStats_goals")) != null)
                .forEach(row -> assertEquals(3, statistics(row).size(), row.toString()));
    }

    /** A box score that was cut out of feed/live has slim persons, and one of a game under way is told by nothing. */
    @Test
    void readsStatsApiBoxScoresWithSlimPersonsAndOfOldSeasons() {
        int rows = 0;
        for (Path file : Shared.files("recorded/legacy/boxscore_from_feed")) {
            String id = file.getFileName().toString().substring(0, 10);
            Boxscore boxscore = reader.read(Shared.bytes(file), new GameKey(id, LocalDate.parse("2022-01-01"), null, null));
            assertNotEquals(null, boxscore.away().team().abbreviation());
            rows += GameStatsCsv.rows(boxscore).size();
        }
        assertTrue(rows > 300);
    }

    @Test
    void readsEveryRecordedSchedule() {
        int games = 0;
        for (String folder : List.of("recorded/apiweb/schedule", "recorded/apiweb/score", "recorded/legacy/schedule",
                "replay/challenge/v1/schedule", "cases/weeks", "cases/scores")) {
            for (Path file : Shared.files(folder)) {
                games += new ScheduleReader().read(Shared.bytes(file)).days().stream().mapToInt(day -> day.games().size()).sum();
            }
        }
        assertTrue(games > 900, "only " + games);
    }

    @Test
    void findsNothingUnknownInRecordedSchedulesCalendarsAndRosters() {
        Map<String, List<String>> folders = Map.of("schedule", List.of("recorded/apiweb/schedule", "recorded/legacy/schedule", "replay/challenge/v1/schedule", "cases/weeks"),
                "calendar", List.of("recorded/apiweb/score", "cases/scores"), "roster", List.of("recorded/apiweb/roster"), "player", List.of("recorded/apiweb/player_landing"));
        folders.forEach((kind, of) -> of.stream().flatMap(folder -> Shared.files(folder).stream()).forEach(file ->
                assertEquals(List.of(), new DocumentDrift().of(kind, Shared.bytes(file), null, "a run").stream().filter(row -> row.get("kind").equals(Drift.UNKNOWN)).toList(), file::toString)));
    }

    @Test
    void findsTheTwelveFinalGamesInBothGenerationsOfTheirSchedule() {
        Map<String, ScheduledGame> now = games("replay/challenge/v1/schedule/2020-08-03.json");
        Map<String, ScheduledGame> before = games("replay/challenge/api/v1/schedule_2020-08-04_2020-08-05.json");
        assertEquals(12, now.size());
        assertEquals(before.keySet(), now.keySet());
        now.forEach((id, game) -> {
            ScheduledGame old = before.get(id);
            assertEquals(ScheduledGameState.FINAL, game.state());
            assertEquals(ScheduledGameState.FINAL, old.state());
            assertEquals(old.key(), game.key());
            assertEquals(old.awayTeam(), game.awayTeam());
            assertEquals(old.homeTeam(), game.homeTeam());
        });
    }

    @Test
    void readsEveryRecordedRosterAndPlayersPage() {
        for (Path file : Shared.files("recorded/apiweb/roster")) {
            Map<Integer, Person> roster = new RosterReader().read(Shared.bytes(file));
            assertTrue(roster.size() >= 18, file.toString() + " has " + roster.size());
            roster.values().forEach(person -> {
                assertEquals(person.fullName(), person.firstName() + " " + person.lastName());
                assertNotNull(person.height());
                assertNotNull(person.primaryPosition());
            });
        }
        Person player = new PlayerReader().read(Shared.bytes(Shared.files("recorded/apiweb/player_landing").get(0)));
        assertEquals("Nikita Kucherov", player.fullName());
        assertEquals("5' 11\"", player.height());
    }

    @Test
    void refusesTheRecordedErrors() {
        for (Path file : Shared.files("recorded/legacy/error")) {
            assertThrows(DocumentException.class, () -> reader.read(Shared.bytes(file), BUBBLE_GAME));
            assertThrows(DocumentException.class, () -> new ScheduleReader().read(Shared.bytes(file)));
        }
    }

    @Test
    void hasTheColumnsOfTheContract() throws IOException {
        Path contract = Shared.nhl("../contract/game_stats_columns.csv");
        List<String> columns = new String(Shared.bytes(contract)).lines().skip(1).map(line -> line.split(",")[1]).toList();
        assertEquals(columns, GameStatsCsv.HEADER);
    }

    private Boxscore read(Path file) throws IOException {
        byte[] document = Shared.bytes(file);
        JsonNode root = json.readTree(document);
        return reader.read(document, new GameKey(root.get("id").asText(), LocalDate.parse(root.get("gameDate").asText()),
                root.get("awayTeam").get("id").intValue(), root.get("homeTeam").get("id").intValue()));
    }

    private static Map<String, List<String>> byPlayer(Boxscore boxscore) {
        Map<String, List<String>> rows = new HashMap<>();
        GameStatsCsv.rows(boxscore).forEach(row -> rows.put(row.get(0), row));
        return rows;
    }

    private static Map<String, ScheduledGame> games(String path) {
        return new ScheduleReader().read(Shared.bytes(Shared.nhl(path))).days().stream().flatMap(day -> day.games().stream())
                .collect(Collectors.toMap(ScheduledGame::gameId, game -> game));
    }
}
