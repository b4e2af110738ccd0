package nhldata.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
        try (Connection connection = new Database(Settings.load()).connect();
                Statement s = connection.createStatement();
                ResultSet r = s.executeQuery("select team_name, full_name, points from public.points_leaders"
                        + " order by points desc, team_name, full_name limit " + limit)) {
            Table table = new Table("team_name", "full_name", "points");
            while (r.next()) {
                table.add(r.getString(1), r.getString(2), r.getString(3));
            }
            System.out.print(table);
            return ExitCode.DONE;
        } catch (SQLException e) {
            if ("42P01".equals(e.getSQLState())) {
                throw new IllegalStateException("there is no table points_leaders yet. Type: make step2", e);
            }
            throw e;
        }
    }
}
