package nhldata.embedded;

/**
 * An embedded server cannot start or stop. The message is written for the person at the terminal: it says what is in the way and what to type,
 * so show it alone and keep the stack trace for the log.
 */
public final class EmbeddedServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedServerException(String message) {
        super(message);
    }

    EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
