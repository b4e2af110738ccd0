package nhldata.doctor;

/** One thing that was tried. {@code todo} is what to type or set; empty when all is well. */
public record Finding(Mark mark, String subject, String says, String todo) {

    /** A note is worth reading but hinders nothing. */
    public enum Mark { TICK, NOTE, CROSS }

    static Finding tick(String subject, String says) {
        return new Finding(Mark.TICK, subject, says, "");
    }

    static Finding note(String subject, String says, String todo) {
        return new Finding(Mark.NOTE, subject, says, todo);
    }

    static Finding cross(String subject, String says, String todo) {
        return new Finding(Mark.CROSS, subject, says, todo);
    }

    @Override
    public String toString() {
        String sign = switch (mark) {
            case TICK -> "✓ ";
            case NOTE -> "! ";
            case CROSS -> "✗ ";
        };
        return sign + subject + ": " + says + (todo.isEmpty() ? "" : "\n    " + todo);
    }
}
