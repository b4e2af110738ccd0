package nhldata.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import nhldata.Application;
import nhldata.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "rederive", mixinStandardHelpOptions = true,
        description = "Derives CSVs and rows again from the raw documents in the bucket, without the API: after a change of this "
                + "program, or when game_stats was lost.",
        footer = {"", "Example: nhldata rederive --from 2024-10-04 --to 2025-06-30"})
final class RederiveCommand implements Callable<Integer> {

    @Mixin
    private Range range;

    @Override
    public Integer call() throws Exception {
        String from = range.from();
        String to = range.to();
        try (Application application = Application.start(Settings.load()); Progress progress = Progress.lines()) {
            Map<String, Object> run = application.rederive(from, to);
            progress.close();
            System.out.println(Summary.of("rederive", run, progress.seconds()));
            return ExitCode.of(run);
        }
    }
}
