package nhldata.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What the bucket has of the games of a date, from one list of their folder: a run that derives games again asks once a date, and not once a
 * game. Each run makes lists of its own, and asks anew for a folder after ten seconds.
 *
 * <p>So a version may be ten seconds old. A put over one that is gone is refused, where the bucket knows conditional puts, and looked up
 * again. Where nothing is put because the bucket has the CSV already, the loader gets it: one that somebody deleted or replaced in these
 * seconds becomes a dead letter of its game.
 */
public final class CsvListings {

    private static final Duration AGE = Duration.ofSeconds(10);

    private final CsvObjects objects;
    private final InstantSource clock;
    private final Map<Folder, Listing> listings = new ConcurrentHashMap<>();

    private record Folder(String runId, String prefix) {
    }

    private record Listing(FutureTask<Map<String, String>> versions, Instant asked) {
    }

    /** {@code clock} must go on steadily. */
    public CsvListings(CsvObjects objects, InstantSource clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * What the bucket had under the key in this run, as in {@link CsvObjects#version}. Games that ask for the same folder at the same time
     * wait for one list, and share its failure: the next to ask makes another.
     */
    public String version(String key, String runId) throws InterruptedException {
        Folder folder = new Folder(runId, key.substring(0, key.lastIndexOf('/') + 1));
        Instant now = clock.instant();
        listings.values().removeIf(listing -> listing.asked.plus(AGE).isBefore(now));
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
