package nhldata.embedded;

/**
 * An embedded server cannot start or stop. The message is for the user: it has the cause and the command to run,
 * so show it alone and write the stack trace to the log.
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
