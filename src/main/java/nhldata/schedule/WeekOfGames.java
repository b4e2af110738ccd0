package nhldata.schedule;

import java.util.List;
import java.util.Map;

/** Parameters for {@code see-day.sql} and {@code see-game.sql}, one map per row. */
public record WeekOfGames(List<Map<String, Object>> days, List<Map<String, Object>> games) {
}
