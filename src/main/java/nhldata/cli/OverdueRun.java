package nhldata.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nhldata.schedule.DailyClock;

/** Did the clock of the service start its daily runs? Where no service ever ran with its clock on, there is nothing to miss. */
final class OverdueRun {

    private OverdueRun() {
    }

    /** What a person should know when a daily run is overdue; otherwise null. */
    static String words(Connection connection) throws SQLException {
        List<Map<String, String>> clocks = Rows.of(connection, """
                select
                    cron, zone, owner,
                    extract(epoch from greatest(
                        c.started_at, (select max(r.started_at) from etl.run as r where r.kind = 'sweep')
                    ))::bigint as last_run,
                    to_char(heartbeat_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as seen,
                    heartbeat_at < now() - interval '5 minutes' as silent
                from etl.clock as c""");
        if (clocks.isEmpty()) {
            return null;
        }
        Map<String, String> clock = clocks.get(0);
        Instant missed = DailyClock.missed(clock.get("cron"), clock.get("zone"), Instant.ofEpochSecond(Long.parseLong(clock.get("last_run"))), Instant.now());
        if (missed == null) {
            return null;
        }
        return "no daily run since " + missed + ", when the clock (" + clock.get("cron") + ", " + clock.get("zone") + ") should have started one: "
                + (clock.get("silent").equals("t")
                        ? "the service " + clock.get("owner") + " gave its last sign of life at " + clock.get("seen") + " UTC; start it again"
                        : "the service " + clock.get("owner") + " lives; read its log");
    }
}
