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
 * Players' bios, remembered for one run: every roster and every player is asked for at most once, however many
 * games go through at the same time. The first game that needs one fetches it; the others wait for that answer.
 *
 * <p>Thread safe. That there is none is remembered too, so that an API without bios is not asked game after
 * game; the short name of the box score stands in. What was unavailable is asked for again by the first game a minute later.
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
        /** Of what was unavailable, a roster's key or a player's id, when it is asked for again. */
        final Map<Object, Instant> unavailable = new ConcurrentHashMap<>();
    }

    public Bios(boolean rosters, boolean players) {
        this(rosters, players, new MonotonicClock());
    }

    /** @param clock measures the pause before what was unavailable is asked for again */
    Bios(boolean rosters, boolean players, Clock clock) {
        this.rosters = rosters;
        this.players = players;
        this.clock = clock;
    }

    /**
     * Whether the document is what it should be. One that is not must not be archived as the latest of its kind.
     *
     * @throws DocumentException when it is not
     */
    public void check(BioRequest request, byte[] document) {
        if (request.roster() != null) {
            new RosterReader().read(document);
        } else {
            new PlayerReader().read(document);
        }
    }

    /** Whether short names stand in this box score only because bios were unavailable. */
    private static boolean lacksNames(Boxscore boxscore, OfRun run) {
        if (boxscore.hasBios() || run.unavailable.isEmpty()) {
            return false;
        }
        Map<Integer, Person> known = known(boxscore, run);
        run.players.forEach((id, asked) -> asked.getNow(Optional.empty()).ifPresent(person -> known.put(id, person)));
        boolean isRosterUnavailable = boxscore.rosters().stream().anyMatch(run.unavailable::containsKey);
        return boxscore.players().stream().map(line -> line.person().id()).filter(id -> !known.containsKey(id))
                .anyMatch(id -> run.unavailable.containsKey(id) || isRosterUnavailable && !run.players.containsKey(id));
    }

    private <K, V> boolean isToBeAsked(K key, Map<K, CompletableFuture<V>> asked, OfRun run) {
        CompletableFuture<V> answer = new CompletableFuture<>();
        if (asked.putIfAbsent(key, answer) == null) {
            return true;
        }
        Instant again = run.unavailable.get(key);
        if (again == null || clock.instant().isBefore(again) || !run.unavailable.remove(key, again)) {
            return false;
        }
        asked.put(key, answer);
        return true;
    }

    /** The rosters that the caller must request, since no other game does. It must answer each with {@link #add}. */
    public List<BioRequest> missingRosters(FetchedGame game) {
        Boxscore boxscore = game.boxscore();
        if (!rosters || boxscore.hasBios()) {
            return List.of();
        }
        OfRun run = run(game.task().runId());
        return boxscore.rosters().stream().filter(key -> isToBeAsked(key, run.rosters, run))
                .map(key -> new BioRequest(key, 0, game.task().runId(), game.task().isRederived())).toList();
    }

    /** The players on no roster that the caller must request. It must answer each with {@link #add}. */
    public List<BioRequest> missingPlayers(FetchedGame game) {
        Boxscore boxscore = game.boxscore();
        if (!players || boxscore.hasBios()) {
            return List.of();
        }
        OfRun run = run(game.task().runId());
        Map<Integer, Person> known = known(boxscore, run);
        return boxscore.players().stream().map(line -> line.person().id()).filter(id -> !known.containsKey(id) && isToBeAsked(id, run.players, run))
                .map(id -> new BioRequest(null, id, game.task().runId(), game.task().isRederived())).toList();
    }

    /**
     * The answer to a request. What is unavailable, which is not the same as that there is none, is requested again later.
     *
     * @param fetched the document of the API; empty when it has none, null when it was unavailable
     * @param archived the latest document in the archive, when it was looked up; empty when there is none, null when it was unavailable
     */
    public void add(BioRequest request, Object fetched, Object archived) {
        Object key = request.roster() != null ? request.roster() : (Object) request.player();
        OfRun run = run(request.runId());
        boolean isFetched = fetched instanceof byte[] bytes && bytes.length > 0;
        // before the answer: other games wait for that
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
            LOG.warn("the {} of {} is unusable, short names stay where nothing else has full ones: {}", request.kind(), request.subject(), e.getMessage());
            return Map.of();
        }
    }

    /** The game with everything that is known of its players. */
    public FetchedGame complete(FetchedGame game) {
        Boxscore boxscore = game.boxscore();
        OfRun run = run(game.task().runId());
        Map<Integer, Person> known = boxscore.hasBios() ? Map.of() : known(boxscore, run);
        Boxscore completed = boxscore.withBios(id -> {
            Person ofRoster = known.get(id);
            CompletableFuture<Optional<Person>> asked = run.players.get(id);
            return ofRoster != null || asked == null ? ofRoster : await(asked, Optional.<Person>empty()).orElse(null);
        });
        return new FetchedGame(game.task(), completed, game.contentHash(), game.rawKey(), lacksNames(completed, run));
    }

    private static Map<Integer, Person> known(Boxscore boxscore, OfRun run) {
        Map<Integer, Person> known = new HashMap<>();
        for (RosterKey key : boxscore.rosters()) {
            CompletableFuture<Map<Integer, Person>> asked = run.rosters.get(key);
            if (asked != null) {
                known.putAll(await(asked, Map.of()));
            }
        }
        return known;
    }

    private static <T> T await(CompletableFuture<T> asked, T otherwise) {
        try {
            return asked.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody completes a bio with an exception", e);
        }
    }

    /** One at a time: several that forget at once could forget the run that has just begun. */
    private synchronized OfRun run(String runId) {
        return runs.computeIfAbsent(runId, id -> new OfRun());
    }
}
