package nhldata.nhl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The first season in which the league counted a statistic: {@code statistics-since.csv}, with the source of each season. Documents
 * of older seasons have zeros, or no value, for a statistic that was not counted.
 */
final class CountedSince {
    private static final String RESOURCE = "statistics-since.csv";
    private static final Map<String, String> FIRST_SEASON = load();
    private static final String ALL_ARE_COUNTED = FIRST_SEASON.values().stream().max(String::compareTo).orElseThrow();
    private static final Set<String> ZEROS = Set.of("0", "0:00", "00:00");

    private CountedSince() { }

    /** Whether the league counted the statistic of this column in this season (such as 20192020). */
    static boolean isCounted(String column, String season) {
        return season.compareTo(FIRST_SEASON.getOrDefault(column, "")) >= 0;
    }

    /**
     * The rows of one game with NULL in the columns that were not counted in its season. If any player of an earlier season's game has a
     * value above zero, that game was counted after all, and the column is left unchanged.
     */
    static List<List<String>> counted(List<List<String>> rows, String season) {
        if (season.compareTo(ALL_ARE_COUNTED) >= 0) {
            return rows;
        }
        Set<Integer> uncounted = FIRST_SEASON.keySet().stream().filter(column -> !isCounted(column, season))
                .map(GameStatsCsv.HEADER::indexOf)
                .filter(column -> rows.stream().map(row -> row.get(column)).allMatch(value -> value == null || ZEROS.contains(value)))
                .collect(Collectors.toSet());
        return rows.stream().map(row -> without(uncounted, row)).toList();
    }

    private static List<String> without(Set<Integer> columns, List<String> row) {
        String[] values = row.toArray(String[]::new);
        columns.forEach(column -> values[column] = null);
        return GameStatsCsv.row(values);
    }

    private static Map<String, String> load() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                CountedSince.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split(",", 3)).collect(Collectors.toUnmodifiableMap(cells -> cells[0], cells -> cells[1]));
        } catch (IOException e) {
            throw new UncheckedIOException("the table of counted statistics, " + RESOURCE + ", cannot be read", e);
        }
    }
}
