package nhldata.seasons;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What api-web box scores say of the goalies of a season, read without the program's own readers and added up here: games, goals against,
 * goals against in 60 minutes on the ice, shutouts, starts, wins, losses and losses in overtime or a shootout, by season and player.
 */
final class Goalies {

    private static final BigDecimal SECONDS_OF_A_GAME = BigDecimal.valueOf(3600);

    /** What each goalie of a season did, game by game: two recordings may have the same game. */
    private final Map<String, Map<String, int[]>> games = new TreeMap<>();

    static Goalies ofAll(List<Goalies> recordings) {
        Goalies all = new Goalies();
        recordings.forEach(recording -> recording.games.forEach((goalie, played) -> all.games.computeIfAbsent(goalie, g -> new TreeMap<>()).putAll(played)));
        return all;
    }

    void add(JsonNode document) {
        for (JsonNode side : document.path("playerByGameStats")) {
            List<JsonNode> playing = new ArrayList<>();
            side.path("goalies").forEach(goalie -> {
                if (!goalie.path("toi").asText().equals("00:00") || goalie.has("decision")) {
                    playing.add(goalie);
                }
            });
            playing.forEach(goalie -> add(document.path("season").asText(), document.path("id").asText(), goalie, playing.size() == 1));
        }
    }

    /** Each as {@code games | goals against | average | shutouts | starts | wins-losses-losses in overtime}. */
    Map<String, String> sums() {
        Map<String, String> words = new TreeMap<>();
        games.forEach((goalie, played) -> {
            int[] sum = new int[8];
            played.values().forEach(game -> Arrays.setAll(sum, i -> sum[i] + game[i]));
            words.put(goalie, sum[0] + " | " + sum[1] + " | " + average(sum[1], sum[2]) + " | " + sum[3] + " | " + sum[4] + " | " + sum[5] + "-" + sum[6] + "-" + sum[7]);
        });
        return words;
    }

    private void add(String season, String game, JsonNode goalie, boolean alone) {
        String[] clock = goalie.path("toi").asText().split(":");
        int against = goalie.path("goalsAgainst").intValue();
        String decision = goalie.path("decision").asText();
        games.computeIfAbsent(season + " | " + goalie.path("playerId").asText(), g -> new TreeMap<>()).put(game, new int[] {1, against,
            Integer.parseInt(clock[0]) * 60 + Integer.parseInt(clock[1]), alone && against == 0 ? 1 : 0, goalie.path("starter").booleanValue() ? 1 : 0,
            decision.equals("W") ? 1 : 0, decision.equals("L") ? 1 : 0, decision.equals("O") ? 1 : 0});
    }

    private static String average(int goals, int seconds) {
        return seconds == 0 ? "null" : SECONDS_OF_A_GAME.multiply(BigDecimal.valueOf(goals)).divide(BigDecimal.valueOf(seconds), 2, RoundingMode.HALF_UP).toString();
    }
}
