package nhldata.nhl;

import java.util.Set;

/** The state of a game in a schedule, in the terms of the application: only {@link #FINAL} games are fetched. */
public enum ScheduledGameState {
    FINAL, LIVE, SCHEDULED, POSTPONED, CANCELLED,
    /** A state that this application does not know: never treated as final, and reported as drift. */
    UNKNOWN;

    private static final Set<String> SCHEDULE_STATES = Set.of("OK", "PPD", "CNCL", "DONT_PLAY", "SUSP", "TBD", "COMPLETED");

    /** Whether the value of {@code gameScheduleState} is a known one, or absent. */
    static boolean isKnownScheduleState(String scheduleState) {
        return scheduleState == null || SCHEDULE_STATES.contains(scheduleState);
    }

    /**
     * State of an api-web game. The schedule state wins over the game state, because a postponed game keeps {@code FUT}.
     * OVER is the time between the end of the game and the official result: still live. A FINAL game stays FINAL in
     * pre-season and becomes OFF otherwise.
     */
    static ScheduledGameState ofApiWeb(String gameState, String scheduleState) {
        if (scheduleState != null) {
            switch (scheduleState) {
                case "PPD" -> { return POSTPONED; }
                case "CNCL", "DONT_PLAY" -> { return CANCELLED; }
                case "SUSP" -> { return LIVE; }
                default -> { }
            }
        }
        return switch (gameState == null ? "" : gameState) {
            case "FINAL", "OFF" -> FINAL;
            case "LIVE", "CRIT", "OVER" -> LIVE;
            case "FUT", "PRE" -> SCHEDULED;
            default -> UNKNOWN;
        };
    }

    /** State of a statsapi game: a postponed game has the abstract state Preview and the detailed state Postponed. */
    static ScheduledGameState ofStatsApi(String abstractState, String detailedState) {
        switch (detailedState == null ? "" : detailedState) {
            case "Postponed" -> { return POSTPONED; }
            case "Cancelled", "Canceled" -> { return CANCELLED; }
            default -> { }
        }
        return switch (abstractState == null ? "" : abstractState) {
            case "Final" -> FINAL;
            case "Live" -> LIVE;
            case "Preview" -> SCHEDULED;
            default -> UNKNOWN;
        };
    }
}
