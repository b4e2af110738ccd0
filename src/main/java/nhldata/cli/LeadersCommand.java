package nhldata.cli;

import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.status.ExitCode;
import nhldata.status.Leaders;
import nhldata.status.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "leaders", mixinStandardHelpOptions = true,
        description = "Prints the points leaders of the teams, highest first: team, player, points.",
        footer = {"", "Examples:", "  nhldata leaders", "  nhldata leaders --limit 3 --json"})
final class LeadersCommand implements Callable<Integer> {

    @Option(names = "--limit", defaultValue = "10", description = "Number of rows, 10 by default.")
    private int limit;

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() throws Exception {
        try (Connection connection = new Database(Settings.load()).connect()) {
            Table table = new Table("team_name", "full_name", "points");
            List<Map<String, String>> leaders = Leaders.top(connection, limit);
            String warning = Leaders.warning(connection);
            if (output.isRequested()) {
                output.print(leaders.stream().map(row -> typed(row, warning)).toList());
            } else {
                leaders.forEach(row -> table.add(row.values().toArray()));
                System.out.print(table);
                if (!warning.isEmpty()) {
                    System.out.println(" " + warning);
                }
            }
            return ExitCode.DONE;
        }
    }

    private static Map<String, Object> typed(Map<String, String> row, String warning) {
        Map<String, Object> leader = new LinkedHashMap<>(row);
        leader.put("points", Integer.valueOf(row.get("points")));
        if (!warning.isEmpty()) {
            leader.put("warning", warning);
        }
        return leader;
    }
}
