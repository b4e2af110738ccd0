package nhldata.boxscore;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import nhldata.nhl.GameKey;

/**
 * The message from the schedule stage to the boxscore stage: a game to fetch, and its run.
 *
 * @param rawKey key of the raw box score in the bucket if the game is reprocessed from the archive; null to fetch it from the API
 * @param csvVersion with a raw key: version of the CSV in the bucket when the run began, empty if there was none
 */
public record GameTask(String gameId, String gameDate, Integer awayTeamId, Integer homeTeamId, String runId, String rawKey, String csvVersion) {

    /** Validates everything: a message from the queue ends up in object keys and SQL. */
    public GameTask {
        new GameKey(gameId, LocalDate.parse(gameDate), awayTeamId, homeTeamId);
        if (runId == null || !runId.matches("[\\w-]{1,100}")) {
            throw new IllegalArgumentException("not a run id: '" + runId + "'");
        }
        if (rawKey != null && !rawKey.matches("raw/boxscore/[\\w=./-]{1,200}")) {
            throw new IllegalArgumentException("not the key of a raw box score: '" + rawKey + "'");
        }
        if (csvVersion != null && !csvVersion.matches("|[^\\s\"]{1,200} \\d{1,18}")) {
            throw new IllegalArgumentException("not the version of a CSV: '" + csvVersion + "'");
        }
    }

    /** Whether the game is reprocessed from the archive instead of fetched from the API. */
    @JsonIgnore
    public boolean isRederived() {
        return rawKey != null;
    }

    @JsonIgnore
    public GameKey game() {
        return new GameKey(gameId, LocalDate.parse(gameDate), awayTeamId, homeTeamId);
    }
}
