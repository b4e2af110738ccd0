package nhldata.nhl;

/** A document beyond all measure, of which only the beginning is kept. */
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
