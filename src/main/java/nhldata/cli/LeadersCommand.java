package nhldata.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nhldata.Database;
import nhldata.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "leaders", mixinStandardHelpOptions = true,
        description = "Prints the points leaders of the teams, highest first: team, player, points.",
        footer = {"", "Examples:", "  nhldata leaders", "  nhldata leaders --limit 3 --json"})
final class LeadersCommand implements Callable<Integer> {

    @Option(names = "--limit", defaultValue = "10", description = "How many rows, 10 by default.")
    private int limit;

    @Mixin
    private JsonAnswer answer;

    @Override
    public Integer call() throws Exception {
        try (Connection connection = new Database(Settings.load()).connect();
                Statement s = connection.createStatement();
                ResultSet r = s.executeQuery("select team_name, full_name, points from public.points_leaders"
                        + " order by points desc, team_name, full_name limit " + limit)) {
            Table table = new Table("team_name", "full_name", "points");
            List<Map<String, Object>> leaders = new ArrayList<>();
            while (r.next()) {
                Map<String, Object> leader = new LinkedHashMap<>();
                leader.put("team_name", r.getString(1));
                leader.put("full_name", r.getString(2));
                leader.put("points", r.getInt(3));
                leaders.add(leader);
                table.add(r.getString(1), r.getString(2), r.getString(3));
            }
            if (answer.isWanted()) {
                answer.print(leaders);
            } else {
                System.out.print(table);
            }
            return ExitCode.DONE;
        } catch (SQLException e) {
            if ("42P01".equals(e.getSQLState())) {
                throw new IllegalStateException("there is no table points_leaders yet. Type: make step2");
            }
            throw e;
        }
    }
}
