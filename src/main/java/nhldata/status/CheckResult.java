package nhldata.status;

/**
 * The result of a health check.
 *
 * @param advice the command to run or the setting to check; null if the check passed
 */
public record CheckResult(String name, boolean ok, String message, String advice) {

    public static CheckResult ok(String name, String message) {
        return new CheckResult(name, true, message, null);
    }

    public static CheckResult failed(String name, String message, String advice) {
        return new CheckResult(name, false, message, advice);
    }
}
