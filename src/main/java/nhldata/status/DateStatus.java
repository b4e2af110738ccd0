package nhldata.status;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What the ledger says of dates: complete, incomplete and why, no games, not yet, never asked for. */
public final class DateStatus {

    private static final String COLUMNS = """
            select game_date, status, games_final as final, games_loaded as loaded, games_dead as dead, rows_loaded as rows, reason, todo as next_command
            """;

    private DateStatus() {
    }

    /** The last week, as far as the ledger knows it. */
    static List<Map<String, String>> lately(Connection connection) throws SQLException {
        return Rows.of(connection, COLUMNS + """
                from etl.data_status
                where game_date between (now() at time zone 'UTC')::date - 7 and (now() at time zone 'UTC')::date - 1
                    and exists (select from etl.day where game_date >= (now() at time zone 'UTC')::date - 30)
                order by game_date""");
    }

    /** Any dates, also such as no run ever asked for. */
    public static List<Map<String, String>> of(Connection connection, String from, String to) throws SQLException {
        return Rows.of(connection, COLUMNS + """
                from generate_series(cast(? as timestamp), cast(? as timestamp), interval '1 day') as asked (day)
                cross join lateral etl.data_status_of(asked.day::date)
                order by game_date""", from, to);
    }

    /** A date that needs somebody is not done. */
    public static int exitCode(List<Map<String, String>> dates) {
        return dates.stream().anyMatch(d -> d.get("status").equals("incomplete")) ? ExitCode.PARTIAL : ExitCode.DONE;
    }
}
