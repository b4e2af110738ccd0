package nhldata.status;

import nhldata.run.RunResult;

/** The exit codes of the commands. */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int PARTIAL = 2;
    public static final int USAGE = 64;

    private ExitCode() {
    }

    public static int of(RunResult run) {
        return switch (String.valueOf(run.status())) {
            case "succeeded", "empty" -> DONE;
            case "partial" -> PARTIAL;
            default -> FAILED;
        };
    }
}
