package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GameStatsCsvTest {

    /** The migration has the 70 columns first, in the order of the contract, folded to lower case. */
    @Test
    void hasTheColumnsOfTheTableInItsOrder() throws IOException {
        String migration = new String(getClass().getResourceAsStream("/db/migration/V1__game_stats.sql").readAllBytes(),
                StandardCharsets.UTF_8);
        String table = migration.substring(migration.indexOf("create table"), migration.indexOf("game_id"));
        List<String> columns = Pattern.compile("^    (\\w+) ", Pattern.MULTILINE).matcher(table).results()
                .map(match -> match.group(1)).toList();
        assertEquals(70, GameStatsCsv.HEADER.size());
        assertEquals(columns, GameStatsCsv.HEADER.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"statsapi.json", "nested.json", "flat.json"})
    void givesEveryRowAllColumnsAndNeverAnEmptyText(String name) {
        List<List<String>> rows = GameStatsCsv.rows(Samples.read(name));
        assertEquals(10, rows.size());
        for (List<String> row : rows) {
            assertEquals(70, row.size());
            assertTrue(row.stream().noneMatch(value -> value != null && value.isBlank()), row.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"statsapi.json", "nested.json", "flat.json"})
    void fillsSkaterColumnsOrGoalieColumnsButNeverBoth(String name) {
        for (PlayerStats line : Samples.read(name).players()) {
            String filled = Samples.filled(Samples.read(name), line.person().id());
            assertEquals(line.skater() != null, filled.contains("skaterStats:"));
            assertEquals(line.goalie() != null, filled.contains("goalieStats:"));
            assertTrue(line.skater() == null || line.goalie() == null);
        }
    }

    @Test
    void readsABlankDecisionAsNone() {
        ObjectNode document = Samples.document("statsapi.json");
        Samples.at(document, "teams.home.players.ID9000031.stats.goalieStats").put("decision", "");
        assertEquals(null, Samples.value(Samples.read(document), 9000031, "player_stats_goalieStats_decision"));
    }

    @Test
    void survivesTheCsvWhateverIsInAName() throws IOException {
        ObjectNode document = Samples.document("flat.json");
        Samples.at(document, "playerByGameStats.awayTeam.forwards[0].name").put("default", "\"Ď, N'Ö\\. \uD83C\uDFD2");
        List<List<String>> rows = GameStatsCsv.rows(Samples.read(document));
        StringWriter csv = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(csv, CSVFormat.DEFAULT)) {
            printer.printRecords(rows);
        }
        List<List<String>> readBack = new ArrayList<>();
        for (CSVRecord row : CSVFormat.DEFAULT.builder().setNullString("").get().parse(new StringReader(csv.toString()))) {
            readBack.add(row.toList());
        }
        assertEquals(rows, readBack);
    }
}
