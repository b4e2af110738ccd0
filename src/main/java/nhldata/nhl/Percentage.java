package nhldata.nhl;

/** Reads percentages: 0-100 in statsapi and in the nested format, 0-1 in the flat format. */
final class Percentage {
    private static final double MAX = 100;

    private Percentage() { }

    /** A field with a value from 0 to 100, or null. */
    static Double ofHundred(JsonObject object, String name) {
        return within(object, name, object.number(name));
    }

    /** A field with a value from 0 to 1, times 100 in decimal arithmetic, so that 0.363636 is 36.3636 and not 36.363600000000005; or null. */
    static Double ofOne(JsonObject object, String name) {
        Double share = object.number(name);
        return share == null ? null
                : within(object, name, Decimal.of(share).movePointRight(2).doubleValue());
    }

    private static Double within(JsonObject object, String name, Double value) {
        if (value != null && (value < 0 || value > MAX)) {
            object.odd(name, String.valueOf(value));
            return null;
        }
        return value;
    }
}
