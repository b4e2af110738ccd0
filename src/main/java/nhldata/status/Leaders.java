package nhldata.status;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The points leaders of the teams, highest first. */
public final class Leaders {

    private Leaders() {
    }

    /** The warning to show with the data; empty if there is none. */
    public static String warning(Connection connection) throws SQLException {
        if (Rows.of(connection, "select 1 as here where to_regclass('etl.data_source') is not null").isEmpty()) {
            // the schema is older than the view
            return "";
        }
        List<Map<String, String>> rows = Rows.of(connection, "select warning from etl.data_source where is_invented");
        return rows.isEmpty() ? "" : rows.get(0).get("warning");
    }

    /**
     * @return rows with {@code team_name}, {@code full_name} and {@code points}
     * @throws IllegalStateException if the marts were never built; the message contains the command to run
     */
    public static List<Map<String, String>> top(Connection connection, int limit) throws SQLException {
        try {
            return Rows.of(connection, "select team_name, full_name, points from public.points_leaders"
                    + " order by points desc, team_name, full_name limit ?", limit);
        } catch (SQLException e) {
            if ("42P01".equals(e.getSQLState())) {
                // without the cause, which would be reported as a ledger that does not exist
                throw new IllegalStateException("table points_leaders does not exist yet. Run: nhldata marts");
            }
            throw e;
        }
    }
}
