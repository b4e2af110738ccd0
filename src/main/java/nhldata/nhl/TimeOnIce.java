package nhldata.nhl;

/**
 * Time on ice, {@code m:ss}. statsapi does not pad the minutes ("9:05"), api-web does ("09:05"); both are left unchanged.
 */
final class TimeOnIce {
    /** The longest game ever took 176 minutes. */
    private static final int MAX_MINUTE_DIGITS = 3;

    private TimeOnIce() { }

    static String required(JsonObject object, String name) {
        String text = object.requiredText(name);
        if (seconds(text) < 0) {
            throw object.invalid(name, "must be minutes:seconds, but is \"" + text + "\"");
        }
        return text;
    }

    static String optional(JsonObject object, String name) {
        String text = object.text(name);
        if (text != null && seconds(text) < 0) {
            object.typeDrift(name);
            return null;
        }
        return text;
    }

    /** As {@link #required} in seasons in which the league timed its skaters, as {@link #optional} before. */
    static String ofSeason(JsonObject object, String name, String season) {
        return CountedSince.isCounted("player_stats_skaterStats_timeOnIce", season) ? required(object, name) : optional(object, name);
    }

    /** Whether it is a time of at least one second. */
    static boolean isPositive(String text) {
        return text != null && seconds(text) > 0;
    }

    /** Seconds, or -1 for a string that is not a time. */
    static int seconds(String text) {
        int colon = text.length() - 3;
        if (colon < 1 || colon > MAX_MINUTE_DIGITS || text.charAt(colon) != ':') {
            return -1;
        }
        int minutes = 0;
        for (int i = 0; i < colon; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            minutes = 10 * minutes + digit;
        }
        int tens = text.charAt(colon + 1) - '0';
        int ones = text.charAt(colon + 2) - '0';
        return tens < 0 || tens > 5 || ones < 0 || ones > 9 ? -1 : 60 * minutes + 10 * tens + ones;
    }

    /** As api-web writes it, with padded minutes: "09:05". */
    static String padded(int seconds) {
        int minutes = seconds / 60;
        int rest = seconds % 60;
        return (minutes < 10 ? "0" : "") + minutes + (rest < 10 ? ":0" : ":") + rest;
    }
}
