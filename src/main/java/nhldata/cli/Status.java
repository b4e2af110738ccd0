package nhldata.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the ledger says of the job's health, as data and in words. */
public record Status(List<Map<String, String>> runs, Map<String, String> freshness, List<Map<String, String>> games,
              List<Map<String, String>> letters, List<Map<String, String>> dates, List<Map<String, String>> incomplete,
              Map<String, String> marts, Map<String, String> refusedRoutes, List<Map<String, String>> channels, boolean died, String overdue) {

    private static final int MOST_DATES = 20;

    public static Status read(Connection connection) throws SQLException {
        List<Map<String, String>> runs = Rows.of(connection, """
                select run_id, status, from_date, to_date, games_found as found, games_loaded as loaded, games_new as new,
                    games_dead as dead, rows_written, source, message
                from etl.run order by started_at desc limit 5""");
        Map<String, String> freshness = Rows.of(connection, """
                select to_char(last_loaded_at, 'YYYY-MM-DD HH24:MI') as last_loaded_at, last_game_date, last_complete_date,
                    games_loaded, games_dead, to_char(last_good_run_at, 'YYYY-MM-DD HH24:MI') as last_good_run_at
                from etl.freshness""").get(0);
        List<Map<String, String>> games = Rows.of(connection,
                "select state, count(*) as games from etl.game group by state order by state");
        List<Map<String, String>> letters = Rows.of(connection, """
                select coalesce(game_id::text, case when game_date is null then 'message' else 'schedule' end) as game, game_date, stage, reason_class as class, reason
                from etl.dead_letter where state = 'open' order by game_date, game_id""");
        List<Map<String, String>> dates = DateStatus.lately(connection);
        List<Map<String, String>> incomplete = DateStatus.incomplete(connection);
        Map<String, String> marts = Rows.of(connection, """
                select status, to_char(published_at, 'YYYY-MM-DD HH24:MI') as published_at, games_not_in_marts, message
                from etl.marts_status""").stream().findFirst().orElse(Map.of());
        List<Map<String, String>> channels = Rows.of(connection, """
                select n.channel, count(*) as messages, to_char(min(n.created_at), 'YYYY-MM-DD HH24:MI') as since, max(n.last_error) as why
                from etl.notification as n
                where n.state <> 'sent' and n.attempts > 0 and n.last_error is not null
                    and n.created_at > coalesce((select max(s.sent_at) from etl.notification as s where s.channel = n.channel), '-infinity')
                group by n.channel order by n.channel""");
        Map<String, String> refusedRoutes = Rows.of(connection, """
                select refused_file as file, refused_line as line, refused_reason as reason, to_char(refused_at, 'YYYY-MM-DD HH24:MI') as since
                from etl.routes_status where not sound""").stream().findFirst().orElse(Map.of());
        boolean died = !Rows.of(connection,
                "select run_id from etl.run where status = 'running' and heartbeat_at < now() - interval '2 minutes'").isEmpty();
        return new Status(runs, freshness, games, letters, dates, incomplete, marts, refusedRoutes, channels, died, OverdueRun.words(connection));
    }

    public int exitCode() {
        boolean failed = !runs.isEmpty() && runs.get(0).get("status").equals("failed");
        return died || failed || overdue != null || isLeftIncomplete() || isMartsBuildBroken() || !channels.isEmpty() || !refusedRoutes.isEmpty() ? ExitCode.FAILED : letters.isEmpty() ? ExitCode.DONE : ExitCode.PARTIAL;
    }

    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ok", exitCode() == ExitCode.DONE);
        map.put("todo", todo());
        map.put("freshness", freshness);
        map.put("runs", runs);
        map.put("games", games);
        map.put("dead_letters", letters);
        map.put("dates", dates);
        map.put("incomplete", incomplete);
        map.put("marts", marts);
        map.put("refused_routes", refusedRoutes);
        map.put("dead_channels", channels);
        return map;
    }

    public String asText() {
        StringBuilder text = new StringBuilder();
        if (runs.isEmpty()) {
            return "nothing has run yet. Type: make step1\n";
        }
        text.append(exitCode() == ExitCode.DONE ? "well: nothing needs a person\n" : "NEEDS A PERSON\n");
        todo().forEach(t -> text.append("  ").append(t).append('\n'));
        text.append("\nlast runs\n").append(Rows.table(runs.stream().map(Status::withoutMessage).toList()));
        text.append("\nfreshness\n").append(Rows.table(List.of(freshness)));
        if (!games.isEmpty()) {
            text.append("\ngames\n").append(Rows.table(games));
        }
        if (!letters.isEmpty()) {
            text.append("\ndead letters\n").append(Rows.table(letters));
        }
        if (!marts.isEmpty()) {
            text.append("\nmarts\n").append(Rows.table(List.of(withoutMessage(marts))));
        }
        if (!dates.isEmpty()) {
            text.append("\nlast dates (others: make status DATE=2025-01-04, or FROM= and TO=)\n").append(Rows.table(dates));
        }
        if (!incomplete.isEmpty()) {
            text.append("\ndates that are not complete\n").append(Rows.table(incomplete.stream().limit(MOST_DATES).toList()));
        }
        if (incomplete.size() > MOST_DATES) {
            text.append(" and ").append(incomplete.size() - MOST_DATES).append(" more: select * from etl.data_status where status = 'incomplete'\n");
        }
        return text.toString();
    }

    /** Dates that lack games which nobody fetches now and no dead letter tells of. */
    private boolean isLeftIncomplete() {
        return !leftIncomplete().isEmpty();
    }

    private List<Map<String, String>> leftIncomplete() {
        boolean running = runs.stream().anyMatch(r -> r.get("status").equals("running"));
        return running ? List.of() : incomplete.stream().filter(d -> d.get("final") != null
                && Integer.parseInt(d.get("final")) > Integer.parseInt(d.get("loaded")) + Integer.parseInt(d.get("dead"))).toList();
    }

    private boolean isMartsBuildBroken() {
        return "failed".equals(marts.get("status")) || "refused".equals(marts.get("status"));
    }

    private List<String> todo() {
        List<String> todo = new ArrayList<>();
        if (overdue != null) {
            todo.add(overdue);
        }
        if (died) {
            todo.add("a run's process died at work: the next run closes it and goes on; type make backfill FROM=… TO=… to have that now");
        }
        if (!runs.isEmpty() && runs.get(0).get("status").equals("failed")) {
            todo.add("the last run failed: " + runs.get(0).get("message"));
        }
        if (isMartsBuildBroken()) {
            todo.add("the marts were not published, readers keep those of " + marts.get("published_at") + ": " + marts.get("message"));
        }
        if (isLeftIncomplete()) {
            List<Map<String, String>> left = leftIncomplete();
            todo.add("games are missing that nobody fetches now: type make backfill FROM=" + left.get(0).get("game_date")
                    + " TO=" + left.get(left.size() - 1).get("game_date"));
        }
        if (!refusedRoutes.isEmpty()) {
            todo.add("an edit of the routes is refused since " + refusedRoutes.get("since") + ", the former ones run on: " + refusedRoutes.get("file")
                    + ":" + refusedRoutes.get("line") + ": " + refusedRoutes.get("reason") + ". Mend it; make routes-check tells whether it is sound");
        }
        channels.forEach(c -> todo.add(c.get("channel") + " does not take messages since " + c.get("since") + ", " + c.get("messages")
                + " of them did not get through (" + c.get("why") + "): put it right, then type nhldata notify test"));
        if (!letters.isEmpty()) {
            todo.add(letters.size() + (letters.size() == 1 ? " dead letter" : " dead letters") + ": type make dlq to see why, make dlq-replay when the reason is gone");
        }
        return todo;
    }

    private static Map<String, String> withoutMessage(Map<String, String> run) {
        Map<String, String> shown = new LinkedHashMap<>(run);
        shown.remove("message");
        return shown;
    }
}
