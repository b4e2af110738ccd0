package nhldata.boxscore;

import nhldata.nhl.Boxscore;

/**
 * The message from the boxscore stage to the store stage: a game with its box score.
 *
 * @param contentHash hash of the raw document, see {@code etl.game.content_hash}
 * @param rawKey key of the raw document in the archive
 * @param lacksNames whether it has short names because rosters or bios were unavailable
 */
public record FetchedGame(GameTask task, Boxscore boxscore, String contentHash, String rawKey, boolean lacksNames) {
}
