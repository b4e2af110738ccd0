package nhldata.nhl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the drift of one document, each path and kind once, with the first example. The number and the length of the entries are
 * bounded whatever the document contains, and PostgreSQL can store and index every string.
 */
final class DriftCollector {
    /** Recorded documents of another decade differ in about thirty places. */
    static final int MAX_ENTRIES = 100;
    /** The deepest recorded path has 60 characters. */
    static final int PATH_LENGTH = 200;
    private static final int EXAMPLE_LENGTH = 80;

    private final Map<String, Drift> found = new LinkedHashMap<>();

    void add(String path, String kind, String example) {
        if (found.size() >= MAX_ENTRIES) {
            return;
        }
        String place = piece(path, PATH_LENGTH);
        found.putIfAbsent(kind + " " + place, new Drift(place, kind, piece(example, EXAMPLE_LENGTH)));
    }

    List<Drift> drift() {
        return new ArrayList<>(found.values());
    }

    /** At most {@code length} characters, with a question mark for each control character and each unpaired surrogate. */
    private static String piece(String text, int length) {
        String cut = text.length() <= length ? text : text.substring(0, length) + "…";
        return cut.replaceAll("[\\p{Cc}\\p{Cs}]", "?");
    }
}
