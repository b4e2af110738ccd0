package nhldata.schedule;

/** A schedule that was read, and lists fewer games than there are. */
public final class MissingGamesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingGamesException(String message) {
        super(message);
    }
}
