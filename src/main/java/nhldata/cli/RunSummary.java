package nhldata.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Locale;
import java.util.Objects;
import nhldata.run.RunResult;

/** The last line of a run. */
final class RunSummary {

    private RunSummary() {
    }

    private record AsJson(String verb, @JsonUnwrapped RunResult run, double seconds) {
    }

    /** As a line for a person, or as JSON for a program: the row of etl.run, with the verb and the seconds. */
    static void print(JsonOutput output, String verb, RunResult run, double seconds) {
        if (output.isWanted()) {
            output.print(new AsJson(verb, run, Math.round(seconds * 10) / 10.0));
        } else {
            System.out.println(of(verb, run, seconds));
        }
    }

    /** A game that was loaded before and fails when it is fetched again counts as loaded and as dead. */
    private static String kept(RunResult run) {
        int kept = count(run.gamesLoaded()) + count(run.gamesDead()) - count(run.gamesFound());
        return kept > 0 ? " (" + kept + " of them keep their former version)" : "";
    }

    private static int count(Integer games) {
        return Objects.requireNonNullElse(games, 0);
    }

    static String of(String verb, RunResult run, double seconds) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT,
                "%s done: %s games found, %s loaded (%s of them new or changed), %s dead%s, %s rows (%s written), %.1f seconds",
                verb, run.gamesFound(), run.gamesLoaded(), run.gamesNew(), run.gamesDead(), kept(run),
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
