package nhldata.nhl;

import java.time.LocalDate;

/**
 * A game as listed in a schedule. Teams are abbreviations ("FLA"), from the table of teams if the document has only the
 * id; ids and abbreviations are null until the teams are known. {@code season} is derived from the id; {@code gameType}
 * is that of the document. {@code apiState} is the state as the API writes it: "OFF", "FUT/PPD", "Final".
 */
public record ScheduledGame(String gameId, String season, int gameType, LocalDate date, ScheduledGameState state, String apiState,
                            Integer awayTeamId, String awayTeam, Integer homeTeamId, String homeTeam) {

    /** The key that the box score of this game is validated against. */
    public GameKey key() {
        return new GameKey(gameId, date, awayTeamId, homeTeamId);
    }
}
