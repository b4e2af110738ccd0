package nhldata.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Locale;
import java.util.Objects;
import nhldata.run.RunResult;

/** The result of a run, printed at its end. */
final class RunSummary {

    private RunSummary() {
    }

    private record AsJson(String subcommand, @JsonUnwrapped RunResult run, double seconds) {
    }

    /** Prints a line of text, or JSON: the row of etl.run with the command and its duration in seconds. */
    static void print(JsonOutput output, String command, RunResult run, double seconds) {
        if (output.isRequested()) {
            output.print(new AsJson(command, run, Math.round(seconds * 10) / 10.0));
        } else {
            System.out.println(of(command, run, seconds));
        }
    }

    /** A game that was loaded before and fails when it is fetched again counts both as loaded and as dead-lettered. */
    private static String kept(RunResult run) {
        int kept = count(run.gamesLoaded()) + count(run.gamesDead()) - count(run.gamesFound());
        return kept > 0 ? " (" + kept + " of them keep their previous version)" : "";
    }

    private static int count(Integer games) {
        return Objects.requireNonNullElse(games, 0);
    }

    static String of(String command, RunResult run, double seconds) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT,
                "%s done: %s games found, %s loaded (%s of them new or changed), %s dead-lettered%s, %s rows (%s written), %.1f seconds",
                command, run.gamesFound(), run.gamesLoaded(), run.gamesNew(), run.gamesDead(), kept(run),
                run.rowsInRange(), run.rowsWritten(), seconds));
        if (!"succeeded".equals(run.status())) {
            line.append(", ").append(run.status());
        }
        if (run.message() != null) {
            line.append(System.lineSeparator()).append("  ").append(run.message());
        }
        return line.toString();
    }
}
