package nhldata.monitoring;

/**
 * What one look at one thing found, in words.
 *
 * @param todo what to type or to see to; null when it is well
 */
public record Finding(String name, boolean well, String words, String todo) {

    static Finding well(String name, String words) {
        return new Finding(name, true, words, null);
    }

    static Finding unwell(String name, String words, String todo) {
        return new Finding(name, false, words, todo);
    }
}
