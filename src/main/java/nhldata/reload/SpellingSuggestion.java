package nhldata.reload;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the name that was probably intended: the one with the smallest edit distance. */
final class SpellingSuggestion {

    private SpellingSuggestion() {
    }

    /** {@code "; write timer"}, or an empty string if no name is similar: a bad suggestion would be worse than none. */
    static String hint(String written, Collection<String> names) {
        return to(written, names).map(name -> "; write " + name).orElse("");
    }

    /** As {@link #hint}; if no name is similar, a list of all names. */
    static String choice(String written, Collection<String> names) {
        return to(written, names).map(name -> "; write " + name).orElse("; possible: " + String.join(", ", names.stream().sorted().toList()));
    }

    static Optional<String> to(String written, Collection<String> names) {
        if (written.length() > 100) {
            return Optional.empty();
        }
        return names.stream()
                .min(Comparator.comparingInt((String name) -> distance(written, name)).thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(written, name) <= Math.max(2, written.length() / 3));
    }

    /** Levenshtein distance, case-insensitive. */
    private static int distance(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
