package nhldata.sample;

import java.util.List;

/**
 * A goal in play, not of a shootout.
 *
 * @param second  of the game, from 1
 * @param assists none, one or two
 */
record Goal(int second, Side side, Strength strength, SkaterStats scorer, List<SkaterStats> assists) {

    /** Of the shooting team. */
    enum Strength { EVEN, POWER_PLAY, SHORT_HANDED, EMPTY_NET }
}
