package nhldata.nhl;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a run's drift stands in {@code etl.api_drift} already: the documents of a run mostly differ in the same way, and
 * PostgreSQL need not be told a thousand times. Forgets with each new run, so that a row that a person has deleted comes back. Thread safe.
 */
public final class ReportedDrift {

    /** A hostile API could invent a new field in each document; what is beyond is told again, which does no harm. */
    private static final int MOST = 10_000;

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

    /** Those rows are in the table now. */
    public synchronized void add(List<Map<String, Object>> rows, String runId) {
        if (!runId.equals(run)) {
            reported.clear();
            run = runId;
        }
        rows.stream().limit(Math.max(0, MOST - reported.size())).forEach(row -> reported.add(new Key((String) row.get("document"), (String) row.get("kind"), (String) row.get("path"))));
    }
}
