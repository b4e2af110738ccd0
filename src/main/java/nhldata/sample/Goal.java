package nhldata.sample;

import java.util.List;

/**
 * A goal in play; the shootout's is none.
 *
 * @param second  of the game, from 1
 * @param assists none, one or two
 */
record Goal(int second, Side side, Strength strength, SkaterLine scorer, List<SkaterLine> assists) {
}
