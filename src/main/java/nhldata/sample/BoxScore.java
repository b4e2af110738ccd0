package nhldata.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A whole game, computed from its score so that the statistics agree with each other. The same game gives the same box score. */
final class BoxScore {
    /** From here on a goalie may leave the net for a sixth skater. */
    static final int LAST_MINUTES = 3450;
    private static final double POWER_PLAY = 0.23;
    private static final double SHORT_HANDED = 0.025;
    private static final double FIRST_ASSIST = 0.94;
    private static final double SECOND_ASSIST = 0.82;
    private final SeededRandom random;
    private final Game game;
    private final Map<Side, TeamStats> teams = new EnumMap<>(Side.class);
    private final Map<Side, List<GoalieStats>> goalies = new EnumMap<>(Side.class);
    private final List<Goal> goals = new ArrayList<>();
    private final Set<Integer> secondsOfGoals = new HashSet<>();

    BoxScore(Game game, Rosters rosters) {
        this.random = new SeededRandom("box score", game.id());
        this.game = game;
        for (Side side : Side.values()) {
            teams.put(side, new TeamStats(game, game.team(side), rosters));
        }
        drawPenalties();
        drawGoals();
        goals.stream().filter(goal -> goal.strength() != Goal.Strength.POWER_PLAY).forEach(this::countPlusMinus);
        for (Side side : Side.values()) {
            teams.get(side).drawIceTime(random);
            teams.get(side).drawOther(random);
            goalies.put(side, new Goaltending(random, game, side, goals, teams).goalies(rosters));
        }
    }

    TeamStats team(Side side) {
        return teams.get(side);
    }

    /** By sweater number. */
    List<GoalieStats> goalies(Side side) {
        return goalies.get(side);
    }

    /** Minor penalties, a fight in every tenth game, a misconduct now and then. */
    private void drawPenalties() {
        boolean fight = random.chance(0.1);
        for (TeamStats team : teams.values()) {
            team.minors = random.poisson(3.2);
            for (int i = 0; i < team.minors; i++) {
                random.pick(team.skaters).penaltyMinutes += 2;
            }
            if (fight) {
                random.pick(team.skaters).penaltyMinutes += 5;
            }
            if (random.chance(0.03)) {
                random.pick(team.skaters).penaltyMinutes += 10;
            }
        }
    }

    private void drawGoals() {
        Score score = game.score();
        boolean emptyNet = score.ending() == Score.Ending.REG && (score.margin() == 2 || score.margin() == 3) && random.chance(0.85);
        for (Side side : Side.values()) {
            int left = score.playersGoals(side);
            if (side == score.winner() && score.ending() == Score.Ending.OT) {
                addGoal(side, Goal.Strength.EVEN, score.seconds());
                left--;
            } else if (side == score.winner() && emptyNet) {
                addGoal(side, Goal.Strength.EMPTY_NET, freeSecond(LAST_MINUTES + 60, Score.REGULATION - 2));
                left--;
            }
            int powerPlays = teams.get(side.other()).minors;
            int penaltyKills = teams.get(side).minors;
            for (int i = 0; i < left; i++) {
                Goal.Strength strength = Goal.Strength.EVEN;
                if (powerPlays > 0 && random.chance(POWER_PLAY)) {
                    strength = Goal.Strength.POWER_PLAY;
                    powerPlays--;
                } else if (penaltyKills > 0 && random.chance(SHORT_HANDED)) {
                    strength = Goal.Strength.SHORT_HANDED;
                    penaltyKills--;
                }
                addGoal(side, strength, freeSecond(15, LAST_MINUTES - 1));
            }
        }
        goals.sort(Comparator.comparingInt(Goal::second));
    }

    private int freeSecond(int from, int to) {
        int second;
        do {
            second = random.between(from, to);
        } while (!secondsOfGoals.add(second));
        return second;
    }

    private void addGoal(Side side, Goal.Strength strength, int second) {
        List<SkaterStats> team = teams.get(side).skaters;
        SkaterStats scorer = team.get(random.weighted(team.stream().mapToDouble(skater -> skater.finishing).toArray()));
        List<SkaterStats> assists = new ArrayList<>();
        if (random.chance(FIRST_ASSIST)) {
            assists.add(assist(team, scorer, assists));
            if (random.chance(SECOND_ASSIST)) {
                assists.add(assist(team, scorer, assists));
            }
        }
        scorer.goals++;
        scorer.shots++;
        scorer.powerPlayGoals += strength == Goal.Strength.POWER_PLAY ? 1 : 0;
        assists.forEach(skater -> skater.assists++);
        goals.add(new Goal(second, side, strength, scorer, assists));
    }

    /** Forwards of the scorer's line are three times as likely. */
    private SkaterStats assist(List<SkaterStats> team, SkaterStats scorer, List<SkaterStats> assists) {
        return team.get(random.weighted(team.stream().mapToDouble(skater -> {
            boolean sameLine = skater.player.forward() && scorer.player.forward() && skater.unit == scorer.unit;
            return skater == scorer || assists.contains(skater) ? 0 : skater.passing * (sameLine ? 3 : 1);
        }).toArray()));
    }

    private void countPlusMinus(Goal goal) {
        boolean threeOnThree = game.type() != Game.Type.PLAYOFF && goal.second() > Score.REGULATION;
        int scoring = threeOnThree ? 3 : goal.strength() == Goal.Strength.SHORT_HANDED ? 4 : 5;
        int conceding = threeOnThree ? 3 : goal.strength() == Goal.Strength.EMPTY_NET ? 6 : 5;
        List<SkaterStats> involved = new ArrayList<>(goal.assists());
        involved.add(goal.scorer());
        onIce(goal.side(), involved, scoring).forEach(skater -> skater.plusMinus++);
        onIce(goal.side().other(), List.of(), conceding).forEach(skater -> skater.plusMinus--);
    }

    /** These and their linemates, as far as there is room for forwards and defensemen. */
    private List<SkaterStats> onIce(Side side, List<SkaterStats> involved, int size) {
        int line = involved.stream().filter(skater -> skater.player.forward()).findFirst().map(skater -> skater.unit)
                .orElseGet(() -> random.weighted(5, 4, 3.5, 2.5));
        int pair = involved.stream().filter(skater -> !skater.player.forward()).findFirst().map(skater -> skater.unit)
                .orElseGet(() -> random.weighted(5, 4, 3));
        int defensemen = size > 3 ? 2 : 1;
        List<SkaterStats> onIce = new ArrayList<>(involved);
        teams.get(side).skaters.stream().sorted(Comparator.comparingInt((SkaterStats skater) -> skater.player.forward()
                ? skater.unit == line ? 1 : 3 : skater.unit == pair ? 0 : 2)).forEach(skater -> {
                    boolean forward = skater.player.forward();
                    long ofKind = onIce.stream().filter(one -> one.player.forward() == forward).count();
                    if (!onIce.contains(skater) && onIce.size() < size && ofKind < (forward ? size - defensemen : defensemen)) {
                        onIce.add(skater);
                    }
                });
        return onIce;
    }
}
