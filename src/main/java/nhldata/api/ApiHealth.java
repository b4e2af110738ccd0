package nhldata.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import nhldata.api.ApiPaths.ApiPath;

/**
 * Is the API alive? It counts as dead when it has given no good answer for some minutes in which it was asked, or has
 * refused (401, 403, 407) several times in a row. Then a run gives up what it has not fetched, instead of trying for hours game
 * after game; the first good answer makes the API alive again. Thread safe.
 */
public final class ApiHealth {

    private static final int REFUSALS = 3;
    /** More than two games that are broken for themselves can cause without a good answer in between. */
    private static final int FAILURES_OF_AN_ILL_API = 20;
    private static final Set<Integer> NOT_FOUND = Set.of(404, 410);
    /** A login, a payment, a permission or a proxy's login is wanted, or a law forbids it. */
    private static final Set<Integer> REFUSED = Set.of(401, 402, 403, 407, 451);

    private final Clock clock;
    private final Duration giveUp;
    private final AtomicReference<Instant> failingSince = new AtomicReference<>();
    private final AtomicReference<String> latestRun = new AtomicReference<>("");
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger failuresInARow = new AtomicInteger();

    /** @param clock measures how long something lasts; one that is put back or forward must not end a run */
    public ApiHealth(Clock clock, Duration giveUp) {
        this.clock = clock;
        this.giveUp = giveUp;
    }

    /** Whether an answer that is no document says why for good, so that the same request need not be sent again. */
    static boolean isVerdict(int status) {
        return NOT_FOUND.contains(status) || REFUSED.contains(status);
    }

    /**
     * An answer came, with a document or a verdict. 404 is a good one as far as health goes.
     *
     * @throws ForbiddenException  when the status is a refusal
     * @throws NotFoundException when the status says that there is no document
     */
    public void answered(int status, ApiPath path, byte[] document) {
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

    /** A run begins: what the API did in an earlier one says nothing of today. */
    public void begin() {
        failingSince.set(null);
        failuresInARow.set(0);
        refusals.set(0);
    }

    /** As {@link #begin()}, for a process that learns of a run by its first game. Run ids begin with the time, so that a newer one is greater. */
    public void beginOf(String runId) {
        String latest = latestRun.getAndAccumulate(runId, (one, other) -> one.compareTo(other) > 0 ? one : other);
        if (runId.compareTo(latest) > 0) {
            begin();
        }
    }

    public boolean isDead() {
        Instant since = failingSince.get();
        return refusals.get() >= REFUSALS || since != null && !clock.instant().isBefore(since.plus(giveUp));
    }

    /**
     * Is a game to be asked for again, that has failed so often and may fail so often? As long as the API gives nobody a good answer it is not the
     * game that is broken: then it waits until the API is well again or counts as dead.
     */
    public boolean isWorthAnotherTry(int redelivery, int maximumRedeliveries) {
        return redelivery <= maximumRedeliveries || failuresInARow.get() >= FAILURES_OF_AN_ILL_API;
    }

    /**
     * So many failures in a row that nobody can tell whether the API is ill or just a few games are, which are all that
     * is left to ask for. Then a document that always works decides.
     */
    public boolean isInDoubt() {
        return failuresInARow.get() >= FAILURES_OF_AN_ILL_API && !isDead();
    }

    public void failed() {
        failuresInARow.incrementAndGet();
        failingSince.compareAndSet(null, clock.instant());
    }
}
