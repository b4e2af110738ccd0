package nhldata.boxscore;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nhldata.nhl.Boxscore;
import nhldata.nhl.DocumentException;
import nhldata.nhl.Person;
import nhldata.nhl.PlayerReader;
import nhldata.nhl.RosterKey;
import nhldata.nhl.RosterReader;
import nhldata.time.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Players' bios, cached per run: every roster and every player is requested at most once, however many
 * games are processed concurrently. The first game that needs one fetches it; the others wait for the response.
 *
 * <p>Thread safe. A missing bio is cached too, so that an API without bios is not requested for every
 * game; then the short name of the box score is used. A document that was unavailable is requested again after a minute, by the next game that needs it.
 */
public final class Bios {

    private static final Logger LOG = LoggerFactory.getLogger(Bios.class);
    private static final long WAIT_SECONDS = 120;
    private static final int RUNS_REMEMBERED = 4;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final boolean rosters;
    private final boolean players;
    private final Clock clock;
    private final Map<String, OfRun> runs = new LastUsed();

    private static final class LastUsed extends LinkedHashMap<String, OfRun> {
        LastUsed() {
            super(RUNS_REMEMBERED * 2, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OfRun> leastRecentlyUsed) {
            return size() > RUNS_REMEMBERED;
        }
    }

    private static final class OfRun {
        final Map<RosterKey, CompletableFuture<Map<Integer, Person>>> rosters = new ConcurrentHashMap<>();
        final Map<Integer, CompletableFuture<Optional<Person>>> players = new ConcurrentHashMap<>();
        /** Roster's key or player's id of an unavailable document, to the time from which it may be requested again. */
        final Map<Object, Instant> unavailable = new ConcurrentHashMap<>();
    }

    public Bios(boolean rosters, boolean players) {
        this(rosters, players, new MonotonicClock());
    }

    /** @param clock measures the pause before an unavailable document is requested again */
    Bios(boolean rosters, boolean players, Clock clock) {
        this.rosters = rosters;
        this.players = players;
        this.clock = clock;
    }

    /**
     * Validates a document: an invalid one must not be archived as the latest of its kind.
     *
     * @throws DocumentException if it is not valid
     */
    public void check(BioRequest request, byte[] document) {
        if (request.roster() != null) {
            new RosterReader().read(document);
        } else {
            new PlayerReader().read(document);
        }
    }

    /** Whether this box score has short names only because bios were unavailable. */
    private static boolean lacksNames(Boxscore boxscore, OfRun run) {
        if (boxscore.hasBios() || run.unavailable.isEmpty()) {
            return false;
        }
        Map<Integer, Person> known = known(boxscore, run);
        run.players.forEach((id, requested) -> requested.getNow(Optional.empty()).ifPresent(person -> known.put(id, person)));
        boolean isRosterUnavailable = boxscore.rosters().stream().anyMatch(run.unavailable::containsKey);
        return boxscore.players().stream().map(player -> player.person().id()).filter(id -> !known.containsKey(id))
                .anyMatch(id -> run.unavailable.containsKey(id) || isRosterUnavailable && !run.players.containsKey(id));
    }

    private <K, V> boolean mustRequest(K key, Map<K, CompletableFuture<V>> requested, OfRun run) {
        CompletableFuture<V> response = new CompletableFuture<>();
        if (requested.putIfAbsent(key, response) == null) {
            return true;
        }
        Instant again = run.unavailable.get(key);
        if (again == null || clock.instant().isBefore(again) || !run.unavailable.remove(key, again)) {
            return false;
        }
        requested.put(key, response);
        return true;
    }

    /** The rosters that the caller must request, since no other game does. It must call {@link #add} for each of them. */
    public List<BioRequest> missingRosters(FetchedGame game) {
        Boxscore boxscore = game.boxscore();
        if (!rosters || boxscore.hasBios()) {
            return List.of();
        }
        OfRun run = run(game.task().runId());
        return boxscore.rosters().stream().filter(key -> mustRequest(key, run.rosters, run))
                .map(key -> new BioRequest(key, 0, game.task().runId(), game.task().isRederived())).toList();
    }

    /** The players on neither roster that the caller must request. It must call {@link #add} for each of them. */
    public List<BioRequest> missingPlayers(FetchedGame game) {
        Boxscore boxscore = game.boxscore();
        if (!players || boxscore.hasBios()) {
            return List.of();
        }
        OfRun run = run(game.task().runId());
        Map<Integer, Person> known = known(boxscore, run);
        return boxscore.players().stream().map(player -> player.person().id()).filter(id -> !known.containsKey(id) && mustRequest(id, run.players, run))
                .map(id -> new BioRequest(null, id, game.task().runId(), game.task().isRederived())).toList();
    }

    /**
     * Adds the response to a request. An unavailable document (unlike a missing one) is requested again later.
     *
     * @param fetched document of the API; empty if it has none, null if it was unavailable
     * @param archived latest document in the archive, if it was looked up; empty if there is none, null if it was unavailable
     */
    public void add(BioRequest request, Object fetched, Object archived) {
        Object key = request.roster() != null ? request.roster() : (Object) request.player();
        OfRun run = run(request.runId());
        boolean isFetched = fetched instanceof byte[] bytes && bytes.length > 0;
        // before the future is completed: other games wait for it
        if (fetched == null || !isFetched && archived == null) {
            run.unavailable.put(key, clock.instant().plus(PAUSE));
        }
        byte[] document = isFetched ? (byte[]) fetched : archived instanceof byte[] bytes ? bytes : new byte[0];
        if (request.roster() != null) {
            run.rosters.computeIfAbsent(request.roster(), k -> new CompletableFuture<>()).complete(people(request, document));
        } else {
            run.players.computeIfAbsent(request.player(), k -> new CompletableFuture<>()).complete(Optional.ofNullable(people(request, document).get(request.player())));
        }
    }

    private static Map<Integer, Person> people(BioRequest request, byte[] document) {
        if (document.length == 0) {
            return Map.of();
        }
        try {
            return request.roster() != null ? new RosterReader().read(document) : Map.of(request.player(), new PlayerReader().read(document));
        } catch (DocumentException e) {
            LOG.warn("the {} document of {} is not valid, players without a bio keep their short names: {}", request.kind(), request.subject(), e.getMessage());
            return Map.of();
        }
    }

    /** The game with the bios of its players. */
    public FetchedGame complete(FetchedGame game) {
        Boxscore boxscore = game.boxscore();
        OfRun run = run(game.task().runId());
        Map<Integer, Person> known = boxscore.hasBios() ? Map.of() : known(boxscore, run);
        Boxscore completed = boxscore.withBios(id -> {
            Person ofRoster = known.get(id);
            CompletableFuture<Optional<Person>> requested = run.players.get(id);
            return ofRoster != null || requested == null ? ofRoster : await(requested, Optional.<Person>empty()).orElse(null);
        });
        return new FetchedGame(game.task(), completed, game.contentHash(), game.rawKey(), lacksNames(completed, run));
    }

    private static Map<Integer, Person> known(Boxscore boxscore, OfRun run) {
        Map<Integer, Person> known = new HashMap<>();
        for (RosterKey key : boxscore.rosters()) {
            CompletableFuture<Map<Integer, Person>> requested = run.rosters.get(key);
            if (requested != null) {
                known.putAll(await(requested, Map.of()));
            }
        }
        return known;
    }

    private static <T> T await(CompletableFuture<T> requested, T otherwise) {
        try {
            return requested.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a bio is never completed exceptionally", e);
        }
    }

    /** Synchronized, since the eviction of an old run is not thread safe and could evict the run that has just begun. */
    private synchronized OfRun run(String runId) {
        return runs.computeIfAbsent(runId, id -> new OfRun());
    }
}
