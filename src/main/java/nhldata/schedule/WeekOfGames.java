package nhldata.schedule;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Parameters for {@code schedule/upsert-day.sql}, {@code schedule/upsert-game.sql} and {@code schedule/upsert-season.sql}, one map per row.
 *
 * @param seasons the one season whose dates the answer names; empty where it names none
 * @param faults  what could not be read of a date, by its ISO date; one of them without a row in {@code days} could not be read at all
 */
public record WeekOfGames(List<Map<String, Object>> days, List<Map<String, Object>> games, List<Map<String, Object>> seasons, Map<String, String> faults) {

    /** The ids of all games, with commas. */
    public String listed() {
        return games.stream().map(game -> (String) game.get("gameId")).collect(Collectors.joining(","));
    }

    boolean hasRead(String date) {
        return days.stream().anyMatch(day -> date.equals(day.get("gameDate")));
    }
}
