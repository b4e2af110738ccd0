package nhldata.nhl;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The drift of a run that is recorded in {@code etl.api_drift} already: the documents of a run mostly differ in the same way, and
 * one statement is enough for all. Cleared with each new run, so that a row that an operator has deleted is recorded again. Thread safe.
 */
public final class ReportedDrift {

    /** Bounds the memory if an API sends a new field in each document; drift beyond it is recorded repeatedly, which does no harm. */
    private static final int MAX_ENTRIES = 10_000;

    private record Key(String document, String kind, String path) {
    }

    private final Set<Key> reported = new HashSet<>();
    private String run = "";

    /** Parameters for {@code archive/record-drift.sql}: the differences that this process has not recorded in this run. */
    public synchronized List<Map<String, Object>> unreported(DriftReport report, String runId) {
        return report.drift().stream().filter(d -> !runId.equals(run) || !reported.contains(new Key(report.document(), d.kind(), d.path()))).map(d -> {
            Map<String, Object> row = new HashMap<>();
            row.put("path", d.path());
            row.put("kind", d.kind());
            row.put("example", d.example());
            row.put("document", report.document());
            row.put("gameId", report.gameId());
            return row;
        }).toList();
    }

    /** Remembers rows that have been recorded in the table. */
    public synchronized void add(List<Map<String, Object>> rows, String runId) {
        if (!runId.equals(run)) {
            reported.clear();
            run = runId;
        }
        rows.stream().limit(Math.max(0, MAX_ENTRIES - reported.size())).forEach(row -> reported.add(new Key((String) row.get("document"), (String) row.get("kind"), (String) row.get("path"))));
    }
}
