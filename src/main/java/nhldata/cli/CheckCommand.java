package nhldata.cli;

import java.util.List;
import java.util.concurrent.Callable;
import nhldata.Settings;
import nhldata.reload.Problem;
import nhldata.reload.RoutesCheck;
import picocli.CommandLine.Command;

@Command(name = "check", mixinStandardHelpOptions = true, description = "Validates the route files without running them: file, line, what is wrong.")
final class CheckCommand implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        List<Problem> problems = RoutesCheck.of(Settings.load());
        problems.forEach(System.out::println);
        if (problems.isEmpty()) {
            System.out.println("the routes are sound");
            return ExitCode.DONE;
        }
        return ExitCode.FAILED;
    }
}
