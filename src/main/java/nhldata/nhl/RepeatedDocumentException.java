package nhldata.nhl;

/** A document that is invalid, and whose bytes were in an earlier run as well: requesting it again at once cannot help. */
public final class RepeatedDocumentException extends DocumentException {
    private static final long serialVersionUID = 1L;

    public RepeatedDocumentException(DocumentException first) {
        super(first);
    }
}
