package nhldata.nhl;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Schema drift: how documents differ from the fields and values that this application knows, each difference once per run, since the
 * documents of a run mostly differ in the same way. What a run has recorded is cleared with each new run, so that a row that an operator
 * has deleted from {@code etl.api_drift} is recorded again. Thread safe.
 */
public final class DocumentDrift {

    /** Bounds the memory if an API sends a new field in each document; drift beyond it is recorded repeatedly, which does no harm. */
    private static final int MAX_RECORDED = 10_000;

    private record Key(String document, String kind, String path) {
    }

    private final Set<Key> recorded = new HashSet<>();
    private String run = "";

    /** Drift of a box score, collected while it was read: parameters for {@code archive/record-drift.sql}. */
    public List<Map<String, Object>> ofBoxscore(Boxscore boxscore, String runId) {
        return unrecorded(boxscore.format().label(), boxscore.drift(), boxscore.game().gameId(), runId);
    }

    /**
     * Parameters for {@code archive/record-drift.sql}.
     *
     * @param kind schedule, calendar, roster or player
     * @param gameId the game that the document was fetched for; null for a schedule and a calendar
     * @return empty for a document that is not of this kind: its reader reports that
     */
    public List<Map<String, Object>> of(String kind, byte[] document, String gameId, String runId) {
        return unrecorded(kind, drift(kind, document), gameId, runId);
    }

    /** Those rows are in the table now. */
    public synchronized void recorded(List<Map<String, Object>> rows, String runId) {
        if (!runId.equals(run)) {
            recorded.clear();
            run = runId;
        }
        rows.stream().limit(Math.max(0, MAX_RECORDED - recorded.size())).forEach(row -> recorded.add(new Key((String) row.get("document"), (String) row.get("kind"), (String) row.get("path"))));
    }

    synchronized List<Map<String, Object>> unrecorded(String document, List<Drift> drift, String gameId, String runId) {
        return drift.stream().filter(d -> !runId.equals(run) || !recorded.contains(new Key(document, d.kind(), d.path()))).map(d -> {
            Map<String, Object> row = new HashMap<>();
            row.put("path", d.path());
            row.put("kind", d.kind());
            row.put("example", d.example());
            row.put("document", document);
            row.put("gameId", gameId);
            return row;
        }).toList();
    }

    private static List<Drift> drift(String kind, byte[] document) {
        try {
            return switch (kind) {
                case "schedule" -> new ScheduleReader().drift(document);
                case "calendar" -> new CalendarReader().drift(document);
                case "roster" -> new RosterReader().drift(document);
                case "player" -> new PlayerReader().drift(document);
                default -> throw new IllegalArgumentException("unknown kind of document: " + kind);
            };
        } catch (DocumentException e) {
            return List.of();
        }
    }
}
