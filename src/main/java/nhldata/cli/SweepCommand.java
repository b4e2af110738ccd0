package nhldata.cli;

import java.util.concurrent.Callable;
import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.run.RunResult;
import nhldata.status.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "sweep", mixinStandardHelpOptions = true, description = "Runs once over a range of dates: fetches and loads the missing games, then exits.",
        footer = {"", "Examples:", "  nhldata sweep --from 2020-08-04 --to 2020-08-05", "  nhldata sweep --from 2020-08-04 --to 2020-08-05 --json"})
final class SweepCommand implements Callable<Integer> {

    @Mixin
    private Range range;

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() throws Exception {
        String from = range.from();
        String to = range.to();
        try (Application application = Application.start(LocalStack.join(Settings.load()));
                Progress progress = Progress.lines(application)) {
            RunResult run = application.sweep("sweep", from, to, "missing");
            progress.close();
            RunSummary.print(output, "sweep", run, progress.seconds());
            return ExitCode.of(run);
        }
    }
}
