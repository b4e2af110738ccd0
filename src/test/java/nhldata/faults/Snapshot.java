package nhldata.faults;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nhldata.testing.TestEnvironment;

/**
 * All that must be the same whatever happened on the way: every line of game_stats in all its columns but loaded_at and
 * run_id, every object of the bucket to the byte, and the ledger but for its runs, times and attempts.
 */
record Snapshot(Map<String, Integer> lines, Map<String, Integer> corrections, Map<String, String> objects, Map<String, List<String>> ledger) {

    static Snapshot of(TestEnvironment world) {
        Map<String, List<String>> ledger = new LinkedHashMap<>();
        ledger.put("games", world.rows("""
                select game_id, key, value
                from etl.game as g
                cross join jsonb_each_text(to_jsonb(g) - array[
                    'run_id', 'attempts', 'loader', 'seen_at', 'fetched_at', 'stored_at', 'loaded_at', 'updated_at'])
                order by game_id, key"""));
        ledger.put("dates", world.rows("""
                select game_date, key, value
                from etl.day as d
                cross join jsonb_each_text(to_jsonb(d) - array['run_id', 'read_at', 'checked_at'])
                order by game_date, key"""));
        ledger.put("status of the dates", world.rows("select to_jsonb(s) - array['read_at', 'checked_at'] from etl.data_status as s order by game_date"));
        ledger.put("details", world.rows("select game_id, stored, loaded from etl.game_details order by game_id"));
        ledger.put("documents", world.rows("select kind, subject, content_hash, s3_key from etl.document order by s3_key"));
        ledger.put("open dead letters", world.rows("select game_id, game_date, stage, reason_class from etl.dead_letter where state = 'open' order by 1, 2"));
        ledger.put("runs left open", world.rows("select run_id from etl.run where status = 'running'"));
        // every line that was ever written, by all runs together: twice the same work would show here
        ledger.put("rows written by all runs", world.rows("select sum(rows_written) from etl.run"));
        return new Snapshot(
                count(world.gameStats()),
                count(world.rows("select game_id, player_id, column_name, old_value, new_value from etl.correction")),
                world.objectHashes(), ledger);
    }

    private static Map<String, Integer> count(List<String> lines) {
        Map<String, Integer> counts = new HashMap<>();
        lines.forEach(line -> counts.merge(line, 1, Integer::sum));
        return counts;
    }

    /** The same but for one game, and for what sums up its date or all games. */
    Snapshot without(String game, String date) {
        Map<String, List<String>> rest = new LinkedHashMap<>(ledger);
        rest.remove("rows written by all runs");
        rest.replaceAll((what, rows) -> rows.stream()
                .filter(row -> !row.startsWith(game) && !(what.equals("status of the dates") && row.contains(date))).toList());
        return new Snapshot(without(game, lines), without(game, corrections), without(game, objects), rest);
    }

    private static <V> Map<String, V> without(String game, Map<String, V> all) {
        Map<String, V> rest = new HashMap<>(all);
        rest.keySet().removeIf(key -> key.contains(game));
        return rest;
    }
}
