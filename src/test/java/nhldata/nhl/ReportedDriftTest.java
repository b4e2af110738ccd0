package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportedDriftTest {

    private static final Drift NOVELTY = new Drift("$.novelty", Drift.UNKNOWN, "1");
    private static final Drift SAME_WITH_ANOTHER_EXAMPLE = new Drift("$.novelty", Drift.UNKNOWN, "2");
    private static final Drift GONE = new Drift("$.novelty", Drift.MISSING, "1");

    private final ReportedDrift reported = new ReportedDrift();

    @Test
    void whatWasNotedInThisRunIsNotFresh() {
        assertEquals(List.of(NOVELTY), unreported(List.of(NOVELTY), "schedule", "run 1"), "only what is in the table is noted");
        reported.add(reported.unreported(new DriftReport("schedule", null, List.of(NOVELTY)), "no run"), "run 1");

        assertEquals(List.of(), unreported(List.of(SAME_WITH_ANOTHER_EXAMPLE), "schedule", "run 1"));
        assertEquals(List.of(GONE), unreported(List.of(SAME_WITH_ANOTHER_EXAMPLE, GONE), "schedule", "run 1"));
        assertEquals(List.of(NOVELTY), unreported(List.of(NOVELTY), "roster", "run 1"));
    }

    @Test
    void anotherRunNotesItAgain() {
        reported.add(reported.unreported(new DriftReport("schedule", null, List.of(NOVELTY)), "no run"), "run 1");
        assertEquals(List.of(NOVELTY), unreported(List.of(NOVELTY), "schedule", "run 2"));

        reported.add(reported.unreported(new DriftReport("schedule", null, List.of(GONE)), "no run"), "run 2");
        assertEquals(List.of(NOVELTY), unreported(List.of(NOVELTY, GONE), "schedule", "run 2"));
    }

    @Test
    void ofAnApiThatInventsFieldsItDoesNotRememberAll() {
        List<Drift> many = IntStream.range(0, 10_001).mapToObj(i -> new Drift("$.field" + i, Drift.UNKNOWN, "1")).toList();
        reported.add(reported.unreported(new DriftReport("schedule", null, many), "no run"), "run 1");
        assertEquals(List.of(many.get(10_000)), unreported(many, "schedule", "run 1"));
    }

    private List<Drift> unreported(List<Drift> drift, String document, String run) {
        return reported.unreported(new DriftReport(document, null, drift), run).stream()
                .map(row -> new Drift((String) row.get("path"), (String) row.get("kind"), (String) row.get("example"))).toList();
    }
}
