package nhldata.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import nhldata.api.ApiPaths.ApiPath;

/**
 * Whether the API is available. It is unavailable if there was no successful response for some minutes in which it was requested, or
 * several refusals in a row (401, 402, 403, 407, 451). Then a run defers the games that it has not fetched, instead of retrying
 * each of them for hours; the first successful response makes the API available again. Thread safe.
 */
public final class ApiHealth {

    private static final int MAX_REFUSALS = 3;
    /** More than two games with separate failures can cause without a successful response in between. */
    private static final int FAILURES_BEFORE_PROBE = 20;
    private static final Set<Integer> NOT_FOUND = Set.of(404, 410);
    /** Unauthorized, payment required, forbidden, proxy authentication required, unavailable for legal reasons. */
    private static final Set<Integer> REFUSED = Set.of(401, 402, 403, 407, 451);

    private final Clock clock;
    private final Duration unavailableAfter;
    private final AtomicReference<Instant> failingSince = new AtomicReference<>();
    private final AtomicReference<String> latestRun = new AtomicReference<>("");
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger failuresInARow = new AtomicInteger();

    /**
     * @param clock must be monotonic: a change of the system time must not end a run
     * @param unavailableAfter how long requests fail before the API is unavailable
     */
    public ApiHealth(Clock clock, Duration unavailableAfter) {
        this.clock = clock;
        this.unavailableAfter = unavailableAfter;
    }

    /** Whether an error status is final, so that the same request need not be sent again. */
    static boolean isFinal(int status) {
        return NOT_FOUND.contains(status) || REFUSED.contains(status);
    }

    /**
     * Records a response with a document or a final error status. For the health of the API, 404 is a success.
     *
     * @throws ForbiddenException if the status is a refusal
     * @throws NotFoundException  if the status says that there is no document
     */
    public void recordResponse(int status, ApiPath path, byte[] document) {
        if (REFUSED.contains(status)) {
            refusals.incrementAndGet();
            throw new ForbiddenException(status, path);
        }
        failingSince.set(null);
        failuresInARow.set(0);
        refusals.set(0);
        if (NOT_FOUND.contains(status)) {
            throw new NotFoundException(status, path, document);
        }
    }

    /** Called when a run begins: failures of an earlier run do not count. */
    public void reset() {
        failingSince.set(null);
        failuresInARow.set(0);
        refusals.set(0);
    }

    /** As {@link #reset()}, once per run, for a process that receives games of a run that another process began. Run ids begin with the time, so that a newer one is greater. */
    public void resetForRun(String runId) {
        String latest = latestRun.getAndAccumulate(runId, (one, other) -> one.compareTo(other) > 0 ? one : other);
        if (runId.compareTo(latest) > 0) {
            reset();
        }
    }

    public boolean isUnavailable() {
        Instant since = failingSince.get();
        return refusals.get() >= MAX_REFUSALS || since != null && !clock.instant().isBefore(since.plus(unavailableAfter));
    }

    /**
     * Whether a failed request for a game is retried. While the API fails for all games, the cause is not the game: it is retried
     * until the API is available again, or counts as unavailable.
     */
    public boolean shouldRetry(int redelivery, int maxRedeliveries) {
        return redelivery <= maxRedeliveries || failuresInARow.get() >= FAILURES_BEFORE_PROBE;
    }

    /**
     * Whether so many requests failed in a row that either the API is failing, or only the few games that are left to fetch.
     * A probe decides: a request for a document that always exists.
     */
    public boolean needsProbe() {
        return failuresInARow.get() >= FAILURES_BEFORE_PROBE && !isUnavailable();
    }

    public void recordFailure() {
        failuresInARow.incrementAndGet();
        failingSince.compareAndSet(null, clock.instant());
    }
}
