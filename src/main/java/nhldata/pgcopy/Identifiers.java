package nhldata.pgcopy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Validates and quotes names of tables and columns that come from options. */
final class Identifiers {

    /** Names that PostgreSQL accepts without quotes; it truncates names to 63 bytes. */
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private Identifiers() {
    }

    static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }

    /**
     * The names of a comma-separated option; empty if it is not set.
     *
     * @throws IllegalArgumentException for an invalid or duplicate name
     */
    static List<String> list(String option, String value) {
        if (value == null || value.isBlank()) {
            return List.of();
        }
        List<String> names = Arrays.stream(value.split(",", -1)).map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!isPlain(name)) {
                throw new IllegalArgumentException(option + " of pg-copy: not a column name: \"" + name + "\"");
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException(option + " of pg-copy: duplicate name " + name);
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

    /** Separated by commas, each prefixed with the alias of its table, such as {@code t.}. */
    static String quoted(String alias, List<String> names) {
        return names.stream().map(n -> alias + quoted(n)).collect(Collectors.joining(", "));
    }
}
