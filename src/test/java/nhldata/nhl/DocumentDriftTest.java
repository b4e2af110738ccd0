package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DocumentDriftTest {

    private static final Drift NOVELTY = new Drift("$.novelty", Drift.UNKNOWN, "1");
    private static final Drift SAME_WITH_ANOTHER_EXAMPLE = new Drift("$.novelty", Drift.UNKNOWN, "2");
    private static final Drift GONE = new Drift("$.novelty", Drift.MISSING, "1");

    private final DocumentDrift documents = new DocumentDrift();

    @Test
    void aDifferenceIsReportedOnceARun() {
        assertEquals(List.of(NOVELTY), unrecorded(List.of(NOVELTY), "schedule", "run 1"), "only what is in the table counts");
        documents.recorded(rows(List.of(NOVELTY), "schedule", "no run"), "run 1");

        assertEquals(List.of(), unrecorded(List.of(SAME_WITH_ANOTHER_EXAMPLE), "schedule", "run 1"));
        assertEquals(List.of(GONE), unrecorded(List.of(SAME_WITH_ANOTHER_EXAMPLE, GONE), "schedule", "run 1"));
        assertEquals(List.of(NOVELTY), unrecorded(List.of(NOVELTY), "roster", "run 1"));
    }

    @Test
    void anotherRunReportsItAgain() {
        documents.recorded(rows(List.of(NOVELTY), "schedule", "no run"), "run 1");
        assertEquals(List.of(NOVELTY), unrecorded(List.of(NOVELTY), "schedule", "run 2"));

        documents.recorded(rows(List.of(GONE), "schedule", "no run"), "run 2");
        assertEquals(List.of(NOVELTY), unrecorded(List.of(NOVELTY, GONE), "schedule", "run 2"));
    }

    @Test
    void ofAnApiThatInventsFieldsItDoesNotRememberAll() {
        List<Drift> many = IntStream.range(0, 10_001).mapToObj(i -> new Drift("$.field" + i, Drift.UNKNOWN, "1")).toList();
        documents.recorded(rows(many, "schedule", "no run"), "run 1");
        assertEquals(List.of(many.get(10_000)), unrecorded(many, "schedule", "run 1"));
    }

    private List<Drift> unrecorded(List<Drift> drift, String document, String run) {
        return rows(drift, document, run).stream()
                .map(row -> new Drift((String) row.get("path"), (String) row.get("kind"), (String) row.get("example"))).toList();
    }

    private List<Map<String, Object>> rows(List<Drift> drift, String document, String run) {
        return documents.unrecorded(document, drift, null, run);
    }
}
