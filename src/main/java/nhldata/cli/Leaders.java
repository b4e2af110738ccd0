package nhldata.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The points leaders of the teams, highest first. */
public final class Leaders {

    private Leaders() {
    }

    /**
     * @return rows with {@code team_name}, {@code full_name} and {@code points}
     * @throws IllegalStateException when the marts were never built: what to type
     */
    public static List<Map<String, String>> top(Connection connection, int limit) throws SQLException {
        try {
            return Rows.of(connection, "select team_name, full_name, points from public.points_leaders"
                    + " order by points desc, team_name, full_name limit ?", limit);
        } catch (SQLException e) {
            if ("42P01".equals(e.getSQLState())) {
                throw new IllegalStateException("there is no table points_leaders yet. Type: make step2", e);
            }
            throw e;
        }
    }
}
