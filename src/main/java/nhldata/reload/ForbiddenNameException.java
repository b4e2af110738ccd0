package nhldata.reload;

/** A route uses a name that routes must not use. The message says what to write instead. */
final class ForbiddenNameException extends IllegalArgumentException {

    ForbiddenNameException(String what) {
        super(what);
    }
}
