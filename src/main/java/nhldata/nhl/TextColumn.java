package nhldata.nhl;

/** The strings that are valid in a CSV cell and in a varchar(50) column. */
final class TextColumn {
    /** The text columns of the contract are varchar(50); PostgreSQL counts characters, not UTF-16 units. */
    static final int MAX_CHARACTERS = 50;

    private TextColumn() { }

    /** As {@link String#isBlank}, but faster: the first character mostly decides. */
    static boolean isBlank(String text) {
        return text.isEmpty() || (text.charAt(0) <= ' ' || text.charAt(0) > '~') && text.isBlank();
    }

    /** Without leading and trailing white space, and with a single space for each run of white space within: "Matěj " is "Matěj". */
    static String normalized(String text) {
        int last = text.length() - 1;
        boolean regular = last < 0 || !isSpace(text.charAt(0)) && !isSpace(text.charAt(last));
        for (int i = 1; regular && i < last; i++) {
            char c = text.charAt(i);
            regular = c == ' ' ? !isSpace(text.charAt(i + 1)) : !isSpace(c);
        }
        return regular ? text : collapsed(text);
    }

    private static String collapsed(String text) {
        StringBuilder collapsed = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                space = collapsed.length() > 0;
                continue;
            }
            if (space) {
                collapsed.append(' ');
                space = false;
            }
            collapsed.append(c);
        }
        return collapsed.toString();
    }

    /** Spaces of every width, tabs and line ends. */
    private static boolean isSpace(char c) {
        return c <= ' ' ? Character.isWhitespace(c) : c > '~' && (Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    /** Why this string is not valid, for a message, or null if it is. */
    static String violation(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~') {
                continue;
            }
            if (Character.isISOControl(c)) {
                return "string with a control character (code " + (int) c + ")";
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return "string with an unpaired surrogate (code " + (int) c + ")";
                }
                i++;
            }
        }
        if (text.length() > MAX_CHARACTERS && text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
            return "string of " + text.codePointCount(0, text.length()) + " characters; the column holds " + MAX_CHARACTERS;
        }
        return null;
    }
}
