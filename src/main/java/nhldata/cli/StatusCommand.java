package nhldata.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.util.concurrent.Callable;
import nhldata.Database;
import nhldata.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "status", mixinStandardHelpOptions = true,
        description = "Is all well? The last runs, how fresh the data is, games by state, dead letters. "
                + "Exit code 0 when nothing needs a person, 2 when there are dead letters, 1 when a run failed or died.")
final class StatusCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (Connection connection = new Database(Settings.load()).connect()) {
            Status status = Status.read(connection);
            System.out.print(json ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(status.asMap()) + "\n"
                    : status.asText());
            return status.exitCode();
        }
    }
}
