package nhldata.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.run.RunResult;
import nhldata.status.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "load", mixinStandardHelpOptions = true,
        description = "Loads every CSV that is in the bucket and not yet in PostgreSQL, also one that somebody put there or changed by hand.",
        footer = {"", "Examples:", "  nhldata load", "  nhldata load --json"})
final class LoadCommand implements Callable<Integer> {

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() throws Exception {
        Settings settings = Settings.load().with("nhl.load.enabled", false).with("nhl.roles", "load");
        try (Application application = Application.start(settings)) {
            RunResult run = application.load();
            if (output.isWanted()) {
                output.print(run);
                return ExitCode.of(run);
            }
            System.out.printf(Locale.ROOT, "load done: %s games loaded, %s dead, %s rows written; the bucket holds %s CSVs%n",
                    run.gamesNew(), run.gamesDead(), run.rowsWritten(), run.csvs());
            if (run.message() != null) {
                System.out.println("  " + run.message());
            }
            return ExitCode.of(run);
        }
    }
}
