package nhldata.seasons;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The totals of a season: games, rows, players, goals, assists, saves, and the player with the most points. By name, so that a key file may
 * have some of them only.
 */
record Figures(Map<String, String> byName) {

    static final List<String> NAMES = List.of("games", "rows", "players", "goals", "assists", "saves", "leader", "leader_points");

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

    /** Each figure of the key that is another one here, in words. */
    List<String> differencesFrom(Figures key) {
        return key.byName.entrySet().stream().filter(entry -> !entry.getValue().equals(byName.get(entry.getKey())))
                .map(entry -> entry.getKey() + ": " + byName.get(entry.getKey()) + " instead of " + entry.getValue()).toList();
    }
}
