package nhldata.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nhldata.app.Application;
import nhldata.storage.ObjectStore;
import nhldata.testing.Fault;
import nhldata.testing.TestEnvironment;
import nhldata.testing.WithSampleLeague;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A ledger of years: what is deleted, and what never is. */
class RetentionIT extends WithSampleLeague {

    private static final String DATE = "2022-10-11";
    private static final String GAME = "2022020044";
    private static final String DEAD = "2022020045";
    private static final List<String> TABLES = List.of("etl.run", "etl.dbt_run", "etl.dbt_result", "etl.notification", "etl.incident", "etl.dead_letter", "etl.object_deletion", "etl.game",
            "etl.day", "game_stats");

    @BeforeEach
    void aLedgerOfYears() throws Exception {
        api.fault(DEAD + "/boxscore", Fault.html());
        world = world.with("nhl.retention.raw-versions-days", 30);
        assertEquals("partial", world.sweep(DATE, DATE).status());
        api.heal();
        world.execute("""
                insert into etl.run (run_id, kind, source, owner, status, started_at, ended_at)
                select 'old-' || i, 'backfill', 'nhl', 'x', 'succeeded', now() - interval '1200 days', now() - interval '1200 days' + i * interval '1 second'
                from generate_series(1, 150) as i;
                insert into etl.run (run_id, kind, source, owner, status, started_at, ended_at)
                select 'recent-' || i, 'backfill', 'nhl', 'x', 'succeeded', now() - interval '1000 days', now() - interval '1000 days' from generate_series(1, 120) as i;
                insert into etl.run (run_id, kind, source, owner, status, started_at, ended_at, from_date, to_date) values
                ('first', 'sweep', 'nhl', 'x', 'succeeded', '2015-10-08', '2015-10-08', '2015-10-07', '2015-10-07'),
                ('of-a-date', 'sweep', 'nhl', 'x', 'succeeded', '2015-10-09', '2015-10-09', '2015-10-08', '2015-10-08');
                insert into etl.game_history (run_id, game_id, state, at) select run_id, 2015020001, 'queued', now() from etl.run where run_id in ('old-100', 'first');
                insert into etl.run_log (owner, line, run_id, at, level, message) select run_id, 1, run_id, now(), 'INFO', 'm' from etl.run where run_id in ('old-100', 'first');
                insert into etl.day (game_date, games_listed, games_wanted, games_final, games_expected, source, run_id) values ('2015-10-08', 0, 0, 0, 0, 'nhl', 'of-a-date');
                insert into etl.dbt_run (status, started_at, ended_at, full_refresh, project_hash)
                select 'published', now() - interval '500 days', now() - interval '500 days', false, 'x' from generate_series(1, 130);
                insert into etl.dbt_result (dbt_run_id, node_id, kind, name, status, seconds) select dbt_run_id, 'n', 'test', 'n', 'pass', 1 from etl.dbt_run;
                insert into etl.incident (cause, subjects, what, why, command, opened_at, closed_at, outcome) values
                ('closed', '{}', 'w', 'w', 'c', now() - interval '500 days', now() - interval '500 days', 'over'), ('open', '{}', 'w', 'w', 'c', now() - interval '500 days', null, null);
                insert into etl.notification (topic, channel, event, what, why, happened_at, created_at, state, sent_at, incident_id)
                select 'a', 'slack', 'failed', 'w', 'w', now(), now() - interval '500 days', 'sent', now() - interval '500 days', incident_id from etl.incident where cause = 'closed';
                insert into etl.notification (topic, channel, event, what, why, happened_at, created_at) values ('b', 'slack', 'failed', 'w', 'w', now(), now() - interval '500 days');
                insert into etl.dead_letter (game_id, game_date, stage, reason_class, reason, run_id, envelope_key, payload_key, state, closed_at) values
                (2022020050, '2022-10-11', 'boxscore', 'api', 'r', 'old-1', 'boxscore/replayed.json', 'boxscore/shared', 'replayed', now() - interval '500 days'),
                (2022020051, '2022-10-11', 'boxscore', 'api', 'r', 'old-2', 'boxscore/superseded.json', null, 'superseded', now() - interval '500 days'),
                (2022020052, '2022-10-11', 'boxscore', 'api', 'r', 'old-3', 'boxscore/discarded.json', 'boxscore/shared', 'discarded', now() - interval '500 days'),
                (2022020053, '2022-10-11', 'boxscore', 'api', 'r', 'old-4', 'boxscore/lately.json', null, 'replayed', now() - interval '300 days')""");
        put("s3.dead-letter-bucket", List.of("boxscore/replayed.json", "boxscore/shared", "boxscore/superseded.json", "boxscore/discarded.json", "boxscore/lately.json"));
        // a version that was replaced, of a game that is loaded and of one that is not
        put("s3.bucket", List.of(replacedVersion(GAME), replacedVersion(DEAD)));
        world.execute("update etl.game set fetched_at = now() - interval '31 days'");
    }

    @Test
    void aDryRunCountsWhatIsThenDeletedAndNothingElse() throws Exception {
        Map<String, String> before = everything();
        List<Retention.Deleted> expected = inFortyDays(world).apply(true);
        assertEquals(before, everything(), "a dry run changes nothing");
        assertEquals(Map.of("raw box scores that were replaced", 1, "objects of closed dead letters", 2, "closed dead letters", 2, "notifications", 1, "closed incidents", 1,
                "builds of the marts", 30, "completed deletions of objects", 0, "runs", 148),
                expected.stream().collect(Collectors.toMap(Retention.Deleted::what, Retention.Deleted::rows)));
        assertTrue(Retention.asText(expected, true).endsWith("Nothing was deleted. To delete it run: nhldata retention"));

        List<String> rows = world.gameStats();
        assertEquals(expected, inFortyDays(world).apply(false));

        assertEquals(rows, world.gameStats());
        assertEquals("old-3, old-4", world.row("select string_agg(run_id, ', ' order by run_id) from etl.run where run_id like 'old%'"), "dead letters that stay refer to them");
        assertEquals("2", world.row("select count(*) from etl.run where run_id in ('first', 'of-a-date')"));
        assertEquals("100 | 100", world.row("select (select count(*) from etl.dbt_run), (select count(*) from etl.dbt_result)"));
        assertEquals("discarded, open, replayed", world.row("select string_agg(state, ', ' order by state) from etl.dead_letter"));
        assertEquals("open", world.row("select string_agg(cause, ', ') from etl.incident where cause in ('open', 'closed')"));
        assertEquals(List.of("boxscore/discarded.json", "boxscore/lately.json", "boxscore/shared"),
                world.deadLetterKeys().stream().filter(key -> !key.contains("date=")).toList());
        assertFalse(world.keys("raw/").contains(replacedVersion(GAME)));
        assertTrue(world.keys("raw/").contains(replacedVersion(DEAD)), "the game is not loaded");

        Map<String, String> after = everything();
        assertEquals(0, inFortyDays(world).apply(false).stream().mapToInt(Retention.Deleted::rows).sum());
        assertEquals(after, everything(), "the second time there is nothing to delete");
        try (Application application = world.start()) {
            application.rederive(DATE, DATE);
        }
        assertEquals(rows, world.gameStats());
        assertEquals(DEAD, world.row("select game_id from etl.dead_letter where state = 'open'"), "each other game still has the document that it was made from");
    }

    @Test
    void zeroKeepsForGood() throws Exception {
        TestEnvironment keeping = world;
        for (String kind : List.of("runs", "builds", "notifications", "dead-letters", "raw-versions")) {
            keeping = keeping.with("nhl.retention." + kind + "-days", 0);
        }
        Map<String, String> before = everything();
        assertEquals(0, inFortyDays(keeping).apply(false).stream().mapToInt(Retention.Deleted::rows).sum());
        assertEquals(before, everything());
        world.execute("create role it_other login");
        try {
            assertEquals(8, inFortyDays(keeping.with("postgres.user", "it_other")).apply(false).size(), "without a right to delete, too");
        } finally {
            world.execute("drop role it_other");
        }
    }

    /** What was deleted in S3 before the process was killed is no obstacle. */
    @Test
    void anInterruptedDeletionIsCompletedByTheNextOne() throws Exception {
        try (S3Client s3 = new ObjectStore(world.settings()).client()) {
            s3.deleteObject(b -> b.bucket(world.settings().get("s3.dead-letter-bucket")).key("boxscore/replayed.json"));
        }
        inFortyDays(world).apply(false);
        assertEquals("0", world.row("select count(*) from etl.dead_letter where state = 'superseded' or game_id = 2022020050"));
    }

    @Test
    void onlyItsRoleMayDelete() throws Exception {
        world.execute("create role it_job login in role nhldata_loader");
        world.execute("create role it_cleaner login in role nhldata_retention");
        try {
            TestEnvironment job = world.with("postgres.user", "it_job");
            Map<String, String> before = everything();
            String refusal = assertThrows(IllegalStateException.class, () -> inFortyDays(job).apply(false)).getMessage();
            assertTrue(refusal.contains("Set POSTGRES_RETENTION_USER to a member of nhldata_retention"), refusal);
            assertEquals(before, everything(), "no object is deleted either");
            new Retention(job.settings()).applyDaily();
            List<Retention.Deleted> deleted = inFortyDays(job.with("postgres.retention-user", "it_cleaner")).apply(false);
            assertEquals(148, deleted.get(deleted.size() - 1).rows());
            assertEquals("first | first", world.row("select (select string_agg(run_id, ', ') from etl.game_history where game_id = 2015020001),"
                    + " (select string_agg(run_id, ', ') from etl.run_log where message = 'm')"), "the history and the log of a run go with it");
        } finally {
            world.execute("drop role it_job");
            world.execute("drop role it_cleaner");
        }
    }

    /** Objects cannot be made older than they are. */
    private static Retention inFortyDays(TestEnvironment in) {
        return new Retention(in.settings(), Clock.offset(Clock.systemUTC(), Duration.ofDays(40)));
    }

    private static String replacedVersion(String game) {
        return "raw/boxscore/season=20222023/date=" + DATE + "/" + game + "/ffffffffffffffff.json.gz";
    }

    private void put(String bucket, List<String> keys) {
        try (S3Client s3 = new ObjectStore(world.settings()).client()) {
            keys.forEach(key -> s3.putObject(b -> b.bucket(world.settings().get(bucket)).key(key), RequestBody.fromString(key)));
        }
    }

    private Map<String, String> everything() {
        Map<String, String> everything = new TreeMap<>();
        TABLES.forEach(table -> everything.put(table, world.row("select md5(string_agg(t::text, ' ' order by t::text)) from " + table + " as t")));
        everything.put("data bucket", world.objectHashes().toString());
        everything.put("dead-letter bucket", world.deadLetterKeys().toString());
        return everything;
    }
}
