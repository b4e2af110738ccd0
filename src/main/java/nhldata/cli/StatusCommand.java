package nhldata.cli;

import java.sql.Connection;
import java.util.concurrent.Callable;
import nhldata.Database;
import nhldata.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status", mixinStandardHelpOptions = true,
        description = "Is all well? The last runs, how fresh the data is, games by state, dead letters. "
                + "Exit code 0 when nothing needs a person, 2 when there are dead letters, 1 when a run failed or died.",
        footer = {"", "Examples:", "  nhldata status", "  nhldata status --json"})
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private JsonAnswer answer;

    @Override
    public Integer call() throws Exception {
        try (Connection connection = new Database(Settings.load()).connect()) {
            Status status = Status.read(connection);
            if (answer.isWanted()) {
                answer.print(status.asMap());
            } else {
                System.out.print(status.asText());
            }
            return status.exitCode();
        }
    }
}
