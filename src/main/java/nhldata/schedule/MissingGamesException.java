package nhldata.schedule;

/** A schedule was read, but lists fewer games than expected. */
public final class MissingGamesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingGamesException(String message) {
        super(message);
    }
}
