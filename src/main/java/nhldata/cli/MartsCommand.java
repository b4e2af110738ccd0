package nhldata.cli;

import java.util.concurrent.Callable;
import nhldata.config.Settings;
import nhldata.marts.MartsBuilder;
import nhldata.status.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "marts", mixinStandardHelpOptions = true,
        description = "Builds and tests the marts, and publishes them if every test passes. The service does so after each run that loaded games.",
        footer = {"", "Examples:", "  nhldata marts", "  nhldata marts --test"})
final class MartsCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--test", description = "Only test the published marts.")
    private boolean test;

    @Option(names = "--full-refresh", description = "Rebuild all marts from scratch.")
    private boolean fullRefresh;

    @Override
    public Integer call() throws Exception {
        if (test && fullRefresh) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--test cannot be combined with --full-refresh: it builds nothing");
        }
        int code = new MartsBuilder(Settings.load()).run(test ? "--test" : fullRefresh ? "--full-refresh" : "");
        return code == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
}
