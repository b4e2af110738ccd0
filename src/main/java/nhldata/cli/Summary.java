package nhldata.cli;

import java.util.Locale;
import java.util.Map;

/** The last line of a run. */
final class Summary {

    private Summary() {
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
