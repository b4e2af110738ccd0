package nhldata.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The last line of a run. */
final class Summary {

    private Summary() {
    }

    /** As a line for a person, or as JSON for a program: the row of etl.run, with the verb and the seconds. */
    static void print(JsonAnswer answer, String verb, Map<String, Object> run, double seconds) {
        if (answer.isWanted()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("verb", verb);
            map.putAll(run);
            map.put("seconds", Math.round(seconds * 10) / 10.0);
            answer.print(map);
        } else {
            System.out.println(of(verb, run, seconds));
        }
    }

    static String of(String verb, Map<String, Object> run, double seconds) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT,
                "%s done: %s games found, %s loaded (%s of them new or changed), %s dead, %s rows (%s written), %.1f seconds",
                verb, run.get("gamesFound"), run.get("gamesLoaded"), run.get("gamesNew"), run.get("gamesDead"),
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
