package nhldata.nhl;

/**
 * A document is not valid: unreadable, incomplete, of another game, or not final. An immediate retry rarely helps; the payload
 * belongs in the dead-letter bucket.
 */
public class DocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;

    /** @param path such as {@code playerByGameStats.awayTeam.forwards[3].goals}, or {@code $} for the whole document */
    public DocumentException(String path, String message) {
        super(path + ": " + message);
        this.path = path;
    }

    /** Without a cause: Camel chooses the policy by the innermost exception. */
    DocumentException(DocumentException other) {
        super(other.getMessage());
        this.path = other.path;
    }

    /** The invalid part of the document, such as {@code playerByGameStats.awayTeam.forwards[3].goals}; {@code $} is the whole. */
    public String path() {
        return path;
    }
}
