package nhldata.boxscore;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import nhldata.nhl.GameKey;

/**
 * The message between schedule and box score: a game to fetch, and the run it is fetched for.
 *
 * @param rawKey key of the raw box score in the bucket when it is to be derived again from there; null asks the API
 * @param csvVersion with a raw key: version of the CSV in the bucket when the run began, empty for none
 */
public record GameTask(String gameId, String gameDate, Integer awayTeamId, Integer homeTeamId, String runId, String rawKey, String csvVersion) {

    /** What comes over a channel goes into keys and SQL: it is checked before anything is done with it. */
    public GameTask {
        new GameKey(gameId, LocalDate.parse(gameDate), awayTeamId, homeTeamId);
        if (runId == null || !runId.matches("[\\w-]{1,100}")) {
            throw new IllegalArgumentException("not a run's id: '" + runId + "'");
        }
        if (rawKey != null && !rawKey.matches("raw/boxscore/[\\w=./-]{1,200}")) {
            throw new IllegalArgumentException("not the key of a raw box score: '" + rawKey + "'");
        }
        if (csvVersion != null && !csvVersion.matches("|[^\\s\"]{1,200} \\d{1,18}")) {
            throw new IllegalArgumentException("not the version of a CSV: '" + csvVersion + "'");
        }
    }

    /** Is it the bucket that is asked, and not the API? */
    @JsonIgnore
    public boolean isRederived() {
        return rawKey != null;
    }

    @JsonIgnore
    public GameKey game() {
        return new GameKey(gameId, LocalDate.parse(gameDate), awayTeamId, homeTeamId);
    }
}
