package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What documents of old seasons say of statistics that nobody counted then. */
class CountedSinceTest {
    private static final String SKATER = "player_stats_skaterStats_";
    private static final String GOALIE = "player_stats_goalieStats_";

    @Test
    void namesColumnsOfTheContractWithASeasonAndASource() throws IOException {
        String table = new String(getClass().getResourceAsStream("statistics-since.csv").readAllBytes(), StandardCharsets.UTF_8);
        List<String> lines = table.lines().toList();
        assertEquals("column,first_season,source", lines.get(0));
        Set<String> columns = new TreeSet<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", 3);
            assertTrue(GameStatsCsv.HEADER.contains(cells[0]), line);
            assertEquals(Integer.parseInt(cells[1].substring(0, 4)) + 1, Integer.parseInt(cells[1].substring(4)), line);
            assertTrue(cells[2].length() > 20 && columns.add(cells[0]), line);
        }
    }

    /** The same game in seasons of which each counted more than the one before; all its statistics of the era are zero in the document. */
    @ParameterizedTest
    @CsvSource({
        "1930, goals assists penaltyMinutes, assists goals pim timeOnIce",
        "1966, goals assists penaltyMinutes, assists goals pim timeOnIce",
        "1967, goals assists penaltyMinutes shots plusMinus powerPlayGoals powerPlayAssists shortHandedGoals shortHandedAssists, assists goals pim timeOnIce",
        "1982, goals assists penaltyMinutes shots plusMinus powerPlayGoals powerPlayAssists shortHandedGoals shortHandedAssists, assists goals pim timeOnIce shots saves savePercentage"})
    void leavesOutWhatWasNotCounted(int year, String skaterColumns, String goalieColumns) {
        ObjectNode document = Samples.document("statsapi.json");
        for (String side : List.of("away", "home")) {
            Samples.at(document, "teams." + side + ".players").forEach(player -> {
                zero(player.path("stats").path("skaterStats"), Set.of("goals", "assists", "penaltyMinutes"));
                zero(player.path("stats").path("goalieStats"), Set.of("goals", "assists", "pim", "timeOnIce"));
            });
        }
        Boxscore boxscore = new BoxscoreReader().read(Samples.bytes(document), new GameKey(year + "020007", LocalDate.of(year, 12, 1), 13, 2));
        assertEquals(Set.of(skaterColumns.split(" ")), filled(boxscore, 9000001, SKATER));
        assertEquals(Set.of(goalieColumns.split(" ")), filled(boxscore, 9000021, GOALIE).stream().filter(name -> !name.equals("decision"))
                .collect(Collectors.toSet()));
    }

    /** The table says since when the league counts a statistic; some documents have it of earlier games. */
    @Test
    void keepsWhatADocumentCountsAlthoughTheLeagueDidNotYet() {
        GameKey game = new GameKey("1960020007", LocalDate.of(1960, 12, 1), 13, 2);
        Boxscore boxscore = new BoxscoreReader().read(Samples.bytes("statsapi.json"), game);
        Boxscore now = Samples.read("statsapi.json");
        for (int player : List.of(9000001, 9000012)) {
            assertEquals(Samples.value(now, player, SKATER + "shots"), Samples.value(boxscore, player, SKATER + "shots"));
            assertEquals(Samples.value(now, player, SKATER + "plusMinus"), Samples.value(boxscore, player, SKATER + "plusMinus"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flat.json", "nested.json"})
    void readsOldGamesWithoutATimeOnIceAndNoNewOnes(String name) {
        ObjectNode document = Samples.document(name);
        String players = name.equals("flat.json") ? "playerByGameStats." : "boxscore.playerByGameStats.";
        for (String side : List.of("awayTeam", "homeTeam")) {
            for (String group : List.of("forwards", "defense")) {
                Samples.list(document, players + side + "." + group).forEach(player -> ((ObjectNode) player).remove("toi"));
            }
        }
        document.put("id", 1996020007);
        Boxscore boxscore = new BoxscoreReader().read(Samples.bytes(document), new GameKey("1996020007", LocalDate.of(1996, 10, 8), 13, 2));
        assertEquals(null, Samples.value(boxscore, 9000001, SKATER + "timeOnIce"));
        document.put("id", 1997020007);
        assertThrows(DocumentException.class,
                () -> new BoxscoreReader().read(Samples.bytes(document), new GameKey("1997020007", LocalDate.of(1997, 10, 8), 13, 2)));
    }

    private static void zero(JsonNode statistics, Set<String> except) {
        if (statistics instanceof ObjectNode node) {
            node.fieldNames().forEachRemaining(name -> {
                if (node.get(name).isTextual() && node.get(name).textValue().contains(":") && !except.contains(name)) {
                    node.put(name, "0:00");
                } else if (node.get(name).isNumber() && !except.contains(name)) {
                    node.put(name, 0);
                }
            });
        }
    }

    private static Set<String> filled(Boxscore boxscore, int player, String prefix) {
        return GameStatsCsv.HEADER.stream().filter(column -> column.startsWith(prefix))
                .filter(column -> Samples.value(boxscore, player, column) != null)
                .map(column -> column.substring(prefix.length())).collect(Collectors.toSet());
    }
}
