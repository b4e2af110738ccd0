package nhldata.schedule;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Parameters for {@code see-day.sql} and {@code see-game.sql}, one map per row. */
public record WeekOfGames(List<Map<String, Object>> days, List<Map<String, Object>> games) {

    /** The ids of all games, with commas. */
    public String listed() {
        return games.stream().map(game -> (String) game.get("gameId")).collect(Collectors.joining(","));
    }
}
