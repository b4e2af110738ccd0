package nhldata.sample;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Plus and minus: who was on the ice for each goal but those of a power play. */
final class OnIce {
    private final Dice dice;
    private final List<SkaterLine> team;
    private final Set<SkaterLine> onIce;
    private final int size;

    private OnIce(Dice dice, List<SkaterLine> team, Collection<SkaterLine> certain, int size) {
        this.dice = dice;
        this.team = team;
        this.onIce = new LinkedHashSet<>(certain);
        this.size = size;
    }

    static void countPlusMinus(Dice dice, Game game, List<Goal> goals, Map<Side, TeamSheet> sheets) {
        for (Goal goal : goals) {
            if (goal.strength() != Strength.POWER_PLAY) {
                boolean threeOnThree = game.type() != GameType.PLAYOFF && goal.second() > Score.REGULATION;
                int scoring = threeOnThree ? 3 : goal.strength() == Strength.SHORT_HANDED ? 4 : 5;
                int conceding = threeOnThree ? 3 : goal.strength() == Strength.EMPTY_NET ? 6 : 5;
                List<SkaterLine> certain = new ArrayList<>(goal.assists());
                certain.add(goal.scorer());
                new OnIce(dice, sheets.get(goal.side()).skaters, certain, scoring).fill().forEach(line -> line.plusMinus++);
                new OnIce(dice, sheets.get(goal.side().other()).skaters, List.of(), conceding).fill()
                        .forEach(line -> line.plusMinus--);
            }
        }
    }

    private Set<SkaterLine> fill() {
        int line = onIce.stream().filter(on -> !on.skater.defenseman()).map(on -> on.skater.unit()).findFirst()
                .orElseGet(() -> dice.weighted(new double[] {5, 4, 3.5, 2.5}));
        int pair = onIce.stream().filter(on -> on.skater.defenseman()).map(on -> on.skater.unit()).findFirst()
                .orElseGet(() -> dice.weighted(new double[] {5, 4, 3}));
        int defensemen = size > 3 ? 2 : 1;
        add(on -> on.defenseman() && on.unit() == pair, defensemen);
        add(on -> !on.defenseman() && on.unit() == line, size - defensemen);
        add(on -> on.defenseman(), defensemen);
        add(on -> !on.defenseman(), size - defensemen);
        return onIce;
    }

    /** As many of these as are still missing of their kind. */
    private void add(Predicate<Dressed> wanted, int ofKind) {
        for (SkaterLine line : team) {
            long kind = onIce.stream().filter(on -> on.skater.defenseman() == line.skater.defenseman()).count();
            if (wanted.test(line.skater) && kind < ofKind && onIce.size() < size) {
                onIce.add(line);
            }
        }
    }
}
