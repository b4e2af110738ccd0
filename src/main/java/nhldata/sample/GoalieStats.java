package nhldata.sample;

import java.util.Map;

/**
 * A goalie of one game.
 *
 * @param decision     W, L, O (loss after regulation, not in playoffs), T (tie), or null if it is the other goalie's
 * @param shotsAgainst by the shooters' strength, as {@code goalsAgainst}; without those into an empty net
 */
record GoalieStats(Player player, int number, boolean starter, int seconds, String decision,
        Map<Goal.Strength, Integer> shotsAgainst, Map<Goal.Strength, Integer> goalsAgainst) {

    int shots() {
        return shotsAgainst.values().stream().mapToInt(Integer::intValue).sum();
    }

    int goals() {
        return goalsAgainst.values().stream().mapToInt(Integer::intValue).sum();
    }

    int shots(Goal.Strength strength) {
        return shotsAgainst.getOrDefault(strength, 0);
    }

    int goals(Goal.Strength strength) {
        return goalsAgainst.getOrDefault(strength, 0);
    }
}
