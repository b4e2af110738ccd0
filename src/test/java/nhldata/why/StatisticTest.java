package nhldata.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nhldata.why.Question.Phase;
import nhldata.why.Statistic.Mart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The table of the statistics against the contracts of the marts, and what a question may look like. */
class StatisticTest {

    /** Marts with totals of a season, and what they are of: a column that two of them have is traced in the first. */
    private static final Map<String, String> MARTS = Map.of("player_season_totals", "player", "skaters", "player", "goalies", "goalie", "standings", "team", "teams", "team");

    @Test
    void everyNumberOfTheMartsIsTracedOrHasAReasonWhyNot() throws IOException {
        Set<String> columns = new TreeSet<>();
        for (Path file : files()) {
            for (Map<?, ?> model : list(((Map<?, ?>) new Load(LoadSettings.builder().setMaxAliasesForCollections(1000).build()).loadFromString(Files.readString(file))).get("models"))) {
                String kind = MARTS.get(model.get("name"));
                for (Map<?, ?> column : kind == null ? List.<Map<?, ?>>of() : list(model.get("columns"))) {
                    String name = model.get("name").equals(Mart.PLAYERS.relation()) ? column.get("name").toString().replaceFirst("^(playoff|total)_", "") : column.get("name").toString();
                    if (column.get("data_type").toString().matches("integer|bigint|smallint|numeric.*|double.*") && !Statistic.NOT_TRACED.containsKey(name)) {
                        columns.add(kind + " " + name);
                    }
                }
            }
        }
        Set<String> traced = new TreeSet<>();
        Statistic.ALL.forEach(statistic -> traced.add(MARTS.get(statistic.mart().relation()) + " " + statistic.column()));
        assertEquals(columns, traced);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<?, ?>> list(Object node) {
        return node == null ? List.of() : (List<Map<?, ?>>) node;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("dbt/models/mart"))) {
            return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
        }
    }

    @Test
    void everySourceIsAColumnOfGameStatsOrADetail() throws IOException {
        String table = Files.readString(Path.of("src/main/resources/db/migration/V1__game_stats.sql"));
        Statistic.ALL.stream().flatMap(statistic -> statistic.sources().stream()).filter(source -> !Set.of("goals_against", "starter", "shifts").contains(source))
                .forEach(source -> assertTrue(table.contains("\n    " + source + " "), source));
    }

    @Test
    void everyPartIsAnAmountOfTheStatements() throws IOException {
        for (Statistic statistic : Statistic.ALL) {
            String sql = Files.readString(Path.of("src/main/resources/nhldata/why/find-" + (MARTS.get(statistic.mart().relation()).equals("team") ? "team" : "player") + "-games.sql"));
            statistic.parts().forEach(part -> assertTrue(sql.contains("'" + part + "', "), part));
        }
    }

    @ParameterizedTest
    @CsvSource({"2024-25", "2024-2025", "20242025", "2024", "' 2024 '"})
    void aSeasonHasThreeForms(String season) {
        assertEquals(20242025, Question.of("x", season, Phase.PLAYOFFS, null, null).season());
        assertEquals("1999-00", Question.seasonName(19992000));
    }

    @ParameterizedTest
    @CsvSource({"2024-26", "24-25", "last", "2024/25", "20242026"})
    void anythingElseIsNoSeason(String season) {
        assertThrows(IllegalArgumentException.class, () -> Question.of("x", season, Phase.PLAYOFFS, null, null));
    }

    @Test
    void aGameIsOfItsSeason() {
        assertEquals(20242025, Question.of("x", null, Phase.PLAYOFFS, "2024020123", null).season());
        assertEquals("{2}", Question.of("x", "2024", Phase.PLAYOFFS, "2024020123", null).gameTypes());
        assertThrows(IllegalArgumentException.class, () -> Question.of("x", "2023", Phase.PLAYOFFS, "2024020123", null));
        assertThrows(IllegalArgumentException.class, () -> Question.of("x", null, Phase.PLAYOFFS, "24020123", null));
    }

    @Test
    void namesAreComparedWithoutAccentsCaseAndPunctuation() {
        assertEquals(List.of("seb oreilly", "sebastian aho", "jt miller", "st louis", "nygard", "oivind", "tomas tatar"),
                Stream.of("Séb O’Reilly", "SEBASTIAN  AHO", "J.T. Miller", "St-Louis", "Nyga\u030Ard", "Øivind", "Tomáš Tatar").map(Subject::fold).toList());
    }

    @Test
    void whatIsNotKnownIsNotZero() {
        Statistic goals = Statistic.ALL.stream().filter(s -> s.column().equals("goals")).findFirst().orElseThrow();
        Amount none = new Amount(goals, Arrays.asList((Double) null), 3);
        assertTrue(none.isEqualTo(null, 0));
        assertTrue(new Amount(goals, List.of(0.0), 3).isEqualTo(null, 0), "the marts take the sum of nothing but unknown values and zeros as unknown");
        assertEquals("–", Amount.text(null, 0));
    }

    @Test
    void aRatioWithoutMeaningIsNotInTheMarts() {
        Map.of("shooting_percentage", List.of(150.0, 1.0), "save_pct", List.of(-1.0, 1.0), "hits_per_60", List.of(999.0, 1.0), "goals_against_average", List.of(999.0, 1.0))
                .forEach((column, sums) -> assertTrue(amount(column, sums).isEqualTo(null, 2), column));
        Map.of("shooting_percentage", List.of(1.0, 2.0), "hits_per_60", List.of(2.0, 60.0), "goals", List.of(3.0))
                .forEach((column, sums) -> assertFalse(amount(column, sums).isEqualTo(null, 2), column));
    }

    private static Amount amount(String column, List<Double> sums) {
        return new Amount(Statistic.ALL.stream().filter(s -> s.column().equals(column)).findFirst().orElseThrow(), new ArrayList<>(sums), 0);
    }
}
