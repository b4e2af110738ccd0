package nhldata.status;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The points leaders of the teams, highest first. */
public final class Leaders {

    private Leaders() {
    }

    /** What has to be said of the data that is shown; empty when nothing. */
    public static String warning(Connection connection) throws SQLException {
        if (Rows.of(connection, "select 1 as here where to_regclass('etl.data_source') is not null").isEmpty()) {
            // migrated by no program that knows the view
            return "";
        }
        List<Map<String, String>> rows = Rows.of(connection, "select warning from etl.data_source where is_invented");
        return rows.isEmpty() ? "" : rows.get(0).get("warning");
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
                throw new IllegalStateException("there is no table points_leaders yet. Run: nhldata marts", e);
            }
            throw e;
        }
    }
}
