package nhldata.nhl;

import java.time.LocalDate;

/**
 * Identifies a game. The id has ten digits, so that it is safe in an object key, a URL or SQL; the date is the
 * league's schedule date, not the UTC day of the start. Team ids are null if the schedule does not have them.
 */
public record GameKey(String gameId, LocalDate date, Integer awayTeamId, Integer homeTeamId) {

    public GameKey {
        if (!GameId.isValid(gameId)) {
            throw new IllegalArgumentException("not a game id of ten digits: '" + gameId + "'");
        }
        if (date == null) {
            throw new IllegalArgumentException("game " + gameId + " has no date");
        }
    }

    /** The season as the NHL writes it, "20192020", from the first four digits of the id. */
    public String season() {
        return GameId.season(gameId);
    }

    /** 1 pre-season, 2 regular season, 3 playoff: the fifth and sixth digit of the id. */
    public int gameType() {
        return GameId.gameType(gameId);
    }

    /** @throws DocumentException if the schedule has another team on this side; {@code team} is the object with the id in the box score */
    void requireTeam(Side side, int id, JsonObject team) {
        Integer expected = side == Side.AWAY ? awayTeamId : homeTeamId;
        if (expected != null && expected != id) {
            throw team.invalid("id", "box score of another game: the " + side.label() + " team of game " + gameId
                    + " is " + expected + ", here it is " + id);
        }
    }
}
