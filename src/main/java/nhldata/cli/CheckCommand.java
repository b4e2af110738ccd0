package nhldata.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nhldata.config.Settings;
import nhldata.reload.Problem;
import nhldata.reload.RoutesCheck;
import nhldata.status.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "check", mixinStandardHelpOptions = true, description = "Validates the route files without running them and prints each problem with its file and line. Exit code 1 if there is a problem.",
        footer = {"", "Examples:", "  nhldata check", "  nhldata check --json"})
final class CheckCommand implements Callable<Integer> {

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() throws Exception {
        List<Problem> problems = RoutesCheck.of(Settings.load());
        if (output.isRequested()) {
            output.print(Map.of("ok", problems.isEmpty(), "problems", problems));
            return problems.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
        }
        problems.forEach(System.out::println);
        if (problems.isEmpty()) {
            System.out.println("the route files are valid");
            return ExitCode.DONE;
        }
        return ExitCode.FAILED;
    }
}
