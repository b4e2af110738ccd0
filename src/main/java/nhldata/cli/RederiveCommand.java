package nhldata.cli;

import java.util.concurrent.Callable;
import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.run.RunResult;
import nhldata.status.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "rederive", mixinStandardHelpOptions = true,
        description = "Reprocesses a range of dates from the raw documents in the bucket, without the API: after an upgrade of nhldata, "
                + "or after game_stats was lost.",
        footer = {"", "Examples:", "  nhldata rederive --from 2020-08-04 --to 2020-08-05 --dry-run", "  nhldata rederive --from 2020-08-04 --to 2020-08-05"})
final class RederiveCommand implements Callable<Integer> {

    @Mixin
    private Range range;

    @Option(names = "--dry-run", description = "Print which rows of which games would change, with their old and new values, and write nothing. Exit code 2 if a game would not be reprocessed.")
    private boolean dryRun;

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() throws Exception {
        String from = range.from();
        String to = range.to();
        if (dryRun) {
            RederiveDryRun preview = RederiveDryRun.of(Settings.load(), from, to);
            if (output.isRequested()) {
                output.print(preview.asMap());
            } else {
                System.out.println(preview.asText());
            }
            return preview.isComplete() ? ExitCode.DONE : ExitCode.PARTIAL;
        }
        try (Application application = Application.start(Settings.load()); Progress progress = Progress.lines(application)) {
            RunResult run = application.rederive(from, to);
            progress.close();
            RunSummary.print(output, "rederive", run, progress.seconds());
            return ExitCode.of(run);
        }
    }
}
