package nhldata.doctor;

/**
 * The result of one check.
 *
 * @param advice the command to run or the setting to change; empty for {@link Status#OK}
 */
public record ProbeResult(Status status, String subject, String message, String advice) {

    /** A warning does not prevent a run. */
    public enum Status { OK, WARN, FAIL }

    static ProbeResult ok(String subject, String message) {
        return new ProbeResult(Status.OK, subject, message, "");
    }

    static ProbeResult warn(String subject, String message, String advice) {
        return new ProbeResult(Status.WARN, subject, message, advice);
    }

    static ProbeResult fail(String subject, String message, String advice) {
        return new ProbeResult(Status.FAIL, subject, message, advice);
    }

    @Override
    public String toString() {
        String symbol = switch (status) {
            case OK -> "✓ ";
            case WARN -> "! ";
            case FAIL -> "✗ ";
        };
        return symbol + subject + ": " + message + (advice.isEmpty() ? "" : "\n    " + advice);
    }
}
