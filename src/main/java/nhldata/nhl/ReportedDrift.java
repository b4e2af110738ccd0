package nhldata.nhl;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a run's drift stands in {@code etl.api_drift} already: the documents of a run mostly differ in the same way, and
 * PostgreSQL need not be told a thousand times. Forgets with each new run, so that a row that a person has deleted comes back. Thread safe.
 */
public final class ReportedDrift {

    /** A hostile API could invent a new field in each document; what is beyond is told again, which does no harm. */
    private static final int MOST = 10_000;

    private record Noted(String shape, String kind, String path) {
    }

    private final Set<Noted> noted = new HashSet<>();
    private String run = "";

    /** Those that this process has not yet noted in this run. */
    public synchronized List<Drift> fresh(List<Drift> drift, String shape, String runId) {
        return runId.equals(run) ? drift.stream().filter(d -> !noted.contains(new Noted(shape, d.kind(), d.path()))).toList() : drift;
    }

    /** They are in the table now. */
    public synchronized void add(List<Drift> drift, String shape, String runId) {
        if (!runId.equals(run)) {
            noted.clear();
            run = runId;
        }
        drift.stream().limit(Math.max(0, MOST - noted.size())).forEach(d -> noted.add(new Noted(shape, d.kind(), d.path())));
    }
}
