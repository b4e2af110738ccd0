package nhldata.nhl;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the goals of the players add up to the score, apart from the one that counts for a won shootout.
 *
 * <p>One goal of the game may be credited to nobody: api-web does not list the goals of goalies, and the league has awarded goals to
 * players who are not in the box score. Such a document is read, and the drift says which side lacks a goal; why it does is not
 * guessed. As long as the result is not official the missing goal may just as well be one that is still to come, so it must have gone
 * past no goalie of the opponent then. Anything else is refused: more goals than the score, or two without a scorer.
 */
final class ScoreCheck {
    static final String SHOOTOUT = "SO";

    private final String lastPeriodType;
    private final boolean official;
    private final Map<Side, SideGoals> sides = new EnumMap<>(Side.class);

    private record SideGoals(int score, int scored, Integer letIn, JsonObject where, String field) {
        int missing() {
            return score - scored;
        }
    }

    /**
     * @param lastPeriodType REG, OT, SO, or null where the document does not say
     * @param official       whether the league has made the result official
     */
    ScoreCheck(String lastPeriodType, boolean official) {
        this.lastPeriodType = lastPeriodType;
        this.official = official;
    }

    /** Adds a side; {@code where} and {@code field} are where its score stands. */
    void side(Side side, TeamScore line, List<PlayerStats> players, JsonObject where, String field) {
        int scored = players.stream().mapToInt(PlayerStats::goals).sum();
        sides.put(side, new SideGoals(line.score(), scored, letIn(players), where, field));
    }

    void refuseUnlessGoalsAddUp() {
        for (Side side : Side.values()) {
            int uncredited = uncredited(side);
            SideGoals goals = sides.get(side);
            if (uncredited != 0 && (uncredited != 1 || uncredited(side.other()) != 0 || !official && wentPastAGoalie(side))) {
                throw goals.where.refuse(goals.field, "the score is " + goals.score + ", but the goals of the "
                        + side.label() + " players add up to " + goals.scored
                        + (SHOOTOUT.equals(lastPeriodType) ? ", in a game decided by a shootout" : "")
                        + "; the box score is incomplete or contradicts itself");
            }
            if (uncredited != 0) {
                goals.where.odd(goals.field, "one goal of the " + side.label() + " team is credited to nobody: the score is " + goals.score
                        + ", the players have " + goals.scored);
            }
        }
    }

    /** Goals of a side that no player has and no shootout explains; negative where players have more than the score. */
    private int uncredited(Side side) {
        SideGoals goals = sides.get(side);
        SideGoals opponent = sides.get(side.other());
        boolean winnerByOne = goals.score == opponent.score + 1;
        boolean shootout = SHOOTOUT.equals(lastPeriodType) ? winnerByOne
                : lastPeriodType == null && winnerByOne && goals.missing() == 1 && opponent.missing() == 0 && !wentPastAGoalie(side);
        return goals.missing() - (shootout ? 1 : 0);
    }

    /** Whether the goalies of the opponent let in as many goals as the score has. */
    private boolean wentPastAGoalie(Side side) {
        Integer letIn = sides.get(side.other()).letIn;
        return letIn != null && letIn >= sides.get(side).score;
    }

    /** Goals that went past the goalies of a side; null where that is not known of each of them. */
    private static Integer letIn(List<PlayerStats> players) {
        Integer sum = null;
        for (PlayerStats line : players) {
            if (line.goalie() != null) {
                Integer letIn = line.goalie().letIn();
                if (letIn == null) {
                    return null;
                }
                sum = (sum == null ? 0 : sum) + letIn;
            }
        }
        return sum;
    }
}
