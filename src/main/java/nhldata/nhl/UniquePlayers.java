package nhldata.nhl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The players of a game, each once: two rows of one player would overwrite each other in the table. For a player who is listed
 * twice the entry with statistics is used, and the other one is reported as drift.
 */
final class UniquePlayers {
    private final Map<Integer, PlayerStats> byId = new LinkedHashMap<>();

    /**
     * Adds a player.
     *
     * @throws DocumentException if the player is listed already with different statistics: the correct entry cannot be determined
     */
    void add(PlayerStats player, JsonObject where, String idField) {
        PlayerStats before = byId.putIfAbsent(player.person().id(), player);
        if (before == null) {
            return;
        }
        PlayerStats kept = kept(before, player);
        if (kept == null) {
            throw where.invalid(idField, "player " + player.person().id() + " is listed twice (" + before.side().label()
                    + " and " + player.side().label() + ") with different statistics");
        }
        byId.put(player.person().id(), kept);
        where.odd(idField, "player " + player.person().id() + " is listed twice (" + before.side().label() + " and " + player.side().label() + ")");
    }

    /** The players of a side in the order of the document. */
    List<PlayerStats> of(Side side) {
        return byId.values().stream().filter(player -> player.side() == side).toList();
    }

    List<PlayerStats> all() {
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
        // neither entry has statistics: prefer the goalie entry, since a goalie may also be listed among the skaters
        return other.goalie() != null ? other : one;
    }
}
