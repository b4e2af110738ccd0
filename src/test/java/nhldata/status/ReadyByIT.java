package nhldata.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import nhldata.app.Application;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The time by which yesterday must be complete: missed, notified once, made up for. */
@ExtendWith(Stack.class)
class ReadyByIT {

    private static final String YESTERDAY = "(now() at time zone 'UTC')::date - 1";
    private static final String READY_BY = "select ready_by, ready_since is not null from etl.clock";
    private static final String SINCE = "select ready_since from etl.clock";

    /** A process that lives records it; a restart is no new beginning, another time is. */
    @Test
    void theSchedulerRecordsTheTimeAndSinceWhenItApplies(TestEnvironment empty) throws Exception {
        TestEnvironment world = empty.with("nhl.api.url", "sample").with("nhl.schedule.enabled", true).with("nhl.schedule.cron", "0 0 0 1 1 ? 2099");
        heartbeat(world.with("nhl.schedule.ready-by", "12:30"), "12:30:00 | t");
        String since = world.row(SINCE);
        heartbeat(world.with("nhl.schedule.ready-by", "12:30"), "12:30:00 | t");
        assertEquals(since, world.row(SINCE));
        heartbeat(world.with("nhl.schedule.ready-by", "09:00"), "09:00:00 | t");
        assertNotEquals(since, world.row(SINCE));
        heartbeat(world, "null | f");
    }

    @Test
    void aMissIsNotifiedOnceAndSoIsThatItIsMadeUpFor(TestEnvironment empty) throws Exception {
        TestEnvironment world = empty.with("nhl.api.url", "sample").with("nhl.notify.webhook-url", "http://127.0.0.1:9/nobody").with("nhl.notify.poll", 86_400_000);
        try (Application application = world.start()) {
            world.execute("insert into etl.clock (cron, zone, owner, ready_by, ready_since) values ('0 0 10 * * ?', 'UTC', 'host/1/1', '00:00', (now() at time zone 'UTC')::date::timestamp at time zone 'UTC' - interval '1 hour')");
            String yesterday = world.row("select " + YESTERDAY);
            Action action = missed(world).get(0);
            assertEquals("error | " + yesterday + " | nhldata backfill --from " + yesterday + " --to " + yesterday, action.severity() + " | " + action.subject() + " | " + action.command());
            assertTrue(action.reason().startsWith("not complete by 00:00 UTC: no run has requested this date"), action.reason());

            tell(application);
            tell(application);
            assertEquals(List.of("failed | ready by missed: " + yesterday), notifications(world));

            world.execute("insert into etl.day (game_date, games_listed, games_wanted, games_final, games_expected, source, run_id)"
                    + " select d::date, 0, 0, 0, 0, 'nhl', 'x' from generate_series(" + YESTERDAY + " - 1, " + YESTERDAY + ", interval '1 day') as d");
            assertEquals(List.of(), missed(world));
            tell(application);
            tell(application);
            assertEquals(List.of("failed | ready by missed: " + yesterday, "recovered | OK again: ready by missed: " + yesterday), notifications(world));
        }
    }

    private static void heartbeat(TestEnvironment world, String expected) throws Exception {
        try (Application application = world.start()) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> world.row(READY_BY).equals(expected));
        }
    }

    private static void tell(Application application) {
        application.camel().createProducerTemplate().requestBody("direct:notify", "");
    }

    private static List<String> notifications(TestEnvironment world) {
        return world.rows("select event, what from etl.notification where what like '%ready by%' order by event");
    }

    private static List<Action> missed(TestEnvironment world) throws Exception {
        try (Connection connection = world.connect()) {
            return Status.read(connection).actions().stream().filter(action -> action.kind().equals("ready_by_missed")).toList();
        }
    }
}
