package nhldata.cli;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import nhldata.Database;
import nhldata.Settings;

/** What a backfill would do, as far as the ledger knows: dates never read may hold any number of games. */
final class DryRun {

    private static final String SQL = """
            with range as (select ?::date as first_date, ?::date as last_date)
            select
                (select last_date - first_date + 1 from range) as dates,
                (select count(*) from etl.day as d, range as r where d.game_date between r.first_date and r.last_date) as dates_read,
                count(g.game_id) filter (where case ?
                    when 'failed' then exists (select from etl.dead_letter as d where d.game_id = g.game_id and d.state = 'open')
                    when 'all' then g.state in ('final', 'queued', 'fetching', 'loaded', 'dead')
                    else g.state in ('final', 'queued', 'fetching')
                end) as games
            from range as r
            left join etl.game as g on g.game_date between r.first_date and r.last_date""";

    private DryRun() {
    }

    static String describe(String from, String to, String only) throws SQLException {
        try (Connection connection = new Database(Settings.load()).connect();
                PreparedStatement s = connection.prepareStatement(SQL)) {
            s.setString(1, from);
            s.setString(2, to);
            s.setString(3, only);
            try (ResultSet r = s.executeQuery()) {
                r.next();
                int dates = r.getInt(1);
                int read = r.getInt(2);
                return "%s to %s: the schedule of %d dates would be read; of the %d dates read before, %d games (%s) would be fetched%s"
                        .formatted(from, to, dates, read, r.getInt(3), only,
                                read < dates ? "; the other " + (dates - read) + " dates were never read, what they hold is not known yet" : "");
            }
        }
    }
}
