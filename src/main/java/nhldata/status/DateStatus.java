package nhldata.status;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The completeness of dates according to {@code etl.data_status}, with the reason and the next command. */
public final class DateStatus {

    private static final String COLUMNS = """
            select game_date, status, games_final as final, games_loaded as loaded, games_dead as dead, rows_loaded as rows, reason, todo as next_command
            """;

    private DateStatus() {
    }

    /** The dates of the last week; empty if no date of the last 30 days is in the ledger. */
    static List<Map<String, String>> lastWeek(Connection connection) throws SQLException {
        return Rows.of(connection, COLUMNS + """
                from etl.data_status
                where game_date between (now() at time zone 'UTC')::date - 7 and (now() at time zone 'UTC')::date - 1
                    and exists (select from etl.day where game_date >= (now() at time zone 'UTC')::date - 30)
                order by game_date""");
    }

    /** Any range of dates, including dates that no run has requested. */
    public static List<Map<String, String>> of(Connection connection, String from, String to) throws SQLException {
        return Rows.of(connection, COLUMNS + """
                from generate_series(cast(? as timestamp), cast(? as timestamp), interval '1 day') as requested (day)
                cross join lateral etl.data_status_of(requested.day::date)
                order by game_date""", from, to);
    }

    /** 2 if a date is incomplete, else 0. */
    public static int exitCode(List<Map<String, String>> dates) {
        return dates.stream().anyMatch(d -> d.get("status").equals("incomplete")) ? ExitCode.PARTIAL : ExitCode.DONE;
    }
}
