package nhldata.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.ledger.GameState;
import nhldata.schedule.Weeks;
import nhldata.status.Rows;
import nhldata.status.Table;

/** What a backfill would do. It requests the schedule, once per week of games, reads the ledger, and writes nothing. */
record DryRun(String from, String to, String only, Map<String, Integer> months, int games, int requests, int requestsPerSecond) {

    private static final int UNLIMITED = 1_000;

    static DryRun of(Application application, String from, String to, String only) throws SQLException {
        List<Map<String, Object>> listed = application.preview(from, to).stream().filter(game -> game.get("state").equals(GameState.FINAL.word())).toList();
        Set<String> toFetch = toFetch(listed, only);
        Map<String, Integer> months = new TreeMap<>();
        Set<String> rosters = new HashSet<>();
        for (Map<String, Object> game : listed) {
            if (toFetch.contains(game.get("gameId").toString())) {
                months.merge(game.get("season") + " " + game.get("gameDate").toString().substring(0, 7), 1, Integer::sum);
                rosters.add(game.get("season") + "/" + game.get("awayTeam"));
                rosters.add(game.get("season") + "/" + game.get("homeTeam"));
            }
        }
        int weeks = new Weeks().split(from, to, "oldest").size();
        return new DryRun(from, to, only, months, toFetch.size(), weeks + toFetch.size() + rosters.size(), application.requestsPerSecond());
    }

    /** Lower bound: the requests at the rate limit. The API may be slower. */
    Duration minimumDuration() {
        return requestsPerSecond >= UNLIMITED ? Duration.ZERO : Duration.ofSeconds((requests + requestsPerSecond - 1) / requestsPerSecond);
    }

    String asText() {
        StringBuilder text = new StringBuilder();
        if (!months.isEmpty()) {
            Table table = new Table("season", "month", "games");
            months.forEach((month, count) -> table.add(month.substring(0, 8), month.substring(9), count));
            text.append(table).append('\n');
        }
        text.append(String.format(Locale.ROOT, "%s to %s: %d games (%s) would be fetched, about %d requests", from, to, games, only, requests));
        if (requestsPerSecond >= UNLIMITED) {
            return text.append("; no rate limit applies to an API on this machine").toString();
        }
        return text.append(String.format(Locale.ROOT, ": at least %s at %d requests per second", format(minimumDuration()), requestsPerSecond)).toString();
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("from", from);
        map.put("to", to);
        map.put("only", only);
        map.put("games", games);
        map.put("months", months);
        map.put("requests", requests);
        map.put("seconds_at_least", minimumDuration().toSeconds());
        return map;
    }

    static String format(Duration duration) {
        if (duration.toHours() > 0) {
            return String.format(Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
        }
        return duration.toMinutes() > 0 ? String.format(Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart()) : duration.toSeconds() + " s";
    }

    /** The ids of the scheduled games that a run would fetch. */
    private static Set<String> toFetch(List<Map<String, Object>> games, String only) throws SQLException {
        try (Connection connection = new Database(Settings.load()).connect()) {
            return Rows.of(connection, """
                    select listed.game_id
                    from unnest(string_to_array(?, ',')::bigint[], string_to_array(?, ',')::date[]) as listed (game_id, game_date)
                    left join etl.game as g using (game_id)
                    where etl.is_to_fetch(
                        ?,
                        case
                            when g.state in ('queued', 'fetching', 'stored', 'loading', 'dead', 'discarded') then g.state
                            when g.state = 'loaded' and coalesce(g.loaded_date, g.game_date) = listed.game_date then g.state
                            else 'final'
                        end,
                        false,
                        exists (select from etl.dead_letter as d where d.game_id = g.game_id and d.state = 'open')
                    )""", joined(games, "gameId"), joined(games, "gameDate"), only).stream().map(row -> row.get("game_id")).collect(Collectors.toSet());
        }
    }

    private static String joined(List<Map<String, Object>> games, String column) {
        return games.stream().map(game -> game.get(column).toString()).collect(Collectors.joining(","));
    }
}
