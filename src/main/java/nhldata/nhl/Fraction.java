package nhldata.nhl;

/** "27/30": saves and shots, or face-offs won and taken, in one field of api-web. */
record Fraction(int part, int whole) {

    /** The fraction in a field; null if it is absent, and null with drift if it is not a fraction. */
    static Fraction of(JsonObject object, String name) {
        String text = object.text(name);
        if (text == null) {
            return null;
        }
        Fraction fraction = parse(text);
        if (fraction == null) {
            object.typeDrift(name);
        }
        return fraction;
    }

    private static Fraction parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            return null;
        }
        try {
            int part = Integer.parseInt(text.substring(0, slash));
            int whole = Integer.parseInt(text.substring(slash + 1));
            return part < 0 || part > whole ? null : new Fraction(part, whole);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static Integer part(Fraction fraction) {
        return fraction == null ? null : fraction.part;
    }

    static Integer whole(Fraction fraction) {
        return fraction == null ? null : fraction.whole;
    }

    /** 0-100, unrounded; null if a number is unknown, the whole is 0 or the part is more than the whole. */
    static Double percentage(Integer part, Integer whole) {
        return part == null || whole == null || whole == 0 || part > whole ? null : 100.0 * part / whole;
    }
}
