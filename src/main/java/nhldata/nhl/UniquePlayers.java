package nhldata.nhl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The players of a game, each once: two rows of one player would overwrite each other in the table. Of a player who is listed
 * twice the entry that says something is kept, and the other one is recorded as drift.
 */
final class UniquePlayers {
    private final Map<Integer, PlayerStats> byId = new LinkedHashMap<>();

    /**
     * Adds a player.
     *
     * @throws DocumentException if he is listed already and both entries say something different: which of them is right cannot be told
     */
    void add(PlayerStats line, JsonObject where, String idField) {
        PlayerStats before = byId.putIfAbsent(line.person().id(), line);
        if (before == null) {
            return;
        }
        PlayerStats kept = kept(before, line);
        if (kept == null) {
            throw where.refuse(idField, "player " + line.person().id() + " is listed twice (" + before.side().label()
                    + " and " + line.side().label() + ") with different statistics");
        }
        byId.put(line.person().id(), kept);
        where.odd(idField, "player " + line.person().id() + " is listed twice (" + before.side().label() + " and " + line.side().label() + ")");
    }

    /** The players of a side in the order of the document. */
    List<PlayerStats> of(Side side) {
        return byId.values().stream().filter(line -> line.side() == side).toList();
    }

    List<PlayerStats> lines() {
        return List.copyOf(byId.values());
    }

    private static PlayerStats kept(PlayerStats one, PlayerStats other) {
        if (one.equals(other)) {
            return one;
        }
        if (one.hasStatistics() != other.hasStatistics()) {
            return one.hasStatistics() ? one : other;
        }
        if (one.hasStatistics() || one.side() != other.side()) {
            return null;
        }
        // neither played: a goalie is a goalie, also where he stands among the skaters
        return other.goalie() != null ? other : one;
    }
}
