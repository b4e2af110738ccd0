package nhldata.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import nhldata.app.Application;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The one rate of all processes on a database, as each of them keeps it with the others' entries in etl.api_pace. */
@ExtendWith(Stack.class)
class ApiRateLimitIT {

    private static final String DATE = "2022-10-11";
    private static final int RATE = 50;

    @RegisterExtension
    private static final FakeApi api = FakeApi.ofSampleLeague();

    private static TestEnvironment paced;
    private static Application application;

    @BeforeAll
    static void startTheApi(TestEnvironment empty) throws Exception {
        paced = empty.asking(api).with("nhl.api.requests-per-second", RATE);
        application = paced.start();
    }

    @AfterAll
    static void stopTheApi() throws Exception {
        application.close();
    }

    @BeforeEach
    void begin() {
        paced.execute("delete from etl.api_pace");
        turn();
    }

    @Test
    void anApiOnThisMachineWithoutARateIsAskedWithoutSql(TestEnvironment empty) throws Exception {
        TestEnvironment world = empty.asking(api);
        assertEquals("succeeded", world.sweep(DATE, DATE).status());
        assertEquals("0", world.row("select count(*) from etl.api_pace"));
    }

    @Test
    void requestsKeepTheirDistanceAndWhoWasToldToBeQuietSpeaksForAll(TestEnvironment empty) throws Exception {
        TestEnvironment world = empty.asking(api).with("nhl.api.requests-per-second", RATE);
        api.fault("2022020044/boxscore", Fault.retryAfter("2"), 1);

        assertEquals("succeeded", world.sweep(DATE, DATE).status());

        assertEquals("t", world.row("select quiet_until - quiet_told_at > interval '1900 ms' from etl.api_pace"));
        List<Long> moments = api.moments();
        long pause = LongStream.range(1, moments.size()).map(i -> moments.get((int) i) - moments.get((int) i - 1)).max().orElse(0);
        assertTrue(pause >= 1_900, "the API was left alone for " + pause + " ms");
        long span = moments.get(moments.size() - 1) - moments.get(0) - pause;
        // a request that was held up on its way may come close to the next one
        assertTrue(span >= (moments.size() - 2) * 1000L / RATE - 100, moments.size() + " requests in " + span + " ms");
    }

    @Test
    void aTurnIsOneSpacingAfterTheLastOne() throws Exception {
        paced.execute("update etl.api_pace set turn_at = clock_timestamp() + interval '2 s', taken_at = clock_timestamp()");
        String last = paced.row("select turn_at from etl.api_pace");
        turn();
        assertEquals("00:00:00.02", paced.row("select turn_at - '" + last + "' from etl.api_pace"));
    }

    @Test
    void theSlowestProcessOfTheLastMinuteCounts() throws Exception {
        paced.execute("update etl.api_pace set spacing = interval '400 ms', spaced_at = clock_timestamp() - interval '50 s'");
        String last = paced.row("select turn_at from etl.api_pace");
        turn();
        assertEquals("t", paced.row("select turn_at - '" + last + "' >= interval '400 ms' from etl.api_pace"));
        assertEquals("00:00:00.4", paced.row("select spacing from etl.api_pace"));

        paced.execute("update etl.api_pace set spaced_at = clock_timestamp() - interval '61 s'");
        turn();
        assertEquals("00:00:00.02", paced.row("select spacing from etl.api_pace"));
    }

    @Test
    void nobodyWaitsForATimeThatAWrongClockNoted() throws Exception {
        paced.execute("""
                update etl.api_pace set turn_at = now() + interval '1 hour', taken_at = now() + interval '1 hour',
                    quiet_until = now() + interval '1 hour', quiet_told_at = now() + interval '1 hour'""");
        turn();
        assertEquals("t", paced.row("select turn_at <= clock_timestamp() from etl.api_pace"));
    }

    @Test
    void aProcessObeysWhatAnotherWasTold() throws Exception {
        paced.execute("update etl.api_pace set quiet_until = clock_timestamp() + interval '1 s', quiet_told_at = clock_timestamp()");
        turn();
        assertEquals("t", paced.row("select turn_at >= quiet_until and clock_timestamp() >= turn_at from etl.api_pace"));
    }

    @Test
    void whoWaitsForHisTurnWhenTheQuietBeginsWaitsOn() throws Exception {
        paced.execute("update etl.api_pace set turn_at = clock_timestamp() + interval '1 s', taken_at = clock_timestamp()");
        String before = paced.row("select turn_at from etl.api_pace");
        Thread waiting = new Thread(ApiRateLimitIT::turn);
        waiting.start();
        Awaitility.await().until(() -> !paced.row("select turn_at from etl.api_pace").equals(before));
        paced.execute("update etl.api_pace set quiet_until = clock_timestamp() + interval '2500 ms', quiet_told_at = clock_timestamp()");
        waiting.join(10_000);
        assertEquals("t", paced.row("select turn_at >= quiet_until and clock_timestamp() >= turn_at from etl.api_pace"));
    }

    @Test
    void whoWaitsComesThroughWhenTheRowIsDeleted() throws Exception {
        paced.execute("delete from etl.api_pace");
        turn();
        assertEquals("1", paced.row("select count(*) from etl.api_pace"));
    }

    private static void turn() {
        Exchange answer = application.camel().createProducerTemplate().request("direct:api-rate-limit", exchange -> { });
        if (answer.getException() != null) {
            throw new IllegalStateException(answer.getException());
        }
    }
}
