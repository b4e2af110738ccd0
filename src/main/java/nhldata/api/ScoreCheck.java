package nhldata.api;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Do the goals of the players add up to the score? One goal of one side may be missing, if it went past no goalie of the
 * opponent (the score exceeds what they let in) and is either
 * <ul>
 * <li>the one that a won shootout counts for: the winner's, by a margin of one, not in the playoffs; or
 * <li>a goalie's own, into the empty net: api-web does not list goals of goalies (three in the season 2024-25).
 * </ul>
 * Where the document says that there was a shootout, the winner must lack exactly that goal.
 */
final class ScoreCheck {
    private static final int PLAYOFFS = 3;
    static final String SHOOTOUT = "SO";

    private final GameRef game;
    private final String lastPeriodType;
    private final boolean goalieGoalsListed;
    private final Map<Side, SideGoals> sides = new EnumMap<>(Side.class);

    private record SideGoals(int score, int scored, Integer letIn, JsonObject where, String field) {
        int missing() {
            return score - scored;
        }
    }

    /** {@code lastPeriodType} is REG, OT, SO, or null where the document does not say. */
    ScoreCheck(GameRef game, String lastPeriodType, boolean goalieGoalsListed) {
        this.game = game;
        this.lastPeriodType = lastPeriodType;
        this.goalieGoalsListed = goalieGoalsListed;
    }

    /** Adds a side; {@code where} and {@code field} are where its score stands. */
    void side(Side side, TeamLine line, List<PlayerLine> players, JsonObject where, String field) {
        int scored = players.stream().mapToInt(PlayerLine::goals).sum();
        sides.put(side, new SideGoals(line.score(), scored, letIn(players), where, field));
    }

    void refuseUnlessGoalsAddUp() {
        for (Side side : Side.values()) {
            SideGoals goals = sides.get(side);
            SideGoals opponent = sides.get(side.other());
            if (!isExplained(goals, opponent)) {
                throw goals.where.refuse(goals.field, "the score is " + goals.score + ", but the goals of the "
                        + side.label() + " players add up to " + goals.scored
                        + (SHOOTOUT.equals(lastPeriodType) ? ", in a game decided by a shootout" : "")
                        + "; the box score is incomplete or contradicts itself");
            }
        }
    }

    private boolean isExplained(SideGoals goals, SideGoals opponent) {
        boolean winnerByOne = goals.score == opponent.score + 1;
        if (SHOOTOUT.equals(lastPeriodType)) {
            return goals.missing() == (winnerByOne ? 1 : 0);
        }
        if (goals.missing() == 0) {
            return true;
        }
        boolean pastNoGoalie = opponent.letIn == null || opponent.letIn < goals.score;
        boolean shootout = lastPeriodType == null && winnerByOne && game.gameType() != PLAYOFFS;
        return goals.missing() == 1 && opponent.missing() == 0 && pastNoGoalie && (shootout || !goalieGoalsListed);
    }

    /** Goals that went past the goalies of a side; null where that is not known of each of them. */
    private static Integer letIn(List<PlayerLine> players) {
        Integer sum = null;
        for (PlayerLine line : players) {
            if (line.goalie() != null) {
                if (line.goalie().shots() == null || line.goalie().saves() == null) {
                    return null;
                }
                sum = (sum == null ? 0 : sum) + line.goalie().shots() - line.goalie().saves();
            }
        }
        return sum;
    }
}
