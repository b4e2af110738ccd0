package nhldata.cli;

import java.util.concurrent.Callable;
import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.run.RunResult;
import nhldata.status.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "rederive", mixinStandardHelpOptions = true,
        description = "Reprocesses a range of dates from the raw documents in the bucket, without the API: after an upgrade of nhldata, "
                + "or after game_stats was lost.",
        footer = {"", "Example:", "  nhldata rederive --from 2020-08-04 --to 2020-08-05"})
final class RederiveCommand implements Callable<Integer> {

    @Mixin
    private Range range;

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() throws Exception {
        String from = range.from();
        String to = range.to();
        try (Application application = Application.start(Settings.load()); Progress progress = Progress.lines(application)) {
            RunResult run = application.rederive(from, to);
            progress.close();
            RunSummary.print(output, "rederive", run, progress.seconds());
            return ExitCode.of(run);
        }
    }
}
