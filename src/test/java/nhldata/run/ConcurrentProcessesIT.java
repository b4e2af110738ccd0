package nhldata.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import nhldata.app.Application;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.PackagedProgram;
import nhldata.testing.RequestLatch;
import nhldata.testing.RoutesFolder;
import nhldata.testing.TestEnvironment;
import nhldata.testing.WithSampleLeague;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one database: side by side, and one that was taken for dead and wakes up. */
@Tag("slow")
class ConcurrentProcessesIT extends WithSampleLeague {

    private static final String DATE = "2022-10-11";
    private static final String NEXT = "2022-10-12";
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private static List<String> undisturbed;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runUndisturbed(TestEnvironment empty) throws Exception {
        undisturbed = empty.asking(api).sweepUndisturbed(DATE, NEXT);
    }

    @Test
    void theRateHoldsForTwoProcessesAndTheDailyRunDoesNotStarveBehindABackfill() throws Exception {
        int rate = 10;
        TestEnvironment paced = world.with("nhl.api.requests-per-second", rate);
        try (PackagedProgram backfill = PackagedProgram.start(paced, folder, "backfill", "--from", "2022-10-13", "--to", "2023-04-10")) {
            Awaitility.await().atMost(PATIENCE).until(() -> api.requests("/boxscore") > 0);
            try (PackagedProgram sweep = PackagedProgram.start(paced, folder, "sweep", "--from", DATE, "--to", DATE)) {
                assertEquals(0, sweep.exitCodeWithin(180), "of two that ask, each gets half");
            }
            List<Long> moments = api.moments();
            assertEquals("running", world.row("select status from etl.run where kind = 'backfill'"));
            backfill.kill();
            long span = moments.get(moments.size() - 1) - moments.get(0);
            assertTrue(span >= (moments.size() - 1) * 1000L / rate - 500, moments.size() + " requests in " + span + " ms");
        }
        assertEquals("succeeded | 12", world.row("select status, games_loaded from etl.run where kind = 'sweep'"));
    }

    @Test
    void aBackfillBesideADailyRunFetchesNoGameTwice() throws Exception {
        world.withoutTables();
        try (PackagedProgram sweep = PackagedProgram.start(world, folder, "sweep", "--from", DATE, "--to", NEXT);
                PackagedProgram backfill = PackagedProgram.start(world, folder, "backfill", "--from", DATE, "--to", NEXT)) {
            sweep.exitCode();
            backfill.exitCode();
        }
        assertEquals(1, api.mostRequestsForOne("/boxscore"));
        assertEquals(undisturbed, world.gameStats());
        assertEquals(List.of(), world.rows("""
                select * from etl.run
                where not (status = 'succeeded' or status = 'partial' and message like '%being fetched by another run%')
                    or games_found <> (select count(*) from etl.game where state = 'loaded')"""));
        assertEquals(world.row("select count(*), sum(row_count) from etl.game"), world.row("select sum(games_new), sum(rows_written) from etl.run"));
    }

    @Test
    void ofTwoInstancesWithOneScheduleOneDoesTheDailyRun() throws Exception {
        ZonedDateTime start = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(25);
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        TestEnvironment service = world.with("nhl.schedule.cron", DateTimeFormatter.ofPattern("s m H d M '?' yyyy").format(start))
                .with("nhl.schedule.catch-up-days", 1);
        try (PackagedProgram one = PackagedProgram.start(service, folder, "run"); PackagedProgram other = PackagedProgram.start(service, folder, "run")) {
            Awaitility.await().atMost(PATIENCE).until(() -> (one.output() + other.output()).contains("another process has the lease of the scheduled run"));
            Awaitility.await().atMost(PATIENCE).until(() -> !world.row("select coalesce(max(status), 'running') from etl.run").equals("running"));
        }
        assertEquals("sweep | " + yesterday, world.row("select kind, to_date from etl.run"));
        assertEquals(1, api.requests("/schedule/"));
        assertTrue(api.mostRequestsForOne("/boxscore") <= 1);
        assertEquals(world.row("select owner from etl.run"), world.row("select owner from etl.daily_start"));
    }

    @Test
    void aDailyStartWhoseProcessDiedIsDoneByAnotherInstance() throws Exception {
        startWasTaken("now() - interval '5 minutes'", "null", "now() - interval '3 minutes'");

        assertStartIsDone("0 0 0 1 1 ? 2099");
    }

    /** As a rolling restart does it in the middle of the daily run. The schedule is held, so that it does not matter how many games there are. */
    @Test
    void aDailyRunThatIsToldToStopIsGoneOnWithByTheNextService() throws Exception {
        startWasTaken("now() - interval '5 minutes'", "null", "now() - interval '3 minutes'");
        TestEnvironment service = world.with("nhl.schedule.enabled", true).with("nhl.schedule.catch-up-days", 1).with("nhl.schedule.cron", "0 0 0 1 1 ? 2099")
                .with("nhl.routes.stop-seconds", 2);
        try (RequestLatch latch = api.holdAfter(0, "/schedule/"); PackagedProgram stopped = PackagedProgram.start(service, folder, "run")) {
            latch.awaitHeld();
            stopped.terminate();
            assertEquals(143, stopped.exitCode());
        }
        assertEquals("failed", world.row("select status from etl.run"));
        assertEquals("0", world.row("select count(*) from etl.daily_start where done_at is not null"));
        api.heal();

        try (Application next = service.start()) {
            awaitLateStart();
        }
        assertEquals(List.of("failed", "succeeded or empty"),
                world.rows("select case when status in ('succeeded', 'empty') then 'succeeded or empty' else status end from etl.run order by started_at"));
    }

    /** In summer the sample league has no games; the days are read all the same. */
    @Test
    void theServiceThatWasDownForTenDaysFetchesThemOldestFirst() throws Exception {
        startWasTaken("now() - interval '10 days'", "now()", "now() - interval '10 days'");
        TestEnvironment service = world.with("nhl.schedule.enabled", true).with("nhl.schedule.catch-up-days", 10)
                .with("nhl.schedule.cron", "0 0 " + ZonedDateTime.now(ZoneOffset.UTC).minusHours(2).getHour() + " * * ?")
                // one at a time, so that the order shows
                .with("nhl.games.channel", "seda:games?size=5000&blockWhenFull=true&waitForTaskToComplete=Never&concurrentConsumers=1&pollTimeout=200");
        try (Application application = service.start()) {
            awaitLateStart();
        }
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertEquals("sweep | " + today.minusDays(10) + " | " + today.minusDays(1), world.row("select kind, from_date, to_date from etl.run"));
        assertEquals("10", world.row("select count(*) from etl.day"));
        assertEquals("0", world.row("select count(*) from etl.game where state not in ('loaded', 'scheduled', 'live', 'postponed', 'ignored')"));
        assertEquals("0", world.row("""
                select count(*)
                from etl.game as one
                inner join etl.game as later on one.game_date < later.game_date and one.fetched_at > later.fetched_at"""));
    }

    @Test
    void aStartThatAWrongClockNotedInTheFutureHindersNone() throws Exception {
        startWasTaken("now() + interval '400 days'", "now()", "now()");

        assertStartIsDone(DateTimeFormatter.ofPattern("s m H d M '?' yyyy").format(ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(15)));
    }

    /** Else the ledger says during a long run that no scheduler is alive, and tells of what the next scheduled run makes good. */
    @Test
    void theSchedulerHasAHeartbeatWhileAMissedRunIsMadeUpFor() throws Exception {
        startWasTaken("now() - interval '10 days'", "now()", "now() - interval '10 days'");
        RoutesFolder.copy(folder).edit("0-trigger", "period: 60000", "period: 200");
        TestEnvironment service = world.with("nhl.schedule.enabled", true).with("nhl.schedule.catch-up-days", 1).with("nhl.routes.dir", folder)
                .with("nhl.schedule.cron", "0 0 " + ZonedDateTime.now(ZoneOffset.UTC).minusHours(2).getHour() + " * * ?");
        try (RequestLatch latch = api.holdAfter(0, "/schedule/"); Application application = service.start()) {
            latch.awaitHeld();
            world.execute("update etl.clock set heartbeat_at = now() - interval '10 minutes'");
            Awaitility.await().atMost(PATIENCE).until(() -> world.row("select heartbeat_at > now() - interval '5 minutes' from etl.clock").equals("t"));
            latch.close();
            awaitLateStart();
        }
        assertEquals("1", world.row("select count(*) from etl.run"));
    }

    /** By a process that is gone. */
    private void startWasTaken(String startedFor, String doneAt, String heartbeatAt) throws Exception {
        world.start().close();
        world.execute("insert into etl.daily_start (job, started_for, owner, done_at, heartbeat_at, taken_at) values ('sweep', " + startedFor
                + ", 'elsewhere/1/1/1/1', " + doneAt + ", " + heartbeatAt + ", " + heartbeatAt + ")");
    }

    private void awaitLateStart() {
        Awaitility.await().atMost(PATIENCE).until(() -> world.row("""
                select count(*) from etl.daily_start where owner <> 'elsewhere/1/1/1/1' and done_at is not null""").equals("1"));
    }

    /** By one of two instances, once. */
    private void assertStartIsDone(String cron) throws Exception {
        TestEnvironment service = world.with("nhl.schedule.enabled", true).with("nhl.schedule.catch-up-days", 1).with("nhl.schedule.cron", cron);
        try (Application one = service.start(); Application other = service.start()) {
            awaitLateStart();
        }
        assertEquals("sweep | t", world.row("select kind, owner = (select owner from etl.daily_start) from etl.run"));
        assertEquals("t", world.row("select started_for < now() from etl.daily_start"));
    }

    @Test
    void aProcessThatSleptPastItsTakeoverCanWriteNothing() throws Exception {
        try (RequestLatch latch = api.holdAfter(5, "/boxscore"); PackagedProgram sleeper = PackagedProgram.start(world, folder, "sweep", "--from", DATE, "--to", DATE)) {
            latch.awaitHeld();
            Awaitility.await().atMost(PATIENCE).until(() -> world.row("select count(*) from etl.game where state = 'loaded'").equals("5"));
            sleeper.stop();
            // two minutes later, for everybody who looks at the ledger
            world.execute("update etl.run set heartbeat_at = now() - interval '3 minutes'");
            api.heal();
            List<String> held = world.rows("select game_id from etl.game where state = 'fetching'");
            assertNotEquals(List.of(), held);
            for (String game : held) {
                // what the sleeper has in its hands is old by now
                ObjectNode document = api.original(FakeApi.boxscore(game));
                ((ObjectNode) document.at("/playerByGameStats/homeTeam/forwards/0")).put("hits", 17);
                api.fault(FakeApi.boxscore(game), Fault.other(document.toString().getBytes(StandardCharsets.UTF_8)));
            }

            try (PackagedProgram next = PackagedProgram.start(world, folder, "sweep", "--from", DATE, "--to", DATE)) {
                assertEquals(0, next.exitCode());
            }
            List<String> rows = world.gameStats();
            List<String> ledger = ledger();
            List<String> objects = objects();
            assertEquals("12", world.row("select count(*) from etl.game where state = 'loaded'"));

            latch.close();
            sleeper.resume();
            assertEquals(1, sleeper.exitCode(), "its run had failed, and it says so");

            assertEquals(rows, world.gameStats());
            assertEquals(ledger, ledger());
            assertEquals(objects, objects());
        }
        assertEquals(List.of("failed | 0", "succeeded | 12"), world.rows("select status, games_loaded from etl.run order by started_at"));
        assertTrue(world.row("select message from etl.run where status = 'failed'").contains("crashed"));
    }

    /** A23: as after three minutes without PostgreSQL, for one that looks before the run's process could send a heartbeat. */
    @Test
    void aLivingRunIsNotTakenOverBecauseItsHeartbeatIsLate() throws Exception {
        try (Application next = world.start(); RequestLatch latch = api.holdAfter(0, "/boxscore"); PackagedProgram living = PackagedProgram.start(world, folder, "sweep", "--from", DATE, "--to", DATE)) {
            latch.awaitHeld();
            // on another host, where nobody can look whether it lives
            world.execute("update etl.run set owner = 'elsewhere/1/1/1/1', heartbeat_at = now() - interval '3 minutes'");
            assertEquals("empty", next.sweep("backfill", "2023-08-01", "2023-08-01", "missing").status());
            assertEquals("running", world.row("select status from etl.run where kind = 'sweep'"));
            latch.close();
            api.heal();
            assertEquals(0, living.exitCode());
        }
        assertEquals("succeeded | 12", world.row("select status, games_loaded from etl.run where kind = 'sweep'"));
    }

    /** U26: nobody has to begin a run for that, and nobody waits for two minutes of silence. */
    @Test
    void aRunThatWasKilledIsClosedWithinSecondsByWhoeverLivesOnThisHost() throws Exception {
        try (Application service = world.with("nhl.schedule.heartbeat", 500).start(); RequestLatch latch = api.holdAfter(0, "/boxscore");
                PackagedProgram killed = PackagedProgram.start(world, folder, "sweep", "--from", DATE, "--to", DATE)) {
            latch.awaitHeld();
            killed.kill();
            Awaitility.await().atMost(PATIENCE).until(() -> world.row("select status from etl.run").equals("failed"));
            assertEquals("run_failed | nhldata backfill --from " + DATE + " --to " + DATE,
                    world.row("select kind, next_command from etl.action_required where kind like 'run%'"));
            assertEquals("0", world.row("select count(*) from etl.game where state in ('queued', 'fetching')"));
        }
    }

    /** A20: games of all runs share one channel, and those of a long backfill may be before those of the daily run for longer than a stall lasts. */
    @Test
    void aRunWhoseGamesWaitBehindThoseOfAnotherIsNotStalled() throws Exception {
        world.execute("""
                insert into etl.run (run_id, kind, source, owner, from_date, to_date) values
                ('backfill', 'backfill', 'nhl', 'x', '2022-10-01', '2022-10-05'), ('daily', 'sweep', 'nhl', 'x', '2022-12-01', '2022-12-01')""");
        world.execute("""
                insert into etl.game (game_id, game_date, season, game_type, state, source, run_id, updated_at) values
                (2022020001, '2022-10-01', 20222023, 2, 'loaded', 'nhl', 'backfill', now() - interval '90 seconds'),
                (2022020002, '2022-10-01', 20222023, 2, 'queued', 'nhl', 'backfill', now() - interval '30 minutes'),
                (2022020300, '2022-12-01', 20222023, 2, 'queued', 'nhl', 'daily', now() - interval '20 minutes')""");
        String daily = Files.readString(Path.of("src/main/resources/sql/run/count-pending-games.sql")).replace(":#${variable.runId}", "'daily'")
                .replace(":#${properties:nhl.role.load.active}", "'true'").replace(":#${properties:nhl.routes.stop-seconds}", "15").replace(":#${variable.run.kind}", "'sweep'");
        assertEquals("1 | f | f | 1", world.row(daily), "whole minutes");
        world.execute("update etl.game set updated_at = now() - interval '10 minutes' where game_id = 2022020002");
        assertEquals("1 | f | f | 20", world.row(daily), "nothing is before it");
        world.execute("update etl.game set state = 'fetching' where game_id = 2022020002");
        assertEquals("1 | f | f | 1", world.row(daily), "the other's games take the threads");
        world.execute("update etl.run set status = 'failed', ended_at = now() where run_id = 'backfill'");
        assertEquals("1 | f | f | 20", world.row(daily), "a run that has ended moves nothing");
        world.execute("update etl.run set status = 'running', ended_at = null; update etl.game set state = 'fetching' where run_id = 'daily'");
        assertEquals("1 | f | f | 20", world.row(daily), "its own game is at work, and hangs");
        world.execute("update etl.game set state = 'loaded' where run_id = 'daily'");
        assertEquals("0 | f | t | 0", world.row(daily));
    }

    private List<String> ledger() {
        return world.rows("""
                select to_jsonb(g) from etl.game as g
                union all select to_jsonb(r) - 'heartbeat_at' from etl.run as r
                union all select to_jsonb(d) from etl.day as d
                union all select to_jsonb(d) from etl.dead_letter as d
                union all select to_jsonb(c) from etl.correction as c
                order by 1""");
    }

    /** The CSVs, byte for byte. */
    private List<String> objects() {
        return world.keys("player_game_stats/").stream().map(key -> key + " " + Arrays.hashCode(world.object(key))).toList();
    }
}
