package nhldata.sample;

import java.util.Map;

/**
 * What one goalie did in one game.
 *
 * @param decision     W, L, O (defeat after regulation, not in playoffs), T (tie) or null for the goalie whom it did not fall to
 * @param shotsAgainst by the shooters' strength, as {@code goalsAgainst}; empty nets are nobody's
 */
record GoalieLine(Dressed goalie, boolean starter, int seconds, String decision, Map<Strength, Integer> shotsAgainst,
        Map<Strength, Integer> goalsAgainst) {

    int shots() {
        return shotsAgainst.values().stream().mapToInt(Integer::intValue).sum();
    }

    int goals() {
        return goalsAgainst.values().stream().mapToInt(Integer::intValue).sum();
    }

    int shots(Strength strength) {
        return shotsAgainst.getOrDefault(strength, 0);
    }

    int goals(Strength strength) {
        return goalsAgainst.getOrDefault(strength, 0);
    }
}
