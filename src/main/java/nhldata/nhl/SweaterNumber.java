package nhldata.nhl;

/** A sweater number: a string of digits in statsapi, a number in api-web. */
final class SweaterNumber {
    private static final int MAX_DIGITS = 9;
    private static final int MAX = 999_999_999;

    private SweaterNumber() { }

    /** The number in a field, of either type; null if it is absent or blank, and null with drift if it is not a number. */
    static Integer of(JsonObject object, String name) {
        Integer number = object.plainInteger(name);
        if (number != null && number >= 0 && number <= MAX) {
            return number;
        }
        String text = object.scalar(name);
        if (!object.has(name) || text != null && text.isBlank()) {
            return null;
        }
        if (text == null || text.length() > MAX_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            object.typeDrift(name);
            return null;
        }
        return Integer.valueOf(text);
    }
}
