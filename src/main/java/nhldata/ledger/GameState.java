package nhldata.ledger;

import java.util.Arrays;
import java.util.Locale;

/** A state of a game: in {@code etl.game.state}, or, where {@link #isListed}, in {@code etl.game.listed_state}. */
public enum GameState {
    SCHEDULED, LIVE, POSTPONED, CANCELLED,
    /** Its type is not wanted. */
    IGNORED,
    /** It is over and to be loaded; no run has taken it. */
    FINAL,
    /** The schedule says a state that is not known; only in {@code listed_state}. */
    UNKNOWN,
    QUEUED, FETCHING,
    /** Its CSV is in the bucket. */
    STORED,
    LOADING,
    /** Its rows are in game_stats. */
    LOADED,
    DEAD,
    /** An operator has discarded its dead letter. */
    DISCARDED;

    /** @throws IllegalArgumentException when it is not a state */
    public static GameState of(String word) {
        return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state of a game: " + word));
    }

    /** As the ledger spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a schedule can give it. */
    public boolean isListed() {
        return compareTo(UNKNOWN) <= 0;
    }
}
