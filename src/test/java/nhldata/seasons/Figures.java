package nhldata.seasons;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The totals of a season: games, rows, goals, assists, saves, and the player with the most points. By name, so that a key file may
 * have some of them only.
 */
record Figures(Map<String, String> byName) {

    static final List<String> NAMES = List.of("games", "rows", "goals", "assists", "saves", "leader", "leader_points");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a key file says: {@code name,value} in each line, with the names above. */
    static Figures ofKey(Path file) throws IOException {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String[] cells = line.split(",", 2);
            if (cells.length < 2 || !NAMES.contains(cells[0])) {
                throw new IllegalArgumentException(file + ": \"" + line + "\" is not NAME,VALUE with a name of " + NAMES);
            }
            byName.put(cells[0], cells[1]);
        }
        return new Figures(byName);
    }

    /**
     * What api-web box scores say, read without the program's own readers. Of a player who is listed twice in a game the entry with the
     * longer time on ice counts.
     */
    static Figures ofDocuments(List<byte[]> boxScores) throws IOException {
        Map<String, Long> totals = new TreeMap<>(Map.of("games", (long) boxScores.size(), "rows", 0L, "goals", 0L, "assists", 0L, "saves", 0L));
        for (byte[] document : boxScores) {
            Map<Integer, JsonNode> players = new HashMap<>();
            for (JsonNode side : JSON.readTree(document).path("playerByGameStats")) {
                for (String group : List.of("forwards", "defense", "goalies")) {
                    side.path(group).forEach(player -> players.merge(player.path("playerId").intValue(), player,
                            (one, other) -> other.path("toi").asText().compareTo(one.path("toi").asText()) > 0 ? other : one));
                }
            }
            totals.merge("rows", (long) players.size(), Long::sum);
            for (String name : List.of("goals", "assists", "saves")) {
                totals.merge(name, players.values().stream().mapToLong(player -> player.path(name).longValue()).sum(), Long::sum);
            }
        }
        return new Figures(totals.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toString())));
    }

    /** Each figure of the key that is another one here, in words. */
    List<String> differencesFrom(Figures key) {
        return key.byName.entrySet().stream().filter(entry -> !entry.getValue().equals(byName.get(entry.getKey())))
                .map(entry -> entry.getKey() + ": " + byName.get(entry.getKey()) + " instead of " + entry.getValue()).toList();
    }
}
