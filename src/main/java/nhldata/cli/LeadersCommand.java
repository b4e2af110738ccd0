package nhldata.cli;

import java.sql.Connection;
import java.util.concurrent.Callable;
import nhldata.Database;
import nhldata.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "leaders", mixinStandardHelpOptions = true,
        description = "Prints the points leaders of the teams, highest first: team, player, points.")
final class LeadersCommand implements Callable<Integer> {

    @Option(names = "--limit", defaultValue = "10", description = "How many rows, 10 by default.")
    private int limit;

    @Override
    public Integer call() throws Exception {
        try (Connection connection = new Database(Settings.load()).connect()) {
            Table table = new Table("team_name", "full_name", "points");
            Leaders.top(connection, limit).forEach(row -> table.add(row.values().toArray()));
            System.out.print(table);
            return ExitCode.DONE;
        }
    }
}
