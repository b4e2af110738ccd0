package nhldata.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.ledger.GameState;
import nhldata.schedule.Weeks;
import nhldata.status.Rows;
import nhldata.status.Table;

/** What a backfill would do: the schedule is asked, one request a week, the ledger is read, and neither is changed. */
record DryRun(String from, String to, String only, Map<String, Integer> months, int games, int requests, int requestsPerSecond) {

    private static final int UNLIMITED = 1_000;
    /** Of a game that a run fetches again only when it is told to. */
    private static final Set<GameState> NOT_FETCHED_AGAIN = EnumSet.of(GameState.STORED, GameState.LOADING, GameState.LOADED, GameState.DEAD);

    static DryRun of(Application application, String from, String to, String only) throws SQLException {
        Ledger ledger = Ledger.read(from, to);
        Map<String, Integer> months = new TreeMap<>();
        Set<String> rosters = new HashSet<>();
        int games = 0;
        for (Map<String, Object> game : application.preview(from, to)) {
            if (game.get("state").equals(GameState.FINAL.word()) && ledger.isTaken(String.valueOf(game.get("gameId")), only)) {
                games++;
                months.merge(game.get("season") + " " + game.get("gameDate").toString().substring(0, 7), 1, Integer::sum);
                rosters.add(game.get("season") + "/" + game.get("awayTeam"));
                rosters.add(game.get("season") + "/" + game.get("homeTeam"));
            }
        }
        int weeks = new Weeks().split(from, to, "oldest").size();
        return new DryRun(from, to, only, months, games, weeks + games + rosters.size(), application.requestsPerSecond());
    }

    /** At the limit; the API may be slower. */
    Duration atLeast() {
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
            return text.append("; there is no rate limit for an API on this machine").toString();
        }
        return text.append(String.format(Locale.ROOT, ": %s at %d requests a second", words(atLeast()), requestsPerSecond)).toString();
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("from", from);
        map.put("to", to);
        map.put("only", only);
        map.put("games", games);
        map.put("months", months);
        map.put("requests", requests);
        map.put("seconds_at_least", atLeast().toSeconds());
        return map;
    }

    static String words(Duration duration) {
        if (duration.toHours() > 0) {
            return String.format(Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
        }
        return duration.toMinutes() > 0 ? String.format(Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart()) : duration.toSeconds() + " s";
    }

    private record Ledger(Map<String, GameState> states, Set<String> letters) {

        static Ledger read(String from, String to) throws SQLException {
            Map<String, GameState> states = new LinkedHashMap<>();
            Set<String> letters = new HashSet<>();
            try (Connection connection = new Database(Settings.load()).connect()) {
                List<Map<String, String>> rows = Rows.of(connection, """
                        select g.game_id, g.state, exists (select from etl.dead_letter as d where d.game_id = g.game_id and d.state = 'open') as letter
                        from etl.game as g where g.game_date between cast(? as date) and cast(? as date)""", from, to);
                for (Map<String, String> row : rows) {
                    states.put(row.get("game_id"), GameState.of(row.get("state")));
                    if (row.get("letter").equals("t")) {
                        letters.add(row.get("game_id"));
                    }
                }
            }
            return new Ledger(states, letters);
        }

        boolean isTaken(String game, String only) {
            return switch (only) {
                case "all" -> true;
                case "failed" -> letters.contains(game);
                default -> !NOT_FETCHED_AGAIN.contains(states.getOrDefault(game, GameState.FINAL));
            };
        }
    }
}
