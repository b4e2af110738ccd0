package nhldata.nhl;

import java.util.Set;

/** What a schedule says of a game, reduced to what the job does with it: only {@link #FINAL} games are fetched. */
public enum ScheduledGameState {
    FINAL, LIVE, SCHEDULED, POSTPONED, CANCELLED,
    /** A state word that this program does not know: never taken for final, and reported. */
    UNKNOWN;

    private static final Set<String> SCHEDULE_STATES = Set.of("OK", "PPD", "CNCL", "DONT_PLAY", "SUSP", "TBD", "COMPLETED");

    /** Whether the word of {@code gameScheduleState} is one that this program knows; none at all is fine. */
    static boolean isKnownScheduleState(String scheduleState) {
        return scheduleState == null || SCHEDULE_STATES.contains(scheduleState);
    }

    /**
     * State of an api-web game. The schedule state wins over the game state, because a postponed game keeps {@code FUT}.
     * OVER is the time between the last whistle and the official result: still live. A game that is FINAL stays so in
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

    /** State of a statsapi game: postponed games say abstract Preview, detailed Postponed. */
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
