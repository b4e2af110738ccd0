package nhldata.nhl;

/**
 * A document is not the result it should be: unreadable, incomplete, another game's, or not final. Asking again at once
 * rarely helps; the payload belongs into the dead-letter bucket.
 */
public class DocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;

    /** The path is as in {@code playerByGameStats.awayTeam.forwards[3].goals}, or {@code $} for the document as a whole. */
    public DocumentException(String path, String message) {
        super(path + ": " + message);
        this.path = path;
    }

    DocumentException(DocumentException cause) {
        super(cause.getMessage(), cause);
        this.path = cause.path;
    }

    /** Where in the document, as in {@code playerByGameStats.awayTeam.forwards[3].goals}; {@code $} is the whole. */
    public String path() {
        return path;
    }
}
