package nhldata.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nhldata.app.Application;
import nhldata.config.PostgresSettings;
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

/**
 * The bucket and the ledger are two: what is done in one and not yet written in the other, when the process is killed in between and the next
 * command is not a sweep but the loader (make step2). The end is that of runs which nobody disturbed.
 */
@Tag("slow")
class BucketAndLedgerIT extends WithSampleLeague {

    private static final String DATE = Scenario.DATE;
    private static final String NEXT = "2022-10-12";
    private static final String GAME = Scenario.GAME;
    private static final String DELETE = "^DELETE /.*/player_game_stats/.*" + GAME;
    private static final String PUT = "^PUT /.*/player_game_stats/.*" + GAME;
    private static final String FOLDER = "player_game_stats/season=20222023/date=";

    private static Snapshot loaded;
    private static Snapshot corrected;
    private static Snapshot moved;

    @TempDir
    private Path folder;
    private TcpProxy s3;
    private TcpProxy postgres;

    @BeforeAll
    static void runUndisturbed(TestEnvironment quiet, TestEnvironment other) throws Exception {
        quiet.asking(api).sweep(DATE, DATE);
        loaded = Snapshot.of(quiet);
        correct();
        quiet.asking(api).sweep(DATE, DATE, "all");
        corrected = Snapshot.of(quiet);
        api.restore();
        other.asking(api).sweep(DATE, DATE);
        move();
        other.asking(api).sweep(NEXT, NEXT);
        moved = Snapshot.of(other);
        api.restore();
    }

    @BeforeEach
    void putTheProxies() {
        s3 = TcpProxy.ofHttp(() -> URI.create(world.settings().get("s3.endpoint")).getPort());
        postgres = TcpProxy.ofPostgres(PostgresSettings.of(world.settings()).port());
    }

    @AfterEach
    void healTheWorld() {
        s3.close();
        postgres.close();
    }

    @Test
    void aKillBeforeTheOutdatedCsvIsDeleted() throws Exception {
        world.sweep(DATE, DATE);
        move();

        killed(s3, before(DELETE), "sweep", "--from", NEXT, "--to", NEXT);
        load();
        load();

        assertEquals(moved.lines().keySet().stream().filter(row -> row.contains(GAME)).sorted().toList(), rowsOfTheGame().stream().sorted().toList());
        assertEquals(moved.corrections(), Snapshot.of(world).corrections());
        assertEquals(List.of(FOLDER + NEXT + "/" + GAME + ".csv"), keysOfTheGame());
        world.sweep(NEXT, NEXT);
        assertSame(moved, "after the next run");
    }

    @Test
    void aKillBeforeTheDeletionIsClosed() throws Exception {
        world.sweep(DATE, DATE);
        move();

        killed(postgres, before("update etl.object_deletion set state = case"), "sweep", "--from", NEXT, "--to", NEXT);
        load();
        world.sweep(NEXT, NEXT);

        assertSame(moved, "after the next run");
        assertEquals("deleted", world.row("select state from etl.object_deletion"));
    }

    @Test
    void aRefusedDeletionFailsNothingAndIsDoneLater() throws Exception {
        world.sweep(DATE, DATE);
        move();
        s3.set(Trap.before(DELETE, () -> Verdict.s3Error(403, "AccessDenied")).always());

        assertEquals("succeeded", behindTheProxies().sweep(NEXT, NEXT).status());

        assertEquals("0", world.row("select count(*) from etl.dead_letter"));
        assertTrue(world.row("select state || ' ' || last_error from etl.object_deletion").startsWith("pending AccessDenied"),
                world.row("select last_error from etl.object_deletion"));
        load(behindTheProxies());
        load(behindTheProxies());
        assertEquals(moved.lines(), Snapshot.of(world).lines());
        assertEquals(moved.corrections(), Snapshot.of(world).corrections());
        assertEquals(2, keysOfTheGame().size(), "it may not be deleted yet");

        load();

        assertSame(moved, "when deletions are allowed again");
    }

    @Test
    void aGameThatIsMovedBackKeepsItsCsv() throws Exception {
        world.sweep(DATE, DATE);
        List<String> before = rowsOfTheGame();
        move();
        s3.set(Trap.before(DELETE, () -> Verdict.s3Error(403, "AccessDenied")).always());
        behindTheProxies().sweep(NEXT, NEXT);
        api.restore();
        behindTheProxies().sweep(DATE, DATE);
        load();

        assertEquals(before, rowsOfTheGame());
        assertEquals(List.of(FOLDER + DATE + "/" + GAME + ".csv"), keysOfTheGame());
        assertEquals(List.of(DATE + " | withdrawn", NEXT + " | deleted"),
                world.rows("select substring(s3_key, 'date=([0-9-]+)'), state from etl.object_deletion order by 1"));
    }

    @Test
    void aCsvThatAKilledFetchLeftIsDeletedWhenTheGameMoves() throws Exception {
        killed(s3, after(PUT), "sweep", "--from", DATE, "--to", DATE);
        move();
        // the schedule's word is the newer one, whatever the bucket has
        api.fault(FakeApi.boxscore(GAME), Fault.status(404));
        world.sweep(NEXT, NEXT);
        load();
        assertEquals("0", world.row("select count(*) from game_stats where game_id = " + GAME));
        api.heal();
        replay();

        assertEquals(List.of(FOLDER + NEXT + "/" + GAME + ".csv"), keysOfTheGame());
        assertEquals(NEXT, world.row("select distinct game_date from game_stats where game_id = " + GAME));
    }

    @Test
    void aKillBetweenThePutOfACsvAndItsMarkIsNotAnEditByHand() throws Exception {
        killed(s3, after(PUT), "sweep", "--from", DATE, "--to", DATE);

        load();
        load();
        world.sweep(DATE, DATE);

        assertSame(loaded, "after the next run");
        assertEquals("0", world.row("select count(*) from etl.game where fetched_at is null"));
    }

    @Test
    void aKillBetweenThePutOfACorrectedCsvAndItsMarkIsNotAnEditByHand() throws Exception {
        world.sweep(DATE, DATE);
        correct();

        killed(s3, after(PUT), "backfill", "--from", DATE, "--to", DATE, "--only", "all");
        load();
        load();
        world.sweep(DATE, DATE);

        Snapshot found = Snapshot.of(world);
        assertEquals(corrected.lines(), found.lines());
        assertEquals(corrected.corrections(), found.corrections());
        assertEquals(corrected.objects(), found.objects());
        assertEquals(List.of(), Difference.between(corrected, found).other());
    }

    @Test
    void whenTheLedgerIsLostTheBucketHasTheWholeRecord() throws Exception {
        world.sweep(DATE, DATE);
        String query = "select to_jsonb(g) - array['run_id', 'attempts', 'loader', 'seen_at', 'fetched_at', 'stored_at', "
                + "'loaded_at', 'updated_at', 'api_state', 'away_team', 'away_team_id', 'home_team', 'home_team_id', 'listed_date', 'listed_state'] from etl.game as g order by game_id";
        List<String> record = world.rows(query);
        world.execute("truncate etl.day, etl.correction, etl.dead_letter, etl.game_details; delete from etl.game; truncate game_stats");

        load();

        assertEquals(record, world.rows(query));
        assertEquals(loaded.lines(), Snapshot.of(world).lines());
        assertEquals(loaded.ledger().get("details"), Snapshot.of(world).ledger().get("details"));
        assertEquals("0", world.row("select count(*) from etl.game where fetched_at is null"));
    }

    @Test
    void anEditOfACsvOfTheJobIsAnEditByHand() throws Exception {
        world.sweep(DATE, DATE);
        String key = keysOfTheGame().get(0);
        byte[] csv = world.object(key);
        world.put(key, new String(csv, StandardCharsets.UTF_8).replaceFirst("(?m)^(\\d+),\\d+,", "$1,9800,")
                .getBytes(StandardCharsets.UTF_8));

        load();

        assertEquals("bucket | csv | loaded", world.row("select source, shape, state from etl.game where game_id = " + GAME));
        assertEquals("null | null", world.row("select stored, loaded from etl.game_details where game_id = " + GAME), "nobody knows whether they are still true");
        assertEquals("1", world.row("select count(*) from game_stats where player_jerseynumber = 9800"));
    }

    @Test
    void twoCsvsOfOneGameNeverAlternate() throws Exception {
        world.sweep(DATE, DATE);
        byte[] csv = world.object(keysOfTheGame().get(0));
        world.put(FOLDER + "2022-10-20/" + GAME + ".csv", new String(csv, StandardCharsets.UTF_8)
                .replaceFirst("(?m)^(\\d+),\\d+,", "$1,9800,").getBytes(StandardCharsets.UTF_8));

        load();
        load();

        assertEquals(loaded.lines(), Snapshot.of(world).lines());
        assertEquals(Map.of(), Snapshot.of(world).corrections());
        assertEquals(loaded.ledger().get("games"), Snapshot.of(world).ledger().get("games"));
    }

    @Test
    void aKillOfTheRunThatNoticesAMoveLeavesTheGameToTheNextRun() throws Exception {
        world.sweep(DATE, DATE);
        move();

        killed(postgres, Trap.before(Checkpoint.CLAIM_GAME.pattern, this::kill), "sweep", "--from", NEXT, "--to", NEXT);
        load();
        assertEquals("final", world.row("select state from etl.game where game_id = " + GAME));
        world.sweep(NEXT, NEXT);

        assertSame(moved, "after the next run");
    }

    @Test
    void anApiThatIsUnavailableLeavesAMovedGameToTheNextRun() throws Exception {
        world.sweep(DATE, DATE);
        move();
        api.fault("/boxscore", Fault.status(503));

        world.with("nhl.api.give-up-minutes", 0).sweep(NEXT, NEXT);
        assertEquals("final", world.row("select state from etl.game where game_id = " + GAME));
        api.heal();
        world.sweep(NEXT, NEXT);

        assertSame(moved, "after the next run");
    }

    @Test
    void aMovedGameWhoseDeadLetterIsDiscardedIsFetchedByTheNextRun() throws Exception {
        world.sweep(DATE, DATE);
        move();
        api.fault(FakeApi.boxscore(GAME), Fault.status(404));
        world.sweep(NEXT, NEXT);
        try (PackagedProgram discard = PackagedProgram.start(world, folder, "dlq", "discard", GAME, "--why", "to see")) {
            assertEquals(0, discard.exitCode(), discard.output());
        }
        api.heal();

        world.sweep(NEXT, NEXT);

        assertEquals(moved.lines(), Snapshot.of(world).lines());
        assertEquals(moved.objects(), Snapshot.of(world).objects());
        assertEquals("loaded | " + NEXT + " | " + NEXT, world.row("select state, game_date, loaded_date from etl.game where game_id = " + GAME));
    }

    private PackagedProgram running;

    private Verdict kill() throws InterruptedException {
        running.kill();
        return Verdict.CUT;
    }

    private Trap before(String point) {
        return Trap.before(point, this::kill);
    }

    private Trap after(String point) {
        return Trap.after(point, this::kill);
    }

    /** A real process, killed with SIGKILL at that point. */
    private void killed(TcpProxy proxy, Trap trap, String... command) throws Exception {
        proxy.set(trap);
        try (PackagedProgram program = PackagedProgram.start(behindTheProxies(), folder, command)) {
            running = program;
            program.exitCode();
        }
        assertTrue(trap.hasStruck(), "nobody came " + trap);
        assertNull(trap.failure());
        proxy.heal();
    }

    private TestEnvironment behindTheProxies() {
        return world.with("s3.endpoint", "http://127.0.0.1:" + s3.port()).with("postgres.port", postgres.port());
    }

    private void load() throws Exception {
        load(world);
    }

    private static void load(TestEnvironment where) throws Exception {
        try (Application application = where.with("nhl.load.enabled", false).start()) {
            application.load();
        }
    }

    private void replay() throws Exception {
        try (Application application = world.start()) {
            application.replay("");
        }
    }

    private List<String> keysOfTheGame() {
        return world.keys("player_game_stats/").stream().filter(key -> key.contains(GAME)).toList();
    }

    private List<String> rowsOfTheGame() {
        return world.gameStats().stream().filter(row -> row.contains(GAME)).toList();
    }

    private void assertSame(Snapshot truth, String when) {
        Difference difference = Difference.between(truth, Snapshot.of(world));
        assertEquals(List.of(), difference.other(), when);
        assertEquals("0 lost, 0 doubled", difference.lost() + " lost, " + difference.doubled() + " doubled", when);
    }

    private static void correct() {
        api.edit(FakeApi.boxscore(GAME), document -> ((ObjectNode) document.at("/playerByGameStats/homeTeam/forwards/0")).put("hits", 17));
    }

    /** From one date to the next. */
    private static void move() {
        ObjectNode game = (ObjectNode) find(api.original("/v1/schedule/" + DATE));
        api.edit("/v1/schedule/" + NEXT, document -> ((ArrayNode) document.at("/gameWeek/0/games")).add(game));
        api.edit(FakeApi.boxscore(GAME), document -> document.put("gameDate", NEXT));
    }

    private static JsonNode find(ObjectNode schedule) {
        for (JsonNode game : schedule.at("/gameWeek/0/games")) {
            if (game.path("id").asText().equals(GAME)) {
                return game;
            }
        }
        throw new IllegalStateException("the schedule has no game " + GAME);
    }
}
