package nhldata.sample;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A whole game, played out from its score: the numbers are drawn so that those which must agree do.
 *
 * @param goals in the order in which they were scored
 */
record BoxScore(Game game, Map<Side, TeamSheet> sheets, List<Goal> goals) {

    /** The same game and rosters give the same box score. */
    static BoxScore of(Game game, Rosters rosters) {
        Dice dice = Dice.of("box score", game.id());
        Map<Side, TeamSheet> sheets = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            sheets.put(side, new TeamSheet(Lineup.of(game, side, rosters)));
        }
        Penalties.draw(dice, sheets);
        List<Goal> goals = Scoring.draw(dice, game.score(), sheets);
        OnIce.countPlusMinus(dice, game, goals, sheets);
        for (Side side : Side.values()) {
            IceTime.draw(dice, game, sheets.get(side));
            Work.draw(dice, sheets.get(side));
            Goaltending.draw(dice, game, side, goals, sheets);
        }
        return new BoxScore(game, sheets, goals);
    }
}
