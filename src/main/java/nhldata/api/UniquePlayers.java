package nhldata.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The players of a game, each once: two lines of one man would overwrite each other in the table. */
final class UniquePlayers {
    private final Map<Integer, PlayerLine> byId = new LinkedHashMap<>();

    void add(PlayerLine line, JsonObject where, String idField) {
        PlayerLine before = byId.putIfAbsent(line.person().id(), line);
        if (before != null) {
            throw where.refuse(idField, "player " + line.person().id() + " is listed twice (" + before.side().label()
                    + " and " + line.side().label() + ")");
        }
    }

    List<PlayerLine> lines() {
        return List.copyOf(byId.values());
    }
}
