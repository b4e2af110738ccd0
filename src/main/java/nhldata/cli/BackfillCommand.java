package nhldata.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import nhldata.Application;
import nhldata.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "backfill", mixinStandardHelpOptions = true, description = "Fetches what a range of dates lacks, with a progress bar. "
        + "Interrupted anywhere, the same command goes on from there.",
        footer = {"", "Example: nhldata backfill --from 2023-10-10 --to 2024-06-24 --only missing"})
final class BackfillCommand implements Callable<Integer> {

    enum Only { missing, failed, all }

    @Mixin
    private Range range;

    @Option(names = "--only", defaultValue = "missing", paramLabel = "WHICH",
            description = "missing (default): games that are neither loaded nor dead letters; failed: the dead letters; all: every finished game again.")
    private Only only;

    @Option(names = "--dry-run", description = "Tell what the ledger lacks, and fetch nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        String from = range.from();
        String to = range.to();
        if (dryRun) {
            System.out.println(DryRun.describe(from, to, only.name()));
            return ExitCode.DONE;
        }
        boolean terminal = System.console() != null;
        if (terminal) {
            System.setProperty("nhldata.console", "WARN");
        }
        try (Application application = Application.start(RunningStack.join(Settings.load()));
                Progress progress = terminal ? Progress.bar() : Progress.lines()) {
            Map<String, Object> run = application.sweep("backfill", from, to, only.name());
            progress.close();
            System.out.println(Summary.of("backfill", run, progress.seconds()));
            return ExitCode.of(run);
        }
    }
}
