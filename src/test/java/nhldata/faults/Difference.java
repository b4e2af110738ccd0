package nhldata.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What is not as it would be without the disturbance.
 *
 * @param lost rows of game_stats and of etl.correction that are missing, or are not what they should be
 * @param doubled rows that are there although, or more often than, they should be
 * @param other what else differs, in words
 */
record Difference(int lost, int doubled, List<String> other) {

    static Difference between(Snapshot undisturbed, Snapshot found) {
        List<String> other = new ArrayList<>();
        other.addAll(objects(undisturbed.objects(), found.objects()));
        undisturbed.ledger().forEach((what, rows) -> {
            List<String> now = found.ledger().get(what);
            if (!rows.equals(now)) {
                other.add("ledger, " + what + ": " + first(minus(rows, now), "nothing") + " became " + first(minus(now, rows), "nothing"));
            }
        });
        return new Difference(
                excess(undisturbed.lines(), found.lines()) + excess(undisturbed.corrections(), found.corrections()),
                excess(found.lines(), undisturbed.lines()) + excess(found.corrections(), undisturbed.corrections()),
                other);
    }

    boolean isNone() {
        return lost == 0 && doubled == 0 && other.isEmpty();
    }

    private static int excess(Map<String, Integer> these, Map<String, Integer> those) {
        return these.entrySet().stream().mapToInt(e -> Math.max(0, e.getValue() - those.getOrDefault(e.getKey(), 0))).sum();
    }

    private static List<String> objects(Map<String, String> expected, Map<String, String> found) {
        TreeSet<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(found.keySet());
        return keys.stream().filter(key -> !expected.getOrDefault(key, "").equals(found.getOrDefault(key, "")))
                .map(key -> "object " + key + (!found.containsKey(key) ? " is missing" : expected.containsKey(key) ? " has other bytes" : " is too many"))
                .toList();
    }

    private static List<String> minus(List<String> these, List<String> those) {
        List<String> rest = new ArrayList<>(these);
        rest.removeAll(new HashSet<>(those));
        return rest;
    }

    private static String first(List<String> rows, String none) {
        return rows.isEmpty() ? none : rows.get(0) + (rows.size() > 1 ? " (and " + (rows.size() - 1) + " more)" : "");
    }
}
