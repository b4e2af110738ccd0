package nhldata.doctor;

/** One thing that was tried. {@code todo} is what to type or set; empty when all is well. */
public record ProbeResult(Mark mark, String subject, String says, String todo) {

    /** A note is worth reading but hinders nothing. */
    public enum Mark { TICK, NOTE, CROSS }

    static ProbeResult tick(String subject, String says) {
        return new ProbeResult(Mark.TICK, subject, says, "");
    }

    static ProbeResult note(String subject, String says, String todo) {
        return new ProbeResult(Mark.NOTE, subject, says, todo);
    }

    static ProbeResult cross(String subject, String says, String todo) {
        return new ProbeResult(Mark.CROSS, subject, says, todo);
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
