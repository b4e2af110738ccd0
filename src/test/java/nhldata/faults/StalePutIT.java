package nhldata.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import nhldata.app.Application;
import nhldata.faults.wire.TcpProxy;
import nhldata.faults.wire.Trap;
import nhldata.faults.wire.Verdict;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.PackagedProgram;
import nhldata.testing.TestEnvironment;
import nhldata.testing.WithSampleLeague;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The moment between the look whether a game is still one's own and the put of its CSV. */
@Tag("slow")
class StalePutIT extends WithSampleLeague {

    private static final String PUT = "^PUT /.*/player_game_stats/.*" + Scenario.GAME;

    private static List<String> truth;
    private static Map<String, String> objects;

    @TempDir
    private Path folder;
    private TcpProxy s3;

    @BeforeAll
    static void runUndisturbed(TestEnvironment empty) throws Exception {
        TestEnvironment quiet = empty.asking(api);
        quiet.sweep(Scenario.DATE, Scenario.DATE);
        truth = quiet.gameStats();
        objects = quiet.objectHashes();
    }

    @BeforeEach
    void putTheProxy() {
        s3 = TcpProxy.ofHttp(() -> URI.create(world.settings().get("s3.endpoint")).getPort());
    }

    @AfterEach
    void closeTheProxy() {
        s3.close();
    }

    @Test
    void anOldCsvIsNeverPutOverANewerOne() throws Exception {
        api.fault(FakeApi.boxscore(Scenario.GAME), Fault.other(older()), 1);
        CompletableFuture<PackagedProgram> asleep = new CompletableFuture<>();
        Trap trap = s3.set(Trap.before(PUT, () -> {
            // asleep for longer than its lease; the other one comes to S3 without a detour, and has fetched what is true now
            PackagedProgram program = asleep.join();
            program.stop();
            try {
                world.execute("update etl.run set owner = 'elsewhere/1/1', heartbeat_at = now() - interval '1 hour'");
                assertEquals("succeeded", world.sweep(Scenario.DATE, Scenario.DATE).status());
            } finally {
                program.resume();
            }
            return Verdict.PASS;
        }));

        // a loader that falls asleep over its claim would be waited for until the claim is too old
        try (PackagedProgram sleeper = PackagedProgram.start(behindTheProxy().with("nhl.load.enabled", false), folder, "sweep", "--from", Scenario.DATE, "--to", Scenario.DATE)) {
            asleep.complete(sleeper);
            int exitCode = sleeper.exitCode();
            assertNull(trap.failure());
            assertTrue(trap.hasStruck());
            assertEquals(1, exitCode, "its run had been closed as failed: " + sleeper.output());
        }

        assertEquals(truth, world.gameStats());
        Map<String, String> found = world.objectHashes();
        objects.forEach((key, hash) -> assertEquals(hash, found.get(key), key));
        try (Application application = world.start()) {
            assertEquals(0, application.load().gamesNew(), "nothing in the bucket is other than the ledger says");
        }
        assertEquals(truth, world.gameStats());
    }

    @Test
    void aPutWhoseAnswerIsLostIsTriedAgainOverItself() throws Exception {
        Trap trap = s3.set(Trap.after(PUT, () -> Verdict.RESET));

        assertEquals("succeeded", behindTheProxy().sweep(Scenario.DATE, Scenario.DATE).status());

        assertTrue(trap.hasStruck());
        assertEquals(truth, world.gameStats());
        assertEquals(objects, world.objectHashes());
    }

    @Test
    void anS3WithoutConditionsIsUsedWithoutThem() throws Exception {
        Trap trap = s3.set(Trap.before(PUT, () -> Verdict.s3Error(501, "NotImplemented")));

        assertEquals("succeeded", behindTheProxy().sweep(Scenario.DATE, Scenario.DATE).status());

        assertTrue(trap.hasStruck());
        assertEquals(truth, world.gameStats());
        assertEquals(objects, world.objectHashes());
    }

    @Test
    void aCsvThatWasPutAfterAReprocessingRunListedTheBucketIsReplaced() throws Exception {
        world.sweep(Scenario.DATE, Scenario.DATE);
        String key = world.row("select s3_key from etl.game where game_id = " + Scenario.GAME);
        world.delete(key);
        Trap trap = s3.set(Trap.before(PUT, () -> {
            world.put(key, "id\n1\n".getBytes(StandardCharsets.UTF_8));
            return Verdict.PASS;
        }));

        try (Application application = behindTheProxy().start()) {
            assertEquals("succeeded", application.rederive(Scenario.DATE, Scenario.DATE).status());
        }

        assertTrue(trap.hasStruck());
        assertEquals(truth, world.gameStats());
        assertEquals(objects, world.objectHashes());
    }

    private TestEnvironment behindTheProxy() {
        return world.with("s3.endpoint", "http://127.0.0.1:" + s3.port());
    }

    private byte[] older() throws Exception {
        ObjectNode document = api.original(FakeApi.boxscore(Scenario.GAME));
        ((ObjectNode) document.at("/playerByGameStats/homeTeam/forwards/0")).put("hits", 17);
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }
}
