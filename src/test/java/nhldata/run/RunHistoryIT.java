package nhldata.run;

import static nhldata.testing.FakeApi.boxscore;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nhldata.app.Application;
import nhldata.database.Database;
import nhldata.status.RunHistory;
import nhldata.testing.Fault;
import nhldata.testing.PackagedProgram;
import nhldata.testing.RequestLatch;
import nhldata.testing.TestEnvironment;
import nhldata.testing.WithSampleLeague;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is examined and cancelled, by its own process and by another. Twelve games on 11 October 2022. */
@Tag("slow")
class RunHistoryIT extends WithSampleLeague {

    private static final String DATE = "2022-10-11";
    private static final String GAME = "2022020044";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void aRunIsShownWithItsGamesTimesRetriesAndLog() throws Exception {
        api.fault(boxscore(GAME), Fault.status(503), 2);
        String other = String.valueOf(Long.parseLong(GAME) + 1);
        api.fault(boxscore(other), Fault.status(404));
        String id = world.sweep(DATE, DATE).runId();

        RunHistory run = history(id);

        assertEquals("partial | 12 | 1", run.run().get("status") + " | " + run.games().size() + " | " + run.run().get("games_dead"));
        Map<String, String> retried = game(run, GAME);
        assertEquals("loaded | 2", retried.get("state") + " | " + retried.get("retries"), run::asText);
        for (String state : List.of("queued", "fetching", "stored", "loading")) {
            assertTrue(Double.parseDouble(retried.get(state + "_seconds")) >= 0, retried.toString());
        }
        Map<String, String> dead = run.games().get(0);
        assertEquals(other + " | dead | boxscore | api", dead.get("game_id") + " | " + dead.get("state") + " | " + dead.get("stage") + " | " + dead.get("class"));
        assertTrue(dead.get("reason").contains("404"), dead.toString());
        assertEquals(List.of("queued", "fetching", "stored", "loading"), run.stages().stream().map(stage -> stage.get("state")).toList());
        String text = run.asText();
        assertTrue(text.contains("run " + id + ": sweep, partial"), text);
        assertTrue(text.contains("RETRY game " + GAME + " retry 1 in stage boxscore: "), text);
        assertTrue(text.contains("503"), text);
        assertTrue(text.contains("WARN game " + other + " dead letter in stage boxscore"), text);
        assertTrue(text.contains("INFO run " + id + ": partial, 12 games found, 11 loaded"), text);
        assertTrue(text.contains("to repeat  nhldata backfill --from " + DATE + " --to " + DATE), text);
    }

    @Test
    void itIsListedAndShownByTheCommandAndAnUnknownOneIsAUsageError() throws Exception {
        new Database(world.settings()).migrate();
        assertTrue(typed(0, "runs").contains("no runs yet. Run: nhldata sweep"));
        String id = world.sweep(DATE, DATE).runId();

        assertTrue(typed(0, "runs").contains(id + " | succeeded"));
        assertTrue(typed(0, "runs", "last").contains("12 found, 12 loaded (12 of them new or changed), 0 dead-lettered"));
        JsonNode json = new ObjectMapper().readTree(typed(0, "runs", id, "--json"));
        assertEquals(12, json.get("games").size());
        assertEquals(12, json.get("games_loaded").intValue());
        assertTrue(json.at("/stages/0/median_seconds").isNumber(), json.toString());
        assertTrue(typed(64, "runs", "20200101-000000-sweep-000000").contains("there is no run 20200101-000000-sweep-000000. Run: nhldata runs"));
        assertTrue(typed(64, "runs", "x'; drop table etl.run").contains("RUN must be the id of a run"));
        assertTrue(typed(64, "runs", "--limit", "0").contains("--limit must be at least 1"));
        assertTrue(typed(1, "runs", "cancel", "last").contains("has ended (succeeded): there is nothing to cancel. To examine it run: nhldata runs " + id));
        assertTrue(typed(64, "runs", "cancel", "20200101-000000-sweep-000000").contains("there is no run"));
    }

    @Test
    void aReaderSeesAllButTheLogAndMayNotCancel() throws Exception {
        String id = world.sweep(DATE, DATE).runId();
        world.execute("create role it_runs_reader login in role nhldata_reader");
        try (Connection reader = world.with("postgres.user", "it_runs_reader").connect()) {
            RunHistory run = RunHistory.read(reader, id);
            assertEquals(12, run.games().size());
            assertTrue(run.asText().contains("log: not readable for this role. Run: grant select on etl.run_log to ROLE"), run.asText());
            assertEquals("42501", assertThrows(SQLException.class, () -> RunHistory.cancel(reader, id, "by me")).getSQLState());
        } finally {
            world.execute("drop role it_runs_reader");
        }
    }

    /** By another process, through the ledger. The next run takes what is left. */
    @Test
    void aRunOfAnotherProcessIsCancelledAndTheNextOneDoesTheRest() throws Exception {
        String id;
        try (RequestLatch latch = api.holdAfter(5, "/boxscore"); PackagedProgram sweep = sweep(world.with("nhl.schedule.heartbeat", 500).with("nhl.routes.stop-seconds", 10))) {
            latch.awaitHeld();
            awaitGames("loaded", 5);
            id = world.row("select run_id from etl.run");

            assertTrue(typed(0, "runs", "cancel", id, "--why", "wrong dates").contains("run " + id + " is being cancelled: no more of its games are fetched"));
            try (Connection connection = world.connect()) {
                String again = RunHistory.cancel(connection, id, "by another");
                assertTrue(again.matches("run " + id + " is being cancelled since \\S+ \\S+ UTC \\(by \\S+ on \\S+: wrong dates\\). To follow it run: nhldata runs " + id), again);
            }

            assertEquals(1, sweep.exitCode(), sweep.output());
            assertTrue(sweep.output().contains("cancelled by "), sweep.output());
        }
        assertEquals("cancelled | f", world.row("select status, stopped from etl.run"));
        assertTrue(world.row("select message from etl.run").matches("cancelled by \\S+ on \\S+: wrong dates; 5 of 12 known games are loaded, no data is lost, to continue run:"
                + " nhldata backfill --from " + DATE + " --to " + DATE), world.row("select message from etl.run"));
        assertEquals(List.of("final | 7", "loaded | 5"), world.rows("select state, count(*) from etl.game group by 1 order by 1"));
        assertEquals("7", String.valueOf(history(id).games().stream().filter(game -> game.get("state").equals("released")).count()));
        assertEquals("0", world.row("select count(*) from etl.dead_letter"), "to be cancelled is no failure of a game");
        assertEquals("0", world.row("select count(*) from etl.action_required where kind in ('run_failed', 'scheduled_run_failed')"), "who cancelled it knows");
        assertEquals(DATE, world.row("select subject from etl.action_required where kind = 'date_incomplete'"));
        api.heal();

        assertEquals("succeeded | 12", outcome(world.sweep(DATE, DATE)));
    }

    /** Its process could end it no more. */
    @Test
    void aRunThatIsCancelledWhileItsProcessIsKilledEndsAsCancelled() throws Exception {
        String id;
        try (RequestLatch latch = api.holdAfter(5, "/boxscore"); PackagedProgram killed = sweep(world)) {
            latch.awaitHeld();
            awaitGames("loaded", 5);
            id = world.row("select run_id from etl.run");
            try (Connection connection = world.connect()) {
                RunHistory.cancel(connection, id, "by me");
            }
            killed.kill();
        }
        api.heal();

        assertEquals("succeeded | 12", outcome(world.sweep(DATE, DATE)));

        assertEquals("cancelled | 0", world.row("select status, games_loaded from etl.run where run_id = '" + id + "'"));
        assertTrue(world.row("select message from etl.run where run_id = '" + id + "'").startsWith("cancelled by me; the process running this run ("));
    }

    /** Killed before: nobody is left to end it but the command. */
    @Test
    void aRunWhoseProcessWasKilledIsCancelledAtOnce() throws Exception {
        try (RequestLatch latch = api.holdAfter(5, "/boxscore"); PackagedProgram killed = sweep(world)) {
            latch.awaitHeld();
            awaitGames("loaded", 5);
            killed.kill();
        }
        String id = world.row("select run_id from etl.run");

        String answer;
        try (Connection connection = world.connect()) {
            answer = RunHistory.cancel(connection, id, "by me");
        }

        assertEquals("run " + id + " is cancelled: its process had crashed. To continue it run: nhldata backfill --from " + DATE + " --to " + DATE, answer);
        assertEquals("cancelled", world.row("select status from etl.run"));
        assertEquals(List.of("final | 7", "loaded | 5"), world.rows("select state, count(*) from etl.game group by 1 order by 1"));
    }

    /** The schedule of a long backfill is not read to its end, and the API is not asked any more. */
    @Test
    void aBackfillIsCancelledWhileItReadsTheSchedule() throws Exception {
        try (RequestLatch latch = api.holdAfter(2, "/schedule/"); Application application = world.with("nhl.schedule.heartbeat", 200).with("nhl.routes.stop-seconds", 1).start()) {
            Thread run = new Thread(() -> application.sweep("backfill", "2022-10-01", "2023-04-01", "missing"));
            run.start();
            latch.awaitHeld();
            try (Connection connection = world.connect()) {
                RunHistory.cancel(connection, RunHistory.LAST, "by me");
            }
            String id = world.row("select run_id from etl.run");
            Runs runs = application.camel().getRegistry().lookupByNameAndType("runs", Runs.class);
            Awaitility.await().atMost(PATIENCE).until(() -> !runs.isWanted(id));
            api.heal();
            run.join(60_000);
            assertFalse(run.isAlive());
        }
        assertEquals("cancelled", world.row("select status from etl.run"));
        assertTrue(api.requests("/schedule/") <= 4, api.requests("/schedule/") + " requests");
    }

    /** A request that is retried for minutes keeps no run from ending. */
    @Test
    void aRunIsClosedWhileTheApiAnswersNothing() throws Exception {
        api.fault("/schedule/", Fault.status(503));
        try (Application application = world.with("nhl.schedule.heartbeat", 200).with("nhl.routes.stop-seconds", 1).with("nhl.api.retry-delay", 60_000).start()) {
            application.camel().createProducerTemplate().asyncSendBody("direct:run", RunRequest.over("backfill", DATE, DATE, "missing", "oldest"));
            Awaitility.await().atMost(PATIENCE).until(() -> api.requests("/schedule/") == 1);
            try (Connection connection = world.connect()) {
                RunHistory.cancel(connection, RunHistory.LAST, "by me");
            }
            Awaitility.await().atMost(PATIENCE).until(() -> world.row("select status from etl.run").equals("cancelled"));
        }
        assertEquals("cancelled by me; a request in progress had not ended; no data is lost, run: nhldata backfill --from " + DATE + " --to " + DATE, world.row("select message from etl.run"));
        api.heal();
        assertEquals("succeeded | 12", outcome(world.sweep(DATE, DATE)));
    }

    /** A scheduled run that was cancelled is not started again at once: its lease is released. */
    @Test
    void aScheduledRunThatIsCancelledReleasesItsLease() throws Exception {
        try (RequestLatch latch = api.holdAfter(0, "/schedule/"); Application application = world.with("nhl.schedule.enabled", true).with("nhl.schedule.cron", "0 0 0 1 1 ? 2099")
                .with("nhl.schedule.heartbeat", 200).with("nhl.routes.stop-seconds", 1).start()) {
            world.execute("insert into etl.daily_start (job, started_for, owner) values ('sweep', now(), '" + application.owner() + "')");
            application.camel().createProducerTemplate().asyncSendBody("seda:catch-up", "");
            latch.awaitHeld();
            try (Connection connection = world.connect()) {
                RunHistory.cancel(connection, RunHistory.LAST, "by me");
            }
            api.heal();
            Awaitility.await().atMost(PATIENCE).until(() -> world.row("select done_at is not null from etl.daily_start").equals("t"));
        }
        assertEquals("cancelled | f", world.row("select status, stopped from etl.run"));
        assertEquals("0", world.row("select count(*) from etl.action_required where kind = 'scheduled_run_failed'"));
    }

    @Test
    void aLogLineWithAnyContentIsWrittenAndPostgresMayBeUnavailableMeanwhile() throws Exception {
        RunLog log = new RunLog(java.time.Clock.systemUTC(), Throwable::getMessage);
        log.start();
        org.slf4j.MDC.put("run", "x");
        try {
            org.slf4j.LoggerFactory.getLogger("nhldata.test").info("a \0 b \ud800 {}", "c".repeat(2_000));
        } finally {
            org.slf4j.MDC.remove("run");
            log.stop();
        }
        assertFalse(log.isEmpty());
        String lines = log.lines();
        assertEquals("a   b ? ccc", world.with("postgres.database", "postgres").row("select left(l ->> 'message', 11) from jsonb_array_elements('" + lines + "'::jsonb) as l"));
        assertEquals(lines, log.lines(), "they stay until they are written");
        log.written(1);
        assertTrue(log.isEmpty());
    }

    private RunHistory history(String id) throws SQLException {
        try (Connection connection = world.connect()) {
            return RunHistory.read(connection, id);
        }
    }

    private static Map<String, String> game(RunHistory run, String id) {
        return run.games().stream().filter(game -> game.get("game_id").equals(id)).findFirst().orElseThrow();
    }

    private static String outcome(RunResult run) {
        return run.status() + " | " + run.gamesLoaded();
    }

    private PackagedProgram sweep(TestEnvironment where) throws Exception {
        return PackagedProgram.start(where, folder, "sweep", "--from", DATE, "--to", DATE);
    }

    private void awaitGames(String state, int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> world.row("select count(*) from etl.game where state = '" + state + "'").equals(String.valueOf(count)));
    }

    private String typed(int exitCode, String... words) throws Exception {
        try (PackagedProgram program = PackagedProgram.start(world, folder, words)) {
            assertEquals(exitCode, program.exitCode(), program.output());
            return List.of(words).contains("--json") ? program.answer() : program.output();
        }
    }
}
