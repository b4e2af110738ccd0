package nhldata.pgcopy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of tables and columns on their way from an option into SQL. */
final class Identifiers {

    /** What PostgreSQL needs no quotes for; 63 bytes is the longest name it keeps. */
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private Identifiers() {
    }

    static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }

    /** A comma-separated option; empty when it is not set. Refuses what is no plain name, and a name that stands twice. */
    static List<String> list(String option, String value) {
        if (value == null || value.isBlank()) {
            return List.of();
        }
        List<String> names = Arrays.stream(value.split(",", -1)).map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!isPlain(name)) {
                throw new IllegalArgumentException(option + " of pg-copy: not the name of a column: \"" + name + "\"");
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException(option + " of pg-copy: " + name + " stands twice");
            }
        }
        return names;
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String quoted(List<String> names) {
        return quoted("", names);
    }

    /** Separated by commas, each with the alias of its table before it, such as {@code t.}. */
    static String quoted(String alias, List<String> names) {
        return names.stream().map(n -> alias + quoted(n)).collect(Collectors.joining(", "));
    }
}
