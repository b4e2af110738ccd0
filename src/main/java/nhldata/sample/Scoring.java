package nhldata.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who scores the goals of a score, when, at which strength and with whose help. */
final class Scoring {
    /** From here on a goalie may leave his net for a sixth skater. */
    static final int LAST_MINUTES = 3450;
    private static final double POWER_PLAY = 0.23;
    private static final double SHORT_HANDED = 0.025;
    private static final double FIRST_ASSIST = 0.94;
    private static final double SECOND_ASSIST = 0.82;
    private final Dice dice;
    private final Score score;
    private final Map<Side, TeamSheet> sheets;
    private final Set<Integer> seconds = new HashSet<>();
    private final List<Goal> goals = new ArrayList<>();

    private Scoring(Dice dice, Score score, Map<Side, TeamSheet> sheets) {
        this.dice = dice;
        this.score = score;
        this.sheets = sheets;
    }

    static List<Goal> draw(Dice dice, Score score, Map<Side, TeamSheet> sheets) {
        Scoring scoring = new Scoring(dice, score, sheets);
        boolean emptyNet = score.ending() == Score.Ending.REG && (score.margin() == 2 || score.margin() == 3)
                && dice.chance(0.85);
        for (Side side : Side.values()) {
            scoring.goalsOf(side, emptyNet);
        }
        scoring.goals.sort(Comparator.comparingInt(Goal::second));
        return List.copyOf(scoring.goals);
    }

    private void goalsOf(Side side, boolean emptyNet) {
        int left = score.playersGoals(side);
        if (side == score.winner() && score.ending() == Score.Ending.OT) {
            add(side, Strength.EVEN, score.seconds());
            left--;
        } else if (side == score.winner() && emptyNet) {
            add(side, Strength.EMPTY_NET, freeSecond(LAST_MINUTES + 60, Score.REGULATION - 2));
            left--;
        }
        int powerPlays = sheets.get(side.other()).minors;
        int penaltyKills = sheets.get(side).minors;
        for (int i = 0; i < left; i++) {
            Strength strength = Strength.EVEN;
            if (powerPlays > 0 && dice.chance(POWER_PLAY)) {
                strength = Strength.POWER_PLAY;
                powerPlays--;
            } else if (penaltyKills > 0 && dice.chance(SHORT_HANDED)) {
                strength = Strength.SHORT_HANDED;
                penaltyKills--;
            }
            add(side, strength, freeSecond(15, LAST_MINUTES - 1));
        }
    }

    private int freeSecond(int from, int to) {
        int second;
        do {
            second = dice.between(from, to);
        } while (!seconds.add(second));
        return second;
    }

    private void add(Side side, Strength strength, int second) {
        List<SkaterLine> team = sheets.get(side).skaters;
        SkaterLine scorer = team.get(dice.weighted(team.stream().mapToDouble(line -> line.skater.finishing()).toArray()));
        List<SkaterLine> assists = new ArrayList<>();
        if (dice.chance(FIRST_ASSIST)) {
            assists.add(helper(team, scorer, assists));
            if (dice.chance(SECOND_ASSIST)) {
                assists.add(helper(team, scorer, assists));
            }
        }
        scorer.goals++;
        scorer.shots++;
        scorer.powerPlayGoals += strength == Strength.POWER_PLAY ? 1 : 0;
        assists.forEach(line -> line.assists++);
        goals.add(new Goal(second, side, strength, scorer, List.copyOf(assists)));
    }

    /** Team mates of the scorer's own line are three times as likely. */
    private SkaterLine helper(List<SkaterLine> team, SkaterLine scorer, List<SkaterLine> assists) {
        return team.get(dice.weighted(team.stream().mapToDouble(line -> {
            if (line == scorer || assists.contains(line)) {
                return 0;
            }
            boolean sameLine = !line.skater.defenseman() && !scorer.skater.defenseman()
                    && line.skater.unit() == scorer.skater.unit();
            return line.skater.passing() * (sameLine ? 3 : 1);
        }).toArray()));
    }
}
