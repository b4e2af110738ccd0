package nhldata.cli;

import java.util.concurrent.Callable;
import nhldata.config.Settings;
import nhldata.marts.MartsBuilder;
import nhldata.status.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "marts", mixinStandardHelpOptions = true,
        description = "Builds the marts, tests them, and publishes them when every test passed. The service does so after each run that loaded something.",
        footer = {"", "Examples:", "  nhldata marts", "  nhldata marts --test"})
final class MartsCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--test", description = "Build nothing: test the published marts.")
    private boolean test;

    @Option(names = "--full-refresh", description = "Build everything anew.")
    private boolean fullRefresh;

    @Override
    public Integer call() throws Exception {
        if (test && fullRefresh) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--test builds nothing: give it without --full-refresh");
        }
        int code = new MartsBuilder(Settings.load()).run(test ? "--test" : fullRefresh ? "--full-refresh" : "");
        return code == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
}
