package nhldata.boxscore;

import nhldata.nhl.Boxscore;

/**
 * A game between the box-score stage and the store stage.
 *
 * @param contentHash of the raw document, see {@code etl.game.content_hash}
 * @param rawKey key of the raw document in the archive
 * @param lacksNames whether short names stand in it because rosters or bios were unavailable
 */
public record FetchedGame(GameTask task, Boxscore boxscore, String contentHash, String rawKey, boolean lacksNames) {
}
