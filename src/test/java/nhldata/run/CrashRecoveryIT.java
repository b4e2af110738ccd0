package nhldata.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nhldata.testing.Fault;
import nhldata.testing.PackagedProgram;
import nhldata.testing.RequestLatch;
import nhldata.testing.TestEnvironment;
import nhldata.testing.WithSampleLeague;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process: killed, stopped, and asked for its exit code. Twelve games on 11 October 2022. */
@Tag("slow")
class CrashRecoveryIT extends WithSampleLeague {

    private static final String DATE = "2022-10-11";
    private static final String GAME = "2022020044";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static List<String> undisturbed;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runUndisturbed(TestEnvironment empty) throws Exception {
        undisturbed = empty.asking(api).sweepUndisturbed(DATE, DATE);
    }

    @Test
    void aSweepKilledBetweenTwoGamesIsFinishedByTheNextOne() throws Exception {
        try (RequestLatch latch = api.holdAfter(5, "/boxscore"); PackagedProgram killed = sweep(world)) {
            latch.awaitHeld();
            awaitGames("loaded", 5);
            killed.kill();
        }
        assertEquals("running", world.row("select status from etl.run"), "nobody was left to close it");
        api.heal();

        assertEquals(0, end(sweep(world)));

        assertEquals(undisturbed, world.gameStats());
        assertEquals(List.of("failed | 0", "succeeded | 12"), world.rows("select status, games_loaded from etl.run order by started_at"));
        assertTrue(world.row("select message from etl.run where status = 'failed'").contains("crashed"));
        assertEquals("loaded | 12", world.row("select state, count(*) from etl.game group by 1"));
    }

    @Test
    void aSweepKilledWithItsCsvsStoredAndNotLoadedIsFinishedByTheNextOne() throws Exception {
        try (PackagedProgram killed = sweep(world.with("nhl.load.enabled", false))) {
            awaitGames("stored", 12);
            killed.kill();
        }
        api.forgetRequests();

        assertEquals(0, end(sweep(world)));

        assertEquals(0, api.requests("/boxscore"), "what is stored is not fetched again");
        assertEquals(undisturbed, world.gameStats());
        assertEquals("succeeded | 12 | 12", world.row("select status, games_found, games_loaded from etl.run where status <> 'failed'"));
    }

    @Test
    void aLoaderKilledWithItsClaimsLosesThemToTheNextRun() throws Exception {
        try (PackagedProgram killed = sweep(world.with("nhl.load.enabled", false))) {
            awaitGames("stored", 12);
            killed.kill();
        }
        world.execute("update etl.game set state = 'loading', loader = (select owner from etl.run)");

        assertEquals(0, end(sweep(world)));

        assertEquals(undisturbed, world.gameStats());
        assertEquals("loaded | 12", world.row("select state, count(*) from etl.game group by 1"));
    }

    @Test
    void aSweepThatIsToldToStopStopsSoonAndSaysSoInTheLedger() throws Exception {
        try (RequestLatch latch = api.holdAfter(5, "/boxscore"); PackagedProgram stopped = sweep(world)) {
            latch.awaitHeld();
            awaitGames("loaded", 5);
            stopped.terminate();
            assertNotEquals(0, stopped.exitCodeWithin(30));
        }
        assertEquals("failed", world.row("select status from etl.run"));
        assertTrue(world.row("select message from etl.run").matches("stopped before its end.*|.*still in progress.*"));
        assertEquals("0", world.row("select count(*) from etl.dead_letter"), "to be stopped is no failure of a game");
        api.heal();

        assertEquals(0, end(sweep(world)));
        assertEquals(undisturbed, world.gameStats());
    }

    @Test
    void exitCodesAndWordsTellWhetherActionIsRequired() throws Exception {
        api.fault(GAME + "/boxscore", Fault.status(404));
        assertEquals(2, end(sweep(world)));
        assertAnswer(2, "ACTION REQUIRED (1)", "status");
        assertAnswer(2, "\"ok\" : false", "status", "--json");
        assertAnswer(0, "404", "dlq", "list");
        assertAnswer(0, "nhldata dlq replay " + GAME, "dlq", "show", GAME);

        assertAnswer(0, "discarded: ", "dlq", "discard", GAME, "--why", "no such game");

        assertAnswer(0, "no dead letters", "dlq", "list");
        assertAnswer(0, "OK: no action required", "status");
        assertEquals("discarded | no such game", world.row("select state, closed_why from etl.dead_letter"));
    }

    @Test
    void aReplayFromTheCommandLineBringsTheDeadGameBack() throws Exception {
        api.fault(GAME + "/boxscore", Fault.status(404));
        world.sweep(DATE, DATE);
        api.heal();

        assertAnswer(0, "replay done", "dlq", "replay", GAME);

        assertEquals(undisturbed, world.gameStats());
        assertAnswer(64, "ten digits", "dlq", "replay", "44");
    }

    @Test
    void aRunThatFailsEndsWithOne() throws Exception {
        api.fault("/schedule/", Fault.status(404));
        assertEquals(1, end(sweep(world)));
        assertAnswer(1, " failed: ", "status");
    }

    @Test
    void aDatabaseThatIsNotThereIsSaidInPlainWords() throws Exception {
        TestEnvironment elsewhere = world.with("postgres.port", 1);
        try (PackagedProgram status = PackagedProgram.start(elsewhere, folder, "status")) {
            assertEquals(1, status.exitCode());
            assertTrue(status.output().contains(" unavailable. Start the local stack (make step1)"), status.output());
        }
    }

    @Test
    void aStatusBeforeAnythingRanSaysWhatToType() throws Exception {
        world.withoutTables();
        assertAnswer(1, "Run: nhldata migrate", "status");
    }

    @Test
    void wrongUsageEndsWithSixtyFour() throws Exception {
        assertAnswer(64, "must be a date", "sweep", "--from", "yesterday", "--to", DATE);
        assertAnswer(64, "before the first", "sweep", "--from", DATE, "--to", "2022-10-01");
        assertAnswer(64, "--to", "sweep", "--from", DATE);
        world = world.with("nhl.schedule.zone", "America/New York").with("nhl.schedule.refetch-days", "1,2,x");
        assertAnswer(64, "(NHL_SCHEDULE_ZONE) must be a time zone such as America/New_York or UTC, not \"America/New York\"", "run");
        assertAnswer(64, "(NHL_SCHEDULE_REFETCH_DAYS) must be days", "sweep", "--from", DATE, "--to", DATE);
    }

    private PackagedProgram sweep(TestEnvironment where) throws Exception {
        return PackagedProgram.start(where, folder, "sweep", "--from", DATE, "--to", DATE);
    }

    private static int end(PackagedProgram program) throws Exception {
        try (program) {
            return program.exitCode();
        }
    }

    private void assertAnswer(int exitCode, String words, String... arguments) throws Exception {
        try (PackagedProgram program = PackagedProgram.start(world, folder, arguments)) {
            int ended = program.exitCode();
            assertTrue(program.output().contains(words), () -> "\"" + words + "\" is not in the answer: " + quietly(program));
            assertEquals(exitCode, ended, () -> quietly(program));
        }
    }

    private static String quietly(PackagedProgram program) {
        try {
            return program.output();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void awaitGames(String state, int games) {
        Awaitility.await().atMost(PATIENCE).until(() -> world.rows("select 1 from pg_tables where schemaname = 'etl' and tablename = 'game'").size() == 1
                && world.row("select count(*) from etl.game where state = '" + state + "'").equals(String.valueOf(games)));
    }
}
