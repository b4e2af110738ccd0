package nhldata.api;

/** What a schedule says of a game, reduced to what the job does with it: only {@link #FINAL} games are fetched. */
public enum GameState {
    FINAL, LIVE, SCHEDULED, POSTPONED, CANCELLED;

    /**
     * State of an api-web game. The schedule state wins over the game state, because a postponed game keeps {@code FUT}.
     * OVER is the time between the last whistle and the official result: still live. A game that is FINAL stays so in
     * pre-season and becomes OFF otherwise. Words not known here are never taken for final.
     */
    static GameState ofApiWeb(String gameState, String scheduleState) {
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
            default -> SCHEDULED;
        };
    }

    /** State of a statsapi game: postponed games say abstract Preview, detailed Postponed. */
    static GameState ofStatsApi(String abstractState, String detailedState) {
        switch (detailedState == null ? "" : detailedState) {
            case "Postponed" -> { return POSTPONED; }
            case "Cancelled", "Canceled" -> { return CANCELLED; }
            default -> { }
        }
        return switch (abstractState == null ? "" : abstractState) {
            case "Final" -> FINAL;
            case "Live" -> LIVE;
            default -> SCHEDULED;
        };
    }
}
