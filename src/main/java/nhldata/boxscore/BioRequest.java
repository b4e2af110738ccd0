package nhldata.boxscore;

import nhldata.nhl.RosterKey;

/**
 * Identifies a document with full names and birth dates for a game: a team's roster, or the landing page of a player who is on neither roster.
 *
 * @param roster null for a player
 * @param player id of the player; 0 for a roster
 * @param isReprocessed whether the document is read from the archive instead of the API
 */
public record BioRequest(RosterKey roster, int player, String runId, boolean isReprocessed) {

    /** As in {@code etl.document.kind}: roster or player. */
    public String kind() {
        return roster != null ? "roster" : "player";
    }

    /** As in {@code etl.document.subject}: team and season, or the player's id. */
    public String subject() {
        return roster != null ? roster.teamAbbreviation() + "/" + roster.season() : Integer.toString(player);
    }
}
