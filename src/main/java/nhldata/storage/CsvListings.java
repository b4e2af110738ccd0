package nhldata.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Caches the CSV versions of a date from one listing of its prefix: a run that reprocesses games lists once per date, instead of one HEAD per
 * game. Each run has its own listings, and lists a prefix again after ten seconds.
 *
 * <p>So a version may be ten seconds old. A put over an outdated version is rejected, if the bucket supports conditional puts, and looked up
 * again. If nothing is put because the bucket has the CSV already, the loader reads it: a CSV that was deleted or replaced in these
 * seconds dead-letters its game.
 */
public final class CsvListings {

    private static final Duration MAX_AGE = Duration.ofSeconds(10);

    private final CsvObjects objects;
    private final InstantSource clock;
    private final Map<Folder, Listing> listings = new ConcurrentHashMap<>();

    private record Folder(String runId, String prefix) {
    }

    private record Listing(FutureTask<Map<String, String>> versions, Instant listedAt) {
    }

    /** @param clock must be monotonic */
    public CsvListings(CsvObjects objects, InstantSource clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * The version in the bucket, as in {@link CsvObjects#version}. Concurrent callers with the same prefix wait for one listing, and share
     * its failure; the next call lists again.
     */
    public String version(String key, String runId) throws InterruptedException {
        Folder folder = new Folder(runId, key.substring(0, key.lastIndexOf('/') + 1));
        Instant now = clock.instant();
        listings.values().removeIf(listing -> listing.listedAt.plus(MAX_AGE).isBefore(now));
        Listing mine = new Listing(new FutureTask<>(() -> objects.versions(folder.prefix)), now);
        Listing listing = listings.putIfAbsent(folder, mine);
        if (listing == null) {
            listing = mine;
            mine.versions.run();
        }
        try {
            return listing.versions.get().getOrDefault(key, "");
        } catch (ExecutionException e) {
            listings.remove(folder, listing);
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
