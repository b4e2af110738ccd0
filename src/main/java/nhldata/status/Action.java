package nhldata.status;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nhldata.process.InstanceId;

/**
 * A row of {@code etl.action_required}, the single source of required actions. PostgreSQL detects a crashed process only by
 * its missing heartbeat, after two minutes; a process that crashed on this host is detected at once and reported with the
 * kind, severity and command that its row will have.
 *
 * @param severity error, warning, or info where no action is required
 * @param since    in UTC, to the minute
 * @param command  the command to run next
 */
public record Action(String kind, String severity, String subject, String since, String reason, String command) {

    private static final int QUERY_TIMEOUT_SECONDS = 10;

    private static final String CRASHED_HERE = """
            select
                to_char(heartbeat_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), 'run ' || run_id, kind || coalesce(' of ' || from_date || ' to ' || to_date, ''),
                command, owner
            from etl.run
            where status = 'running' and heartbeat_at >= now() - interval '2 minutes'
            order by heartbeat_at""";

    private static final InstanceId HERE = new InstanceId();

    /** All actions, most severe first. */
    public static List<Action> read(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
            try (ResultSet r = s.executeQuery("""
                    select kind, severity, subject, to_char(since at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), reason, next_command
                    from etl.action_required
                    order by array_position(array['error', 'warning', 'info'], severity), since, kind, subject""")) {
                List<Action> actions = crashedHere(connection);
                while (r.next()) {
                    actions.add(new Action(r.getString(1), r.getString(2), r.getString(3), r.getString(4), r.getString(5), r.getString(6)));
                }
                return actions;
            }
        }
    }

    private static List<Action> crashedHere(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
            try (ResultSet r = s.executeQuery(CRASHED_HERE)) {
                List<Action> crashed = new ArrayList<>();
                while (r.next()) {
                    if (HERE.isTerminated(r.getString(5), false)) {
                        crashed.add(new Action("run_crashed", "error", r.getString(2), r.getString(1), "the process running this " + r.getString(3)
                                + " crashed (" + r.getString(5) + "); no data is lost, the next run continues with the remaining games", r.getString(4)));
                    }
                }
                return crashed;
            }
        }
    }

    /** The actions without those of severity info. */
    public static List<Action> required(List<Action> actions) {
        return actions.stream().filter(a -> !a.severity().equals("info")).toList();
    }

    public boolean isError() {
        return severity.equals("error");
    }

    /** The columns of the row, for JSON. */
    public Map<String, String> asMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("kind", kind);
        map.put("severity", severity);
        map.put("subject", subject);
        map.put("since", since);
        map.put("reason", reason);
        map.put("next_command", command);
        return map;
    }
}
