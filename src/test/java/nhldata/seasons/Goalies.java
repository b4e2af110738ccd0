package nhldata.seasons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What api-web box scores say of the goalies of a season, read without the program's own readers and added up here: games, goals against,
 * goals against in 60 minutes on the ice, shutouts and starts, by season and player.
 */
final class Goalies {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BigDecimal SECONDS_OF_A_GAME = BigDecimal.valueOf(3600);

    private final Map<String, int[]> sums = new TreeMap<>();

    static Map<String, String> ofDocuments(List<byte[]> boxScores) throws IOException {
        Goalies goalies = new Goalies();
        for (byte[] document : boxScores) {
            JsonNode root = JSON.readTree(document);
            for (JsonNode side : root.path("playerByGameStats")) {
                List<JsonNode> playing = new ArrayList<>();
                side.path("goalies").forEach(goalie -> {
                    if (!goalie.path("toi").asText().equals("00:00") || goalie.has("decision")) {
                        playing.add(goalie);
                    }
                });
                playing.forEach(goalie -> goalies.add(root.path("season").asText(), goalie, playing.size() == 1));
            }
        }
        Map<String, String> words = new TreeMap<>();
        goalies.sums.forEach((goalie, sum) -> words.put(goalie, sum[0] + " | " + sum[1] + " | " + average(sum[1], sum[2]) + " | " + sum[3] + " | " + sum[4]));
        return words;
    }

    private void add(String season, JsonNode goalie, boolean alone) {
        int[] sum = sums.computeIfAbsent(season + " " + goalie.path("playerId").asText(), g -> new int[5]);
        String[] clock = goalie.path("toi").asText().split(":");
        int against = goalie.path("goalsAgainst").intValue();
        sum[0]++;
        sum[1] += against;
        sum[2] += Integer.parseInt(clock[0]) * 60 + Integer.parseInt(clock[1]);
        sum[3] += alone && against == 0 ? 1 : 0;
        sum[4] += goalie.path("starter").booleanValue() ? 1 : 0;
    }

    private static String average(int goals, int seconds) {
        return seconds == 0 ? "null" : SECONDS_OF_A_GAME.multiply(BigDecimal.valueOf(goals)).divide(BigDecimal.valueOf(seconds), 2, RoundingMode.HALF_UP).toString();
    }
}
