package nhldata.why;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A game of the number, and where it comes from.
 *
 * @param facts   columns of {@code find-games.sql}
 * @param marts   amounts in the marts; null if they do not have it
 * @param rows    amounts in game_stats; null if it has no row
 * @param columns the row of game_stats with the details of the player; for a team the number of rows
 */
public record TracedGame(Map<String, String> facts, String side, Statistic statistic, JsonNode marts, JsonNode rows, JsonNode columns) {

    public String date() {
        return facts.get("date");
    }

    public String id() {
        return facts.get("game");
    }

    public String opponent() {
        return "home".equals(side) ? "vs " + facts.get("away") : "at " + facts.get("home");
    }

    public String martText() {
        return text(marts);
    }

    public String rowText() {
        return text(rows);
    }

    public String fetched() {
        return facts.get("fetched") == null ? "not in the ledger" : facts.get("fetched");
    }

    public String csv() {
        return facts.get("csv");
    }

    public String csvVersion() {
        return facts.get("csv_version") == null ? "not in the ledger" : facts.get("csv_version");
    }

    public String document() {
        return facts.get("document");
    }

    private Amount amount(JsonNode amounts) {
        return statistic.of(List.of(amounts == null ? NullNode.getInstance() : amounts));
    }

    /** Whether marts and game_stats say the same. */
    public boolean isEqual() {
        return marts != null && rows != null && amount(marts).sums().equals(amount(rows).sums());
    }

    /** Whether the player was on the ice, by either of both; a team always was. */
    boolean isPlayed() {
        return Statistic.isPlayed(marts) || Statistic.isPlayed(rows);
    }

    /** What stands between document and marts, or why the values differ, in the words of the ledger, and the command to run. Null if there is nothing. */
    String note() {
        if (isEqual() && facts.get("remark") == null) {
            return null;
        }
        String command = facts.get("next_command");
        String reason = facts.get("remark") != null ? facts.get("remark") + (command == null ? "" : ". Run: " + command)
                : rows == null ? "game_stats has no row of it any more. Run: nhldata marts"
                : "the marts have this version of the game, and another value. Run: nhldata marts --full-refresh";
        return "game " + id() + " of " + date() + ": " + (isEqual() ? "" : martText() + " in the marts, " + rowText() + " in game_stats: ") + reason;
    }

    private String text(JsonNode amounts) {
        Amount amount = amount(amounts);
        return amounts == null ? "absent" : statistic.isRatio() ? Amount.text(amount.sums().get(0), 0) + "/" + Amount.text(amount.sums().get(1), 0)
                : Amount.text(amount.value(), 0);
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("side", side);
        map.put("in_marts", marts == null ? null : amount(marts).asMap());
        map.put("in_game_stats", rows == null ? null : amount(rows).asMap());
        Map<String, JsonNode> shown = new LinkedHashMap<>();
        (columns != null && columns.has("rows") ? List.of("rows") : statistic.sources()).forEach(column -> shown.put(column, columns == null ? null : columns.get(column)));
        map.put("columns", shown);
        map.putAll(facts);
        return map;
    }
}
