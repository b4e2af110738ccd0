package nhldata.boxscore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import nhldata.nhl.Boxscore;
import nhldata.nhl.BoxscoreReader;
import nhldata.nhl.GameKey;
import nhldata.nhl.RosterKey;
import nhldata.testing.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BiosTest {

    private static final RosterKey FLA = new RosterKey("FLA", "20312032");
    private static final RosterKey NYI = new RosterKey("NYI", "20312032");
    private static final int OF_FLA = 9000001;
    private static final List<Integer> ALL_OF_FLA = List.of(9000001, 9000002, 9000003, 9000021, 9000022);
    private static final int THREADS = 8;
    private static final int ROUNDS = 500;

    private final Bios bios = new Bios(true, true);
    private final Boxscore boxscore = boxscore("flat.json");

    @Test
    void asksForBothRostersOnceARun() {
        assertEquals(List.of(FLA, NYI), missingRosters(bios, boxscore, "run-1"));
        assertEquals(List.of(), missingRosters(bios, boxscore, "run-1"));
        assertEquals(List.of(FLA, NYI), missingRosters(bios, boxscore, "run-2"));
    }

    @Test
    void asksForThePlayersOnNoRoster() {
        missingRosters(bios, boxscore, "run-1");
        bios.add(roster("run-1", FLA), new byte[0], "");
        bios.add(roster("run-1", NYI), bytes("roster-NYI.json"), "");
        assertEquals(ALL_OF_FLA, missingPlayers(bios, boxscore, "run-1"));
        assertEquals(List.of(), missingPlayers(bios, boxscore, "run-1"));
    }

    @Test
    void completesABoxScoreFromRostersAndPlayers() {
        missingRosters(bios, boxscore, "run-1");
        bios.add(roster("run-1", FLA), "", "");
        bios.add(roster("run-1", NYI), bytes("roster-NYI.json"), "");
        missingPlayers(bios, boxscore, "run-1").forEach(id ->
                bios.add(player("run-1", id), id == OF_FLA ? bytes("landing.json") : "", ""));
        Boxscore complete = bios.complete(game(boxscore, "run-1")).boxscore();
        assertEquals("Aurélien Børgesson", name(complete, OF_FLA));
        assertEquals(name(boxscore, 9000002), name(complete, 9000002));
        assertFalse(name(complete, 9000011).equals(name(boxscore, 9000011)));
    }

    @Test
    void whatCouldNotBeHadIsRememberedToo() {
        missingRosters(bios, boxscore, "run-1");
        bios.add(roster("run-1", FLA), utf8("<html>down</html>"), "");
        bios.add(roster("run-1", NYI), utf8("{\"message\": \"Not Found\"}"), "");
        missingPlayers(bios, boxscore, "run-1").forEach(id -> bios.add(player("run-1", id), utf8("{}"), ""));
        assertEquals(List.of(), missingRosters(bios, boxscore, "run-1"));
        assertEquals(List.of(), missingPlayers(bios, boxscore, "run-1"));
        assertEquals(boxscore, bios.complete(game(boxscore, "run-1")).boxscore());
    }

    /** A40 */
    @Test
    void whatWasUnavailableIsAskedForAgainAMinuteLater() {
        TestClock clock = new TestClock(Instant.EPOCH);
        Bios patient = new Bios(true, true, clock);
        missingRosters(patient, boxscore, "run-1");
        patient.add(roster("run-1", FLA), null, "");
        patient.add(roster("run-1", NYI), bytes("roster-NYI.json"), "");
        assertEquals(List.of(), missingRosters(patient, boxscore, "run-1"), "not game after game");
        assertTrue(patient.complete(game(boxscore, "run-1")).lacksNames());
        clock.addSeconds(60);
        assertEquals(List.of(FLA), missingRosters(patient, boxscore, "run-1"));
        assertEquals(List.of(), missingRosters(patient, boxscore, "run-1"), "by one game");
        patient.add(roster("run-1", FLA), bytes("roster-FLA.json"), "");
        List<Integer> others = missingPlayers(patient, boxscore, "run-1");
        assertFalse(others.contains(9000002));
        others.forEach(id -> patient.add(player("run-1", id), "", ""));
        assertFalse(patient.complete(game(boxscore, "run-1")).lacksNames(), "of these there is none");
        others.forEach(id -> patient.add(player("run-1", id), null, ""));
        assertEquals(!others.isEmpty(), patient.complete(game(boxscore, "run-1")).lacksNames());
        clock.addSeconds(60);
        assertEquals(others, missingPlayers(patient, boxscore, "run-1"));
    }

    @Test
    void anAnswerAboutSomebodyElseChangesNothing() {
        Bios players = new Bios(false, true);
        missingPlayers(players, boxscore, "run-1").forEach(id -> players.add(player("run-1", id), bytes("landing.json"), ""));
        Boxscore complete = players.complete(game(boxscore, "run-1")).boxscore();
        assertEquals("Aurélien Børgesson", name(complete, OF_FLA));
        assertEquals(name(boxscore, 9000011), name(complete, 9000011));
    }

    @Test
    void asksForNothingThatTheSettingsLeftOut() {
        Bios none = new Bios(false, false);
        assertEquals(List.of(), missingRosters(none, boxscore, "run-1"));
        assertEquals(List.of(), missingPlayers(none, boxscore, "run-1"));
        assertEquals(boxscore, none.complete(game(boxscore, "run-1")).boxscore());
    }

    @Test
    void asksForNothingThatTheDocumentHasItself() {
        Boxscore statsApi = boxscore("statsapi.json");
        assertEquals(List.of(), missingRosters(bios, statsApi, "run-1"));
        assertEquals(List.of(), missingPlayers(bios, statsApi, "run-1"));
        assertEquals(statsApi, bios.complete(game(statsApi, "run-1")).boxscore());
    }

    @Test
    void ofMoreThanFourRunsForgetsTheOneThatWasNotUsedForLongest() {
        for (int run = 1; run <= 4; run++) {
            missingRosters(bios, boxscore, "run-" + run);
        }
        assertEquals(List.of(), missingRosters(bios, boxscore, "run-1"));
        assertEquals(List.of(FLA, NYI), missingRosters(bios, boxscore, "run-5"));
        assertEquals(List.of(), missingRosters(bios, boxscore, "run-1"), "used a moment ago");
        assertEquals(List.of(FLA, NYI), missingRosters(bios, boxscore, "run-2"));
    }

    @Test
    void ofManyGamesAtOnceOneAsksForARoster() throws Exception {
        for (List<RosterKey> asked : atOnce(run -> missingRosters(bios, boxscore, run))) {
            assertEquals(2, asked.size());
            assertEquals(Set.of(FLA, NYI), Set.copyOf(asked));
        }
    }

    @Test
    void ofManyGamesAtOnceOneAsksForAPlayer() throws Exception {
        Bios players = new Bios(false, true);
        for (List<Integer> asked : atOnce(run -> missingPlayers(players, boxscore, run))) {
            assertEquals(boxscore.players().size(), asked.size());
            assertEquals(boxscore.players().size(), Set.copyOf(asked).size());
        }
    }

    @Test
    void theOthersWaitForTheAnswerOfTheOneThatAsked() throws Exception {
        assertEquals(2, missingRosters(bios, boxscore, "run-1").size());
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            CountDownLatch begun = new CountDownLatch(1);
            Future<List<Integer>> missing = other.submit(() -> {
                begun.countDown();
                return missingPlayers(bios, boxscore, "run-1");
            });
            assertTrue(begun.await(30, TimeUnit.SECONDS));
            bios.add(roster("run-1", FLA), bytes("roster-FLA.json"), "");
            assertFalse(missing.isDone(), "without the second roster nobody can know who is on none");
            bios.add(roster("run-1", NYI), new byte[0], "");
            Set<Integer> homePlayers = Set.of(9000011, 9000012, 9000013, 9000031, 9000032);
            assertEquals(homePlayers, Set.copyOf(missing.get(30, TimeUnit.SECONDS)));
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void anAnswerThatComesAfterItsRunWasForgottenDoesNoHarm() {
        bios.add(roster("run-9", FLA), bytes("roster-FLA.json"), "");
        bios.add(player("run-9", OF_FLA), bytes("landing.json"), "");
        assertEquals("Aurélien Børgesson", name(bios.complete(game(boxscore, "run-9")).boxscore(), OF_FLA));
        assertSame(boxscore.format(), bios.complete(game(boxscore, "run-9")).boxscore().format());
    }

    /** What eight threads together were told to ask for, run by run; run after run, since a race shows only sometimes. */
    private static <T> List<List<T>> atOnce(Function<String, List<T>> work) throws Exception {
        List<List<T>> asked = Stream.generate(() -> Collections.synchronizedList(new ArrayList<T>())).limit(ROUNDS).toList();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                futures.add(threads.submit(() -> {
                    for (int run = 0; run < ROUNDS; run++) {
                        start.await();
                        asked.get(run).addAll(work.apply("run-" + run));
                    }
                    return null;
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
            return asked;
        } finally {
            threads.shutdownNow();
        }
    }

    private static FetchedGame game(Boxscore boxscore, String run) {
        return new FetchedGame(new GameTask("2031020007", "2031-10-08", 13, 2, run, null, null), boxscore, "hash", "raw/boxscore/x.json.gz", false);
    }

    private static BioRequest roster(String run, RosterKey key) {
        return new BioRequest(key, 0, run, false);
    }

    private static BioRequest player(String run, int id) {
        return new BioRequest(null, id, run, false);
    }

    private static List<RosterKey> missingRosters(Bios bios, Boxscore boxscore, String run) {
        return bios.missingRosters(game(boxscore, run)).stream().map(BioRequest::roster).toList();
    }

    private static List<Integer> missingPlayers(Bios bios, Boxscore boxscore, String run) {
        return bios.missingPlayers(game(boxscore, run)).stream().map(BioRequest::player).toList();
    }

    private static String name(Boxscore boxscore, int player) {
        return boxscore.players().stream().map(line -> line.person()).filter(p -> p.id() == player).findFirst().orElseThrow().fullName();
    }

    /** The invented game that the readers of documents are tested with. */
    private static Boxscore boxscore(String name) {
        return new BoxscoreReader().read(bytes(name), new GameKey("2031020007", LocalDate.parse("2031-10-08"), 13, 2));
    }

    private static byte[] bytes(String name) {
        try (InputStream in = BiosTest.class.getResourceAsStream("/nhldata/nhl/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
