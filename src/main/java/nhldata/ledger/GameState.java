package nhldata.ledger;

import java.util.Arrays;
import java.util.Locale;

/** The states of a game: values of {@code etl.game.state} and, if {@link #isListed}, of {@code etl.game.listed_state}. */
public enum GameState {
    SCHEDULED, LIVE, POSTPONED, CANCELLED,
    /** Its game type is not fetched. */
    IGNORED,
    /** It is over and has to be loaded; no run has queued it yet. */
    FINAL,
    /** The schedule has an unknown state; only in {@code listed_state}. */
    UNKNOWN,
    QUEUED, FETCHING,
    /** Its CSV is in the bucket. */
    STORED,
    LOADING,
    /** Its rows are in game_stats. */
    LOADED,
    /** It is dead-lettered. */
    DEAD,
    /** Its dead letter was discarded by an operator. */
    DISCARDED;

    /** @throws IllegalArgumentException if it is not a state */
    public static GameState of(String word) {
        return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown state of a game: " + word));
    }

    /** The value in the ledger. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a schedule can have it. */
    public boolean isListed() {
        return compareTo(UNKNOWN) <= 0;
    }
}
