package nhldata.status;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The content of {@code nhldata status}, as text and as JSON. Required actions are the rows of {@code etl.action_required}. */
public record Status(List<Action> actions, List<Map<String, String>> runs, Map<String, String> freshness, List<Map<String, String>> games,
              List<Map<String, String>> deadLetters, List<Map<String, String>> dates, Map<String, String> marts, String dataWarning) {

    private static final int MAX_SHOWN = 20;

    public static Status read(Connection connection) throws SQLException {
        List<Map<String, String>> runs = Rows.of(connection, """
                select run_id, status, from_date, to_date, games_found as found, games_loaded as loaded, games_new as new,
                    games_dead as dead, rows_written, source, message
                from etl.run order by started_at desc limit 5""");
        Map<String, String> freshness = Rows.of(connection, """
                select to_char(last_loaded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as last_loaded_at, last_game_date, last_complete_date,
                    games_loaded, games_dead, to_char(last_good_run_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as last_good_run_at
                from etl.freshness""").get(0);
        List<Map<String, String>> games = Rows.of(connection,
                "select state, count(*) as games from etl.game group by state order by state");
        List<Map<String, String>> deadLetters = Rows.of(connection, """
                select coalesce(game_id::text, case when game_date is null then 'message' else 'schedule' end) as game, game_date, stage, reason_class as class, reason
                from etl.dead_letter where state = 'open' order by game_date, game_id""");
        Map<String, String> marts = Rows.of(connection, """
                select status, to_char(published_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as published_at, games_not_in_marts, message
                from etl.marts_status""").stream().findFirst().orElse(Map.of());
        return new Status(Action.read(connection), runs, freshness, games, deadLetters, DateStatus.lastWeek(connection), marts, Leaders.warning(connection));
    }

    /** 0 no action required, 1 at least one error, 2 warnings only. */
    public int exitCode() {
        List<Action> required = required();
        return required.isEmpty() ? ExitCode.DONE : required.stream().anyMatch(Action::isError) ? ExitCode.FAILED : ExitCode.PARTIAL;
    }

    /** Whether the data is from the sample league. */
    public boolean isSample() {
        return !dataWarning.isEmpty();
    }

    public List<Action> required() {
        return Action.required(actions);
    }

    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ok", required().isEmpty());
        map.put("action_required", actions.stream().map(Action::asMap).toList());
        if (isSample()) {
            map.put("warning", dataWarning);
        }
        map.put("freshness", freshness);
        map.put("runs", runs);
        map.put("games", games);
        map.put("dead_letters", deadLetters);
        map.put("dates", dates);
        map.put("marts", marts);
        return map;
    }

    public String asText() {
        StringBuilder text = new StringBuilder();
        List<Action> required = required();
        text.append(required.isEmpty() ? "OK: no action required\n" : "ACTION REQUIRED (" + required.size() + ")\n");
        list(text, required);
        if (isSample()) {
            text.append(dataWarning).append('\n');
        }
        List<Action> infos = actions.stream().filter(a -> !required.contains(a)).toList();
        if (!infos.isEmpty()) {
            text.append("\nfor information, no action required\n");
            list(text, infos);
        }
        if (runs.isEmpty()) {
            return text.append("\nno runs yet. Run: nhldata sweep --from DATE --to DATE\n").toString();
        }
        text.append("\nlast runs\n").append(Rows.table(runs.stream().map(Status::withoutMessage).toList()));
        text.append("\nfreshness (UTC)\n").append(Rows.table(List.of(freshness)));
        if (!games.isEmpty()) {
            text.append("\ngames\n").append(Rows.table(games));
        }
        if (!marts.isEmpty()) {
            text.append("\nmarts\n").append(Rows.table(List.of(withoutMessage(marts))));
        }
        if (!dates.isEmpty()) {
            text.append("\nlast dates (for other dates run: nhldata status --date 2025-01-04, or use --from and --to)\n").append(Rows.table(dates));
        }
        return text.toString();
    }

    private static void list(StringBuilder text, List<Action> actions) {
        actions.stream().limit(MAX_SHOWN).forEach(a -> text.append("  ").append(a.severity()).append(": ").append(a.subject())
                .append(", since ").append(a.since()).append(" UTC: ").append(a.reason().replace("\n", "\n      "))
                .append("\n      run: ").append(a.command()).append('\n'));
        if (actions.size() > MAX_SHOWN) {
            text.append("  and ").append(actions.size() - MAX_SHOWN).append(" more: select * from etl.action_required\n");
        }
    }

    private static Map<String, String> withoutMessage(Map<String, String> run) {
        Map<String, String> shown = new LinkedHashMap<>(run);
        shown.remove("message");
        return shown;
    }
}
