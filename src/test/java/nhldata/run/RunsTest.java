package nhldata.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunsTest {

    private static final RunRequest SWEEP = RunRequest.over("sweep", "2026-11-20", "2026-11-21", "due", "oldest");

    private final Runs runs = new Runs(Clock.fixed(Instant.parse("2026-11-22T23:30:05Z"), ZoneId.of("Asia/Tokyo")), Throwable::getMessage);

    @Test
    void aRunIsNamedByItsStartInUtcAndItsKind() {
        String id = runs.newId(SWEEP);
        assertTrue(id.matches("20261122-233005-sweep-[0-9a-f]{6}"), id);
    }

    @Test
    void runsOfTheSameSecondHaveDifferentNames() {
        Set<String> ids = IntStream.range(0, 20).mapToObj(i -> runs.newId(RunRequest.load())).collect(Collectors.toSet());
        // two alike among twenty of sixteen million happen once in 90,000 times; three never do
        assertTrue(ids.size() >= 19, ids.toString());
    }

    @Test
    void laterRunsSortBehindEarlierOnes() {
        Runs later = new Runs(Clock.fixed(Instant.parse("2026-11-22T23:30:06Z"), ZoneId.of("UTC")), Throwable::getMessage);
        assertTrue(runs.newId(SWEEP).compareTo(later.newId(RunRequest.over("backfill", "2026-11-01", "2026-11-21", "missing", "oldest"))) < 0);
    }
}
