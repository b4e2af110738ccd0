package nhldata.status;

import java.util.Map;

/** The exit codes of the commands. */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    static final int PARTIAL = 2;
    public static final int USAGE = 64;

    private ExitCode() {
    }

    /** The exit code for a row of etl.run. */
    public static int of(Map<String, Object> run) {
        return switch (String.valueOf(run.get("status"))) {
            case "succeeded", "empty" -> DONE;
            case "partial" -> PARTIAL;
            default -> FAILED;
        };
    }
}
