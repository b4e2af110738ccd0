package nhldata.sample;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Shots, saves and decisions of one side's goalies. The opponent's shots are made here too: each of them is a save, a goal
 * or went into an empty net.
 */
final class Goaltending {
    private static final double SAVES = 26.5;
    private final Dice dice;
    private final Game game;
    private final Side side;
    private final List<Goal> goals;
    private final TeamSheet own;
    private final TeamSheet opponent;

    private Goaltending(Dice dice, Game game, Side side, List<Goal> goals, Map<Side, TeamSheet> sheets) {
        this.dice = dice;
        this.game = game;
        this.side = side;
        this.goals = goals;
        this.own = sheets.get(side);
        this.opponent = sheets.get(side.other());
    }

    static void draw(Dice dice, Game game, Side side, List<Goal> goals, Map<Side, TeamSheet> sheets) {
        new Goaltending(dice, game, side, goals, sheets).draw();
    }

    private void draw() {
        int relieved = secondOfRelief();
        int end = game.score().seconds() - netEmptyFor();
        Map<Strength, Integer> saves = saves();
        Map<Strength, Integer> startersSaves = new EnumMap<>(Strength.class);
        Map<Strength, Integer> backupsSaves = new EnumMap<>(Strength.class);
        saves.forEach((strength, count) -> {
            int starters = relieved < end ? count * relieved / end : count;
            startersSaves.put(strength, starters);
            backupsSaves.put(strength, count - starters);
        });
        own.goalies.add(line(own.lineup.starter(), true, 0, Math.min(relieved, end), startersSaves));
        own.goalies.add(line(own.lineup.backup(), false, Math.min(relieved, end), end, backupsSaves));
        own.goalies.sort((one, other) -> Integer.compare(one.goalie().number(), other.goalie().number()));
    }

    private GoalieLine line(Dressed goalie, boolean starter, int from, int to, Map<Strength, Integer> saves) {
        Map<Strength, Integer> conceded = new EnumMap<>(Strength.class);
        Map<Strength, Integer> shots = new EnumMap<>(saves);
        for (Goal goal : goals) {
            boolean beaten = goal.side() != side && goal.strength() != Strength.EMPTY_NET && to > from
                    && goal.second() > from && goal.second() <= to;
            if (beaten) {
                conceded.merge(goal.strength(), 1, Integer::sum);
                shots.merge(goal.strength(), 1, Integer::sum);
            }
        }
        int decided = decidingSecond();
        String decision = decided > from && decided <= to ? decision() : null;
        return new GoalieLine(goalie, starter, to - from, decision, shots, conceded);
    }

    /** A bad night ends early now and then: the second of the goal after which the backup came in, or never. */
    private int secondOfRelief() {
        int conceded = 0;
        for (Goal goal : goals) {
            conceded += goal.side() == side ? 0 : 1;
            boolean badNight = conceded >= 3 && conceded <= 5 && goal.side() != side && goal.second() < 2900;
            if (badNight && dice.chance(0.12)) {
                return goal.second();
            }
        }
        return Integer.MAX_VALUE;
    }

    /** Behind by little, a team plays its last minute or so with six skaters. */
    private int netEmptyFor() {
        boolean behind = game.score().ending() == Score.Ending.REG && side.other() == game.score().winner()
                && game.score().margin() <= 3;
        if (!behind) {
            return 0;
        }
        Goal last = goals.get(goals.size() - 1);
        return last.strength() == Strength.EMPTY_NET ? Score.REGULATION - last.second() + dice.between(5, 40)
                : dice.between(20, Score.REGULATION - Scoring.LAST_MINUTES - 20);
    }

    private Map<Strength, Integer> saves() {
        int count = Math.max(8, dice.poisson(SAVES * game.score().seconds() / Score.REGULATION));
        double[] weights = opponent.skaters.stream().mapToDouble(this::shooting).toArray();
        for (int i = 0; i < count; i++) {
            opponent.skaters.get(dice.weighted(weights)).shots++;
        }
        Map<Strength, Integer> saves = new EnumMap<>(Strength.class);
        int powerPlay = Math.min(count / 2, own.minors == 0 ? 0 : dice.poisson(1.1 * own.minors));
        int shortHanded = Math.min(count / 4, opponent.minors == 0 ? 0 : dice.poisson(0.2 * opponent.minors));
        saves.put(Strength.POWER_PLAY, powerPlay);
        saves.put(Strength.SHORT_HANDED, shortHanded);
        saves.put(Strength.EVEN, count - powerPlay - shortHanded);
        return saves;
    }

    private double shooting(SkaterLine line) {
        return 0.35 + line.skater.finishing();
    }

    /** The winner's goal that the loser never answered; after a shootout or a tie, the end of the game. */
    private int decidingSecond() {
        Score score = game.score();
        if (score.ending() == Score.Ending.SO || score.winner() == null) {
            return score.seconds();
        }
        return goals.stream().filter(goal -> goal.side() == score.winner()).skip(score.of(score.winner().other()))
                .findFirst().orElseThrow().second();
    }

    private String decision() {
        if (side == game.score().winner()) {
            return "W";
        }
        if (game.score().winner() == null) {
            return "T";
        }
        return game.score().ending() == Score.Ending.REG || game.type() == GameType.PLAYOFF ? "L" : "O";
    }
}
