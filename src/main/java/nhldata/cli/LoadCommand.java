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
        description = "Loads every CSV of the bucket that is not in PostgreSQL yet, including CSVs that were uploaded or edited manually.",
        footer = {"", "Examples:", "  nhldata load", "  nhldata load --json"})
final class LoadCommand implements Callable<Integer> {

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() throws Exception {
        Settings settings = Settings.load().with("nhl.load.enabled", false).with("nhl.roles", "load");
        try (Application application = Application.start(settings)) {
            RunResult run = application.load();
            if (output.isRequested()) {
                output.print(run);
                return ExitCode.of(run);
            }
            System.out.printf(Locale.ROOT, "load done: %s games loaded, %s dead-lettered, %s rows written; %s CSVs in the bucket%n",
                    run.gamesNew(), run.gamesDead(), run.rowsWritten(), run.csvs());
            if (run.message() != null) {
                System.out.println("  " + run.message());
            }
            return ExitCode.of(run);
        }
    }
}
