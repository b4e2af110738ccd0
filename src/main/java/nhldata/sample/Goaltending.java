package nhldata.sample;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Shots, saves and decisions of one team's goalies. The opponent's shots are drawn here too: each of them is a save, a goal
 * or went into an empty net.
 */
final class Goaltending {
    private static final double SAVES = 26.5;
    private final SeededRandom random;
    private final Game game;
    private final Side side;
    private final List<Goal> goals;
    private final TeamStats team;
    private final TeamStats opponent;

    Goaltending(SeededRandom random, Game game, Side side, List<Goal> goals, Map<Side, TeamStats> teams) {
        this.random = random;
        this.game = game;
        this.side = side;
        this.goals = goals;
        this.team = teams.get(side);
        this.opponent = teams.get(side.other());
    }

    List<GoalieStats> goalies(Rosters rosters) {
        int relief = secondOfRelief();
        int end = game.score().seconds() - secondsOfEmptyNet();
        int change = Math.min(relief, end);
        Map<Goal.Strength, Integer> saves = drawSaves();
        Map<Goal.Strength, Integer> ofStarter = new EnumMap<>(saves);
        ofStarter.replaceAll((strength, count) -> count * change / end);
        saves.replaceAll((strength, count) -> count - ofStarter.get(strength));
        return Stream.of(goalie(rosters, true, 0, change, ofStarter), goalie(rosters, false, change, end, saves))
                .sorted(Comparator.comparingInt(GoalieStats::number)).toList();
    }

    /** @param shots the saves, to which goals are added */
    private GoalieStats goalie(Rosters rosters, boolean starter, int from, int to, Map<Goal.Strength, Integer> shots) {
        Player player = team.goalies.get(starter ? 0 : 1);
        Map<Goal.Strength, Integer> conceded = new EnumMap<>(Goal.Strength.class);
        for (Goal goal : goals) {
            if (goal.side() != side && goal.strength() != Goal.Strength.EMPTY_NET && goal.second() > from && goal.second() <= to) {
                conceded.merge(goal.strength(), 1, Integer::sum);
                shots.merge(goal.strength(), 1, Integer::sum);
            }
        }
        int deciding = decidingSecond();
        return new GoalieStats(player, rosters.number(game.team(side), player), starter, to - from,
                deciding > from && deciding <= to ? decision() : null, shots, conceded);
    }

    /** The second of the goal after which the backup came in; in most games never. */
    private int secondOfRelief() {
        int conceded = 0;
        for (Goal goal : goals) {
            if (goal.side() != side) {
                conceded++;
                if (conceded >= 3 && conceded <= 5 && goal.second() < 2900 && random.chance(0.12)) {
                    return goal.second();
                }
            }
        }
        return Integer.MAX_VALUE;
    }

    /** A team that is behind by little plays about the last minute with six skaters. */
    private int secondsOfEmptyNet() {
        Score score = game.score();
        if (score.ending() != Score.Ending.REG || side.other() != score.winner() || score.margin() > 3) {
            return 0;
        }
        Goal last = goals.get(goals.size() - 1);
        return last.strength() == Goal.Strength.EMPTY_NET ? Score.REGULATION - last.second() + random.between(5, 40)
                : random.between(20, Score.REGULATION - BoxScore.LAST_MINUTES - 20);
    }

    private Map<Goal.Strength, Integer> drawSaves() {
        int count = Math.max(8, random.poisson(SAVES * game.score().seconds() / Score.REGULATION));
        double[] weights = opponent.skaters.stream().mapToDouble(skater -> 0.35 + skater.finishing).toArray();
        for (int i = 0; i < count; i++) {
            opponent.skaters.get(random.weighted(weights)).shots++;
        }
        int powerPlay = Math.min(count / 2, team.minors == 0 ? 0 : random.poisson(1.1 * team.minors));
        int shortHanded = Math.min(count / 4, opponent.minors == 0 ? 0 : random.poisson(0.2 * opponent.minors));
        return new EnumMap<>(Map.of(Goal.Strength.POWER_PLAY, powerPlay, Goal.Strength.SHORT_HANDED, shortHanded,
                Goal.Strength.EVEN, count - powerPlay - shortHanded));
    }

    /** Of the goal that the loser never matched; after a shootout or a tie, the end of the game. */
    private int decidingSecond() {
        Score score = game.score();
        if (score.ending() == Score.Ending.SO || score.winner() == null) {
            return score.seconds();
        }
        return goals.stream().filter(goal -> goal.side() == score.winner()).skip(score.of(score.winner().other()))
                .findFirst().orElseThrow().second();
    }

    private String decision() {
        Score score = game.score();
        if (score.winner() == null) {
            return "T";
        }
        boolean inOvertime = score.ending() != Score.Ending.REG && game.type() != Game.Type.PLAYOFF;
        return side == score.winner() ? "W" : inOvertime ? "O" : "L";
    }
}
