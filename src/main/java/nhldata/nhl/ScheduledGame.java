package nhldata.nhl;

import java.time.LocalDate;

/**
 * A game as a schedule lists it. Teams are abbreviations ("FLA"), from the table of teams where the document has only the
 * id; ids and abbreviations are null while the teams are not known. {@code season} follows from the id; {@code gameType}
 * is what the document says. {@code apiState} is the state in the API's own words: "OFF", "FUT/PPD", "Final".
 */
public record ScheduledGame(String gameId, String season, int gameType, LocalDate date, ScheduledGameState state, String apiState,
                            Integer awayTeamId, String awayTeam, Integer homeTeamId, String homeTeam) {

    /** What the box score of this game is checked against. */
    public GameKey ref() {
        return new GameKey(gameId, date, awayTeamId, homeTeamId);
    }
}
