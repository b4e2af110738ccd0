package nhldata.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import nhldata.Application;
import nhldata.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "sweep", mixinStandardHelpOptions = true, description = "Runs the job once over a range of dates and ends.",
        footer = {"", "Example: nhldata sweep --from 2024-10-04 --to 2024-10-10"})
final class SweepCommand implements Callable<Integer> {

    @Mixin
    private Range range;

    @Override
    public Integer call() throws Exception {
        String from = range.from();
        String to = range.to();
        try (Application application = Application.start(RunningStack.join(Settings.load()));
                Progress progress = Progress.lines()) {
            Map<String, Object> run = application.sweep("sweep", from, to, "missing");
            progress.close();
            System.out.println(Summary.of("sweep", run, progress.seconds()));
            return ExitCode.of(run);
        }
    }
}
