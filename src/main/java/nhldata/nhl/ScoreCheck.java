package nhldata.nhl;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that the goals of the players add up to the score, not counting the goal that the winner of a shootout is awarded.
 *
 * <p>One goal of the game may have no scorer: api-web does not list the goals of goalies, and the league has awarded goals to
 * players who are not in the box score. Such a document is accepted, and drift reports the side that lacks a goal; the reason is not
 * guessed. Until the result is official the scorer of the missing goal may still be added, so such a document is rejected if the
 * goal counts against the opponent's goalies. Anything else is rejected: more goals than the score, or two without a scorer. More than
 * two assists per goal are only reported as drift.
 */
final class ScoreCheck {
    static final String SHOOTOUT = "SO";
    private static final long ASSISTS_PER_GOAL = 2;

    private final String lastPeriodType;
    private final boolean official;
    private final Map<Side, SideGoals> sides = new EnumMap<>(Side.class);

    private record SideGoals(int score, int scored, long assists, Integer goalsAgainst, JsonObject where, String field) {
        int missing() {
            return score - scored;
        }
    }

    /**
     * @param lastPeriodType REG, OT, SO, or null if unknown
     * @param official       whether the league has made the result official
     */
    ScoreCheck(String lastPeriodType, boolean official) {
        this.lastPeriodType = lastPeriodType;
        this.official = official;
    }

    /** Adds a side; {@code where} and {@code field} locate its score in the document. */
    void side(Side side, TeamScore score, List<PlayerStats> players, JsonObject where, String field) {
        int scored = players.stream().mapToInt(PlayerStats::goals).sum();
        sides.put(side, new SideGoals(score.score(), scored, players.stream().mapToLong(PlayerStats::assists).sum(), goalsAgainst(players), where, field));
    }

    void requireMatchingGoals() {
        for (Side side : Side.values()) {
            int uncredited = uncredited(side);
            SideGoals goals = sides.get(side);
            if (uncredited != 0 && (uncredited != 1 || uncredited(side.other()) != 0 || !official && areAllAllowedByGoalies(side))) {
                throw goals.where.invalid(goals.field, "the score is " + goals.score + ", but the goals of the "
                        + side.label() + " players add up to " + goals.scored
                        + (SHOOTOUT.equals(lastPeriodType) ? ", in a game decided by a shootout" : "")
                        + "; the box score is incomplete or contradicts itself");
            }
            if (uncredited != 0) {
                goals.where.odd(goals.field, "one goal of the " + side.label() + " team has no scorer: the score is " + goals.score
                        + ", the players have " + goals.scored);
            }
            if (goals.assists > ASSISTS_PER_GOAL * (goals.scored + uncredited)) {
                goals.where.odd(goals.field, goals.assists + " assists on " + (goals.scored + uncredited) + " goals of the " + side.label() + " team");
            }
        }
    }

    /** Goals of a side without a scorer, except the one for a shootout; negative if the players have more goals than the score. */
    private int uncredited(Side side) {
        SideGoals goals = sides.get(side);
        SideGoals opponent = sides.get(side.other());
        boolean winnerByOne = goals.score == opponent.score + 1;
        boolean shootout = SHOOTOUT.equals(lastPeriodType) ? winnerByOne
                : lastPeriodType == null && winnerByOne && goals.missing() == 1 && opponent.missing() == 0 && !areAllAllowedByGoalies(side);
        return goals.missing() - (shootout ? 1 : 0);
    }

    /** Whether the goals against the opponent's goalies are at least the score. */
    private boolean areAllAllowedByGoalies(Side side) {
        Integer goalsAgainst = sides.get(side.other()).goalsAgainst;
        return goalsAgainst != null && goalsAgainst >= sides.get(side).score;
    }

    /** Goals against the goalies of a side; null unless known for each of them. */
    private static Integer goalsAgainst(List<PlayerStats> players) {
        Integer sum = null;
        for (PlayerStats player : players) {
            if (player.goalie() != null) {
                Integer goalsAgainst = player.goalie().maxGoalsAgainst();
                if (goalsAgainst == null) {
                    return null;
                }
                sum = (sum == null ? 0 : sum) + goalsAgainst;
            }
        }
        return sum;
    }
}
