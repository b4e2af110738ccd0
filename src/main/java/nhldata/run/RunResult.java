package nhldata.run;

import java.util.Map;

/**
 * The row of etl.run of a run that has ended, as {@code sql/run/find-run.sql} reads it.
 *
 * @param csvs how many CSVs the bucket holds; only of a load
 */
public record RunResult(String runId, String kind, String status, String source, String from, String to, Integer gamesFound, Integer gamesLoaded,
        Integer gamesDead, Integer gamesNew, Long rowsInRange, Long rowsWritten, String message, String command, Integer csvs) {

    public static RunResult of(Map<?, ?> row) {
        return new RunResult(text(row, "runId"), text(row, "kind"), text(row, "status"), text(row, "source"), text(row, "from"), text(row, "to"),
                number(row, "gamesFound"), number(row, "gamesLoaded"), number(row, "gamesDead"), number(row, "gamesNew"),
                bigNumber(row, "rowsInRange"), bigNumber(row, "rowsWritten"), text(row, "message"), text(row, "command"), number(row, "csvs"));
    }

    private static String text(Map<?, ?> row, String column) {
        return row.get(column) instanceof String text ? text : null;
    }

    private static Long bigNumber(Map<?, ?> row, String column) {
        return row.get(column) instanceof Number number ? number.longValue() : null;
    }

    private static Integer number(Map<?, ?> row, String column) {
        return row.get(column) instanceof Number number ? number.intValue() : null;
    }
}
