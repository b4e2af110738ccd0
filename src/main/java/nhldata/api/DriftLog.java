package nhldata.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the drift of one document, each path and kind once, with the first example. */
final class DriftLog {
    private static final int EXAMPLE_LENGTH = 80;

    private final Map<String, Drift> found = new LinkedHashMap<>();

    void add(String path, String kind, String example) {
        String piece = example.length() <= EXAMPLE_LENGTH ? example : example.substring(0, EXAMPLE_LENGTH) + "…";
        found.putIfAbsent(kind + " " + path, new Drift(path, kind, piece));
    }

    List<Drift> drift() {
        return new ArrayList<>(found.values());
    }
}
