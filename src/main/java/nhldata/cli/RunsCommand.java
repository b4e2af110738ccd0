package nhldata.cli;

import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.process.InstanceId;
import nhldata.status.ExitCode;
import nhldata.status.Rows;
import nhldata.status.RunHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "runs", mixinStandardHelpOptions = true,
        description = "Lists the latest runs; or shows one: its games with their state, attempts, times and failures, its retries and log lines.",
        footer = {"", "Examples:", "  nhldata runs", "  nhldata runs last", "  nhldata runs 20261122-100000-sweep-3f9a1c --json", "  nhldata runs cancel last --why \"wrong dates\""})
final class RunsCommand implements Callable<Integer> {

    private static final String RUN = "The id of a run, or last.";

    /** Columns of the list; the others are in the detail and in JSON. */
    private static final List<String> SHOWN = List.of("run_id", "status", "from", "to", "started_at", "seconds", "games_found", "games_loaded", "games_dead", "rows_written");

    @Parameters(paramLabel = "RUN", arity = "0..1", description = RUN + " The latest runs if omitted.")
    private String run;

    @Option(names = "--limit", defaultValue = "20", paramLabel = "N", description = "How many runs to list, 20 by default.")
    private int limit;

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() throws Exception {
        if (limit < 1) {
            throw new IllegalArgumentException("--limit must be at least 1, not " + limit);
        }
        try (Connection connection = new Database(Settings.load()).connect()) {
            if (run != null) {
                RunHistory history = RunHistory.read(connection, run);
                if (output.isRequested()) {
                    output.print(history.asMap());
                } else {
                    System.out.print(history.asText());
                }
                return ExitCode.DONE;
            }
            List<Map<String, String>> runs = RunHistory.latest(connection, limit);
            if (output.isRequested()) {
                output.print(runs.stream().map(RunHistory::asMap).toList());
            } else {
                System.out.println(runs.isEmpty() ? "no runs yet. Run: nhldata sweep --from DATE --to DATE"
                        : Rows.table(runs.stream().map(RunsCommand::shown).toList()) + "\nshow: nhldata runs RUN.  Cancel one that is running: nhldata runs cancel RUN");
            }
            return ExitCode.DONE;
        }
    }

    @Command(name = "cancel", mixinStandardHelpOptions = true, description = "Cancels a run of any process: no more of its games are fetched, and it ends with status cancelled. "
            + "What it has not done is left to the next run.",
            footer = {"", "Example:", "  nhldata runs cancel 20261122-100000-sweep-3f9a1c --why \"wrong dates\""})
    int cancel(@Parameters(paramLabel = "RUN", description = RUN) String id,
            @Option(names = "--why", paramLabel = "REASON", defaultValue = "", description = "The reason, recorded in the ledger.") String why) throws Exception {
        try (Connection connection = new Database(Settings.load()).connect()) {
            System.out.println(RunHistory.cancel(connection, id, "by " + System.getProperty("user.name") + " on " + new InstanceId().name().replaceFirst("/.*", "") + (why.isBlank() ? "" : ": " + why)));
            return ExitCode.DONE;
        }
    }

    private static Map<String, String> shown(Map<String, String> row) {
        Map<String, String> shown = new LinkedHashMap<>();
        SHOWN.forEach(column -> shown.put(column, row.get(column)));
        return shown;
    }
}
