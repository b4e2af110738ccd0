package nhldata.why;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a number of the marts comes from. Nothing is inferred: what the ledger does not say is stated as such.
 *
 * @param season      null for all seasons
 * @param statistics  those that the subject has, the default first
 * @param seasons     those that the subject has in this phase, the latest first
 * @param mart        relation that has the number; null for a single game
 * @param row         of the mart; null if it has none
 * @param games       those with a row of the subject, by date
 * @param missing     games of the teams that are not in the marts or were never loaded; the given game if the subject has no row in it
 * @param unreadDates dates of the season whose games are not known
 */
public record Trace(Question question, Subject subject, Integer season, Statistic statistic, List<Statistic> statistics, List<Integer> seasons, String mart, JsonNode row,
        List<TracedGame> games, List<Map<String, String>> corrections, List<Map<String, String>> exceptions, List<Map<String, String>> missing,
        List<Map<String, String>> unreadDates, Map<String, String> published, String dataWarning) {

    boolean isOfAGame() {
        return question.game() != null;
    }

    /** The value in the mart; of a single game that of the game in the marts. Null if there is none. */
    Double inMart() {
        return isOfAGame() ? inMartGames().value() : row == null ? null : Statistic.number(row.get(column()));
    }

    /** The column of the mart that has the number. */
    String column() {
        return (statistic.mart() == Statistic.Mart.PLAYERS ? question.phase().prefix() : "") + statistic.column();
    }

    Amount inMartGames() {
        return statistic.of(games.stream().map(TracedGame::marts).filter(amounts -> amounts != null).toList());
    }

    Amount inRows() {
        return statistic.of(games.stream().map(TracedGame::rows).filter(amounts -> amounts != null).toList());
    }

    /** The games without those in which the player did not play, unless marts and game_stats differ. */
    public List<TracedGame> shown() {
        return games.stream().filter(game -> game.isPlayed() || !game.isEqual()).toList();
    }

    boolean isSum(Amount games) {
        return games.isEqualTo(inMart(), decimals());
    }

    /** As many as the mart has. */
    int decimals() {
        return !statistic.isRatio() ? 0 : row == null || !row.hasNonNull(column()) ? 2 : Math.max(0, row.get(column()).decimalValue().scale());
    }

    /** Whether the number is the sum of its games, in the marts and in game_stats, and no game differs. */
    public boolean agrees() {
        return (isOfAGame() || row != null) && isSum(inMartGames()) && isSum(inRows()) && games.stream().allMatch(TracedGame::isEqual);
    }

    /** How many of how many expected games the row of the mart lacks; null if it does not say it. */
    String gamesMissing() {
        if (row == null) {
            return null;
        }
        String prefix = statistic.hasAllTotals() ? question.phase().prefix() : "";
        int missing = row.path(prefix + "games_missing").asInt();
        return missing == 0 ? null : missing + (row.has(prefix + "games_expected") ? " of the " + row.get(prefix + "games_expected") : "") + " expected games";
    }

    String publishedAt() {
        return published.get("published_at") == null ? "at an unknown time" : published.get("published_at") + " UTC";
    }

    /** What is shown of the missing games. */
    public List<Map<String, String>> missingShown() {
        return missing.stream().map(Trace::missing).toList();
    }

    private static Map<String, String> missing(Map<String, String> game) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("date", game.get("date"));
        shown.put("game", game.get("game"));
        shown.put("teams", game.get("away") + " at " + game.get("home"));
        shown.put("why", game.get("remark") == null ? "no row in this game" : game.get("remark"));
        shown.put("next_command", game.get("next_command"));
        return shown;
    }

    public Map<String, Object> asMap() {
        Explanation explanation = new Explanation(this);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("answer", explanation.answer());
        map.put("agrees", agrees());
        map.put("subject", subject);
        map.put("season", season);
        map.put("phase", isOfAGame() ? null : question.phase().label());
        map.put("game", question.game());
        map.put("statistic", statistic.name());
        map.put("mart", mart);
        map.put("column", isOfAGame() ? null : column());
        map.put("value", Amount.json(inMart()));
        map.put("row", row);
        map.put("games_in_marts", inMartGames().asMap());
        map.put("game_stats", inRows().asMap());
        map.put("sources", statistic.sources());
        map.put("marts_published_at", published.get("published_at"));
        map.put("notes", explanation.notes());
        map.put("games", games.stream().map(TracedGame::asMap).toList());
        map.put("corrections", corrections);
        map.put("exceptions", exceptions);
        map.put("missing_games", missingShown());
        map.put("unread_dates", unreadDates);
        if (!dataWarning.isEmpty()) {
            map.put("warning", dataWarning);
        }
        return map;
    }
}
