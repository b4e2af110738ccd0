package nhldata.boxscore;

import nhldata.nhl.RosterKey;

/**
 * A document with full names and birth dates that a game needs: a team's roster, or the page of a player who is on no roster.
 *
 * @param roster null for a player
 * @param player id; 0 for a roster
 * @param isReprocessed whether the archive is asked, and not the API
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
