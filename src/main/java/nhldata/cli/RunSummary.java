package nhldata.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The result of a run, printed at its end. */
final class RunSummary {

    private RunSummary() {
    }

    /** Prints a line of text, or JSON: the row of etl.run with the command and its duration in seconds. */
    static void print(JsonOutput output, String command, Map<String, Object> run, double seconds) {
        if (output.isRequested()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("subcommand", command);
            map.putAll(run);
            map.put("seconds", Math.round(seconds * 10) / 10.0);
            output.print(map);
        } else {
            System.out.println(of(command, run, seconds));
        }
    }

    /** A game that was loaded before and fails when it is fetched again counts both as loaded and as dead-lettered. */
    private static String kept(Map<String, Object> run) {
        long kept = count(run, "gamesLoaded") + count(run, "gamesDead") - count(run, "gamesFound");
        return kept > 0 ? " (" + kept + " of them keep their previous version)" : "";
    }

    private static long count(Map<String, Object> run, String column) {
        return run.get(column) instanceof Number number ? number.longValue() : 0;
    }

    static String of(String command, Map<String, Object> run, double seconds) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT,
                "%s done: %s games found, %s loaded (%s of them new or changed), %s dead-lettered%s, %s rows (%s written), %.1f seconds",
                command, run.get("gamesFound"), run.get("gamesLoaded"), run.get("gamesNew"), run.get("gamesDead"), kept(run),
                run.get("rowsInRange"), run.get("rowsWritten"), seconds));
        if (!"succeeded".equals(run.get("status"))) {
            line.append(", ").append(run.get("status"));
        }
        if (run.get("message") != null) {
            line.append(System.lineSeparator()).append("  ").append(run.get("message"));
        }
        return line.toString();
    }
}
