package nhldata.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.run.RunResult;
import nhldata.status.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "backfill", mixinStandardHelpOptions = true, description = "Fetches the missing games of a range of dates, with a progress bar. "
        + "If it is interrupted, run the same command to continue.",
        footer = {"", "Examples:",
            "  nhldata backfill --from 2020-08-04 --to 2020-08-05",
            "  nhldata backfill --from 2019-10-02 --to 2020-09-28 --dry-run",
            "  nhldata backfill --from 2020-08-04 --to 2020-08-05 --only failed --order newest --json"})
final class BackfillCommand implements Callable<Integer> {

    enum Only { missing, failed, all }

    enum Order { oldest, newest }

    @Mixin
    private Range range;

    @Option(names = "--only", defaultValue = "missing", paramLabel = "WHICH",
            description = "missing (default): games that are neither loaded nor dead-lettered; failed: dead-lettered games; all: every finished game again.")
    private Only only;

    @Option(names = "--order", defaultValue = "oldest", paramLabel = "FIRST", description = "Games to fetch first: oldest (default) or newest.")
    private Order order;

    @Option(names = "--dry-run", description = "Print the number of games to fetch by month, and the estimated time at the rate limit. Requests only the schedule.")
    private boolean dryRun;

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() throws Exception {
        String from = range.from();
        String to = range.to();
        boolean terminal = System.console() != null && !output.isRequested();
        if (terminal || dryRun) {
            System.setProperty("nhldata.console", "WARN");
        }
        try (Application application = Application.start(LocalStack.join(Settings.load()))) {
            if (dryRun) {
                DryRun plan = DryRun.of(application, from, to, only.name());
                if (output.isRequested()) {
                    output.print(plan.asMap());
                } else {
                    System.out.println(plan.asText());
                }
                return ExitCode.DONE;
            }
            try (Progress progress = terminal ? Progress.bar(application) : Progress.lines(application)) {
                RunResult run = application.sweep("backfill", from, to, only.name(), order.name());
                progress.close();
                if (application.isStopping()) {
                    System.out.printf(Locale.ROOT, "backfill stopped: %s of %s games loaded. To continue run: %s%n",
                            run.gamesLoaded(), run.gamesFound(), run.command());
                    return ExitCode.FAILED;
                }
                RunSummary.print(output, "backfill", run, progress.seconds());
                return ExitCode.of(run);
            }
        }
    }
}
