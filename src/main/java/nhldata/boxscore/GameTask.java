package nhldata.boxscore;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import nhldata.api.GameRef;

/** The message between schedule and box score: a game to fetch, and the run it is fetched for. */
public record GameTask(String gameId, String gameDate, Integer awayTeamId, Integer homeTeamId, String runId) {

    @JsonIgnore
    public GameRef game() {
        return new GameRef(gameId, LocalDate.parse(gameDate), awayTeamId, homeTeamId);
    }
}
