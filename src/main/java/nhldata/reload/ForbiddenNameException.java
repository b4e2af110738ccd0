package nhldata.reload;

/** A route names what no route may name. The message says what to write instead. */
final class ForbiddenNameException extends IllegalArgumentException {

    ForbiddenNameException(String what) {
        super(what);
    }
}
