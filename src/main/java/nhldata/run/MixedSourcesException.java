package nhldata.run;

/** Games of the sample league and real games would be mixed; an operator must decide first, so that there is no retry. The message says how. */
public final class MixedSourcesException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public MixedSourcesException(String message) {
        super(message);
    }
}
