package nhldata.ledger;

import java.util.Arrays;
import java.util.Locale;

/** A state of a game: in {@code etl.game.state}, or, where {@link #isListed}, in {@code etl.game.listed_state}. */
public enum GameState {
    SCHEDULED, LIVE, POSTPONED, CANCELLED,
    /** Its game type is not loaded. */
    IGNORED,
    /** Final and eligible; not claimed by a run. */
    FINAL,
    /** The schedule has an unknown state; only in {@code listed_state}. */
    UNKNOWN,
    QUEUED, FETCHING,
    /** Its CSV is in the bucket. */
    STORED,
    LOADING,
    /** Its rows are in game_stats. */
    LOADED,
    DEAD,
    /** Its dead letter was discarded by an operator. */
    DISCARDED;

    /** @throws IllegalArgumentException if it is not a state */
    public static GameState of(String word) {
        return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown game state: " + word));
    }

    /** The value in the ledger. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a schedule can contain it. */
    public boolean isListed() {
        return compareTo(UNKNOWN) <= 0;
    }
}
