package nhldata.nhl;

/** A document that exceeds the size limit; only its beginning was read. */
public final class TooLargeException extends DocumentException {
    private static final long serialVersionUID = 1L;

    private final transient byte[] beginning;

    public TooLargeException(String path, String message, byte[] beginning) {
        super(path, message);
        this.beginning = beginning;
    }

    public byte[] beginning() {
        return beginning;
    }
}
