package nhldata.status;

/**
 * What one look at one thing found, in words.
 *
 * @param todo what to type or to see to; null when it is well
 */
public record CheckResult(String name, boolean well, String words, String todo) {

    public static CheckResult well(String name, String words) {
        return new CheckResult(name, true, words, null);
    }

    public static CheckResult unwell(String name, String words, String todo) {
        return new CheckResult(name, false, words, todo);
    }
}
