package nhldata.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of {@code etl.action_required}: the only source of what needs an operator.
 *
 * @param severity error, warning, or info where no action is required
 * @param since    in UTC, to the minute
 * @param command  the command to run next
 */
public record Action(String kind, String severity, String subject, String since, String reason, String command) {

    private static final int PATIENCE_SECONDS = 10;

    /** The most urgent first. */
    public static List<Action> read(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.setQueryTimeout(PATIENCE_SECONDS);
            try (ResultSet r = s.executeQuery("""
                    select kind, severity, subject, to_char(since at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), reason, next_command
                    from etl.action_required
                    order by array_position(array['error', 'warning', 'info'], severity), since, kind, subject""")) {
                List<Action> actions = new ArrayList<>();
                while (r.next()) {
                    actions.add(new Action(r.getString(1), r.getString(2), r.getString(3), r.getString(4), r.getString(5), r.getString(6)));
                }
                return actions;
            }
        }
    }

    /** Only those that call for an operator. */
    public static List<Action> required(List<Action> actions) {
        return actions.stream().filter(a -> !a.severity().equals("info")).toList();
    }

    public boolean isError() {
        return severity.equals("error");
    }

    /** Its columns in JSON. */
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
