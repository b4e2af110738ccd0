package nhldata.boxscore;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.ExecutionException;
import nhldata.nhl.Boxscore;
import nhldata.nhl.DocumentException;
import nhldata.nhl.Person;
import nhldata.nhl.PlayerReader;
import nhldata.nhl.PlayerStats;
import nhldata.nhl.RosterKey;
import nhldata.nhl.RosterReader;
import nhldata.time.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Players' biographies, remembered for one run: every roster and every player is asked for at most once, however many
 * games go through at the same time. The first game that needs one fetches it; the others wait for that answer.
 *
 * <p>Thread safe. That there is none is remembered too, so that an API without biographies is not asked game after
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
     * Whether the document is what it should be. One that is not must not be kept as the latest of its kind.
     *
     * @param kind roster or player
     * @throws DocumentException when it is not
     */
    public void check(String kind, byte[] document) {
        if (kind.equals("roster")) {
            new RosterReader().read(document);
        } else {
            new PlayerReader().read(document);
        }
    }

    /** The roster or the player was unavailable, which is not the same as that there is none. To be said before what is known of it is added: other games wait for that. */
    public void askAgain(String runId, Object what) {
        run(runId).unavailable.put(what, clock.instant().plus(PAUSE));
    }

    /** Whether short names stand in this box score only because biographies were unavailable. */
    public boolean lacksNames(Boxscore boxscore, String runId) {
        OfRun run = run(runId);
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

    /** The rosters that the caller must fetch, since nobody does yet. It must answer each with {@link #addRoster}. */
    public List<RosterKey> missingRosters(Boxscore boxscore, String runId) {
        if (!rosters || boxscore.hasBios()) {
            return List.of();
        }
        OfRun run = run(runId);
        return boxscore.rosters().stream()
                .filter(key -> isToBeAsked(key, run.rosters, run))
                .toList();
    }

    /** @param document the roster, or nothing when it could not be had */
    public void addRoster(String runId, RosterKey key, Object document) {
        Map<Integer, Person> people = Map.of();
        try {
            if (document instanceof byte[] bytes && bytes.length > 0) {
                people = new RosterReader().read(bytes);
            }
        } catch (DocumentException e) {
            LOG.warn("the roster of {} in {} is of no use, full names are looked for elsewhere: {}",
                    key.teamAbbreviation(), key.season(), e.getMessage());
        } finally {
            run(runId).rosters.computeIfAbsent(key, k -> new CompletableFuture<>()).complete(people);
        }
    }

    /** The players on no roster that the caller must fetch. It must answer each with {@link #addPlayer}. */
    public List<Integer> missingPlayers(Boxscore boxscore, String runId) {
        if (!players || boxscore.hasBios()) {
            return List.of();
        }
        OfRun run = run(runId);
        Map<Integer, Person> known = known(boxscore, run);
        List<Integer> missing = new ArrayList<>();
        for (PlayerStats line : boxscore.players()) {
            int id = line.person().id();
            if (!known.containsKey(id) && isToBeAsked(id, run.players, run)) {
                missing.add(id);
            }
        }
        return missing;
    }

    /** @param document the player's biography, or nothing when it could not be had */
    public void addPlayer(String runId, int player, Object document) {
        Optional<Person> person = Optional.empty();
        try {
            if (document instanceof byte[] bytes && bytes.length > 0) {
                person = Optional.of(new PlayerReader().read(bytes));
            }
        } catch (DocumentException e) {
            LOG.warn("the biography of player {} is of no use, his short name stays: {}", player, e.getMessage());
        } finally {
            run(runId).players.computeIfAbsent(player, k -> new CompletableFuture<>()).complete(person);
        }
    }

    /** The box score with everything that could be found out about its players. */
    public Boxscore complete(Boxscore boxscore, String runId) {
        OfRun run = run(runId);
        Map<Integer, Person> known = boxscore.hasBios() ? Map.of() : known(boxscore, run);
        return boxscore.withBios(id -> {
            Person ofRoster = known.get(id);
            CompletableFuture<Optional<Person>> asked = run.players.get(id);
            return ofRoster != null || asked == null ? ofRoster : await(asked, Optional.<Person>empty()).orElse(null);
        });
    }

    private Map<Integer, Person> known(Boxscore boxscore, OfRun run) {
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
            throw new IllegalStateException("nobody completes a biography with an exception", e);
        }
    }

    /** One at a time: several that forget at once could forget the run that has just begun. */
    private synchronized OfRun run(String runId) {
        return runs.computeIfAbsent(runId, id -> new OfRun());
    }
}
