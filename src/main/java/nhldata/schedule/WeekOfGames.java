package nhldata.schedule;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Parameters for {@code schedule/upsert-day.sql}, {@code schedule/upsert-game.sql} and {@code schedule/upsert-season.sql}, one map per row.
 *
 * @param seasons the season whose dates the response has; empty if it has none
 * @param faults  why a date could not be read completely, by ISO date; a date without a row in {@code days} could not be read at all
 */
public record WeekOfGames(List<Map<String, Object>> days, List<Map<String, Object>> games, List<Map<String, Object>> seasons, Map<String, String> faults) {

    /** The ids of all games, separated by commas. */
    public String listed() {
        return games.stream().map(game -> (String) game.get("gameId")).collect(Collectors.joining(","));
    }

    boolean hasRead(String date) {
        return days.stream().anyMatch(day -> date.equals(day.get("gameDate")));
    }
}
