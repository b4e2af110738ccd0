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
        assertEquals(List.of(NOVELTY), reported.fresh(List.of(NOVELTY), "schedule", "run 1"), "only what is in the table is noted");
        reported.add(List.of(NOVELTY), "schedule", "run 1");

        assertEquals(List.of(), reported.fresh(List.of(SAME_WITH_ANOTHER_EXAMPLE), "schedule", "run 1"));
        assertEquals(List.of(GONE), reported.fresh(List.of(SAME_WITH_ANOTHER_EXAMPLE, GONE), "schedule", "run 1"));
        assertEquals(List.of(NOVELTY), reported.fresh(List.of(NOVELTY), "roster", "run 1"));
    }

    @Test
    void anotherRunNotesItAgain() {
        reported.add(List.of(NOVELTY), "schedule", "run 1");
        assertEquals(List.of(NOVELTY), reported.fresh(List.of(NOVELTY), "schedule", "run 2"));

        reported.add(List.of(GONE), "schedule", "run 2");
        assertEquals(List.of(NOVELTY), reported.fresh(List.of(NOVELTY, GONE), "schedule", "run 2"));
    }

    @Test
    void ofAnApiThatInventsFieldsItDoesNotRememberAll() {
        List<Drift> many = IntStream.range(0, 10_001).mapToObj(i -> new Drift("$.field" + i, Drift.UNKNOWN, "1")).toList();
        reported.add(many, "schedule", "run 1");
        assertEquals(List.of(many.get(10_000)), reported.fresh(many, "schedule", "run 1"));
    }
}
