package nhldata.sample;

import java.util.Locale;

/** Of a game. */
enum Side {
    AWAY, HOME;

    Side other() {
        return this == AWAY ? HOME : AWAY;
    }

    /** As fields of the API's documents begin. */
    String prefix() {
        return name().toLowerCase(Locale.ROOT);
    }
}
