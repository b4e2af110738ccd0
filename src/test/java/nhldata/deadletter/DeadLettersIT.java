package nhldata.deadletter;

import static nhldata.testing.FakeApi.boxscore;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import nhldata.app.Application;
import nhldata.run.RunResult;
import nhldata.testing.Fault;
import nhldata.testing.TestEnvironment;
import nhldata.testing.WithSampleLeague;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What becomes of what cannot be fetched: retries, dead letters, replays and discards. The API fails in every known way on a day of
 * twelve games: 11 October 2022, games 2022020044 to 2022020055.
 */
class DeadLettersIT extends WithSampleLeague {

    private static final String DATE = "2022-10-11";
    private static final String GAME = "2022020044";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<String> undisturbed;

    @BeforeAll
    static void runUndisturbed(TestEnvironment empty) throws Exception {
        undisturbed = empty.asking(api).sweepUndisturbed(DATE, DATE);
    }

    @Test
    void whatHealsIsLoadedAndWhatDoesNotIsADeadLetterUntilItIsReplayed() throws Exception {
        api.fault("2022020044/boxscore", Fault.status(500))
                .fault("2022020045/boxscore", Fault.status(503), 2)
                .fault("2022020046/boxscore", Fault.truncated())
                .fault("2022020047/boxscore", Fault.html())
                .fault("2022020048/boxscore", Fault.empty())
                .fault("2022020049/boxscore", Fault.reset())
                .fault("2022020050/boxscore", Fault.other(api.document(boxscore("2022020055"))))
                .fault("2022020051/boxscore", Fault.status(404))
                .fault("2022020052/boxscore", Fault.html(), 1)
                .fault("2022020053/boxscore", Fault.status(403));

        RunResult run = world.sweep(DATE, DATE);

        assertEquals("partial", run.status());
        assertEquals(12, run.gamesFound());
        assertEquals(4, run.gamesLoaded());
        assertEquals(8, run.gamesDead());
        assertEquals(List.of("2022020045 | loaded", "2022020052 | loaded", "2022020054 | loaded", "2022020055 | loaded"),
                world.rows("select game_id, state from etl.game where state <> 'dead' order by 1"));
        assertEquals(List.of(
                "2022020044 | boxscore | api | 8",
                "2022020046 | boxscore | document | 3",
                "2022020047 | boxscore | document | 3",
                "2022020048 | boxscore | document | 3",
                "2022020049 | boxscore | api | 8",
                "2022020050 | boxscore | document | 3",
                "2022020051 | boxscore | api | 1",
                "2022020053 | boxscore | api | 1"),
                world.rows("select game_id, stage, reason_class, attempts from etl.dead_letter where state = 'open' order by 1"));
        assertReason("2022020044", "500", boxscore("2022020044"));
        assertReason("2022020049", "no response from the API");
        assertReason("2022020050", "2022020055");
        assertReason("2022020051", "no such document", "404");
        assertReason("2022020053", "refuses", "403");
        assertEquals(10, api.requests("2022020044|2022020051|2022020053") , "8 times, once, once");
        everyLetterIsInTheBucket();
        assertEquals(undisturbed.stream().filter(line -> line.matches(".*\"game_id\": 20220200(45|52|54|55).*")).toList(), world.gameStats());

        api.heal();
        RunResult replay = replay("");

        assertEquals("succeeded", replay.status());
        assertEquals(8, replay.gamesNew());
        assertEquals(undisturbed, world.gameStats());
        assertEquals(List.of("replayed | 8"), world.rows("select state, count(*) from etl.dead_letter group by 1"));
        assertEquals("complete", world.row("select status from etl.data_status where game_date = '" + DATE + "'"));
    }

    @Test
    void gamesThatStayBrokenAreDeadLettersAlsoWhenThereIsNothingElseToFetch() throws Exception {
        world.sweep(DATE, DATE);
        world.execute("update etl.game set state = 'final', loaded_at = null where game_id between 2022020044 and 2022020047");
        api.fault("20220200(44|45|46|47)/boxscore", Fault.status(500));

        RunResult run = world.with("nhl.api.give-up-minutes", 3).sweep(DATE, DATE);

        assertEquals("partial", run.status());
        assertEquals("4 | api", world.row("select count(*), min(reason_class) from etl.dead_letter where state = 'open'"));
        assertEquals("8 | 4", world.row("select count(*) filter (where state = 'loaded'), count(*) filter (where state = 'dead') from etl.game"));
    }

    @Test
    void whatWasReceivedLiesBesideTheLetterAsItCame() throws Exception {
        api.fault(GAME + "/boxscore", Fault.truncated());

        world.sweep(DATE, DATE);

        byte[] document = api.document(boxscore(GAME));
        assertArrayEquals(Arrays.copyOf(document, document.length / 2),
                world.deadLetterObject(world.row("select payload_key from etl.dead_letter")));
    }

    @Test
    void tooManyRequestsAreObeyedForAsLongAsTheApiAsks() throws Exception {
        api.fault("2022020044/boxscore", Fault.retryAfter("1"), 1)
                .fault("2022020045/boxscore", Fault.retryAfterDate(2), 1)
                .fault("2022020046/boxscore", Fault.retryAfter("soon"), 1)
                .fault("2022020047/boxscore", Fault.retryAfter("0"), 1);

        long start = System.nanoTime();
        RunResult run = world.sweep(DATE, DATE);

        assertTrue(System.nanoTime() - start > 1_000_000_000L, "the second that was asked for");
        assertEquals("succeeded", run.status());
        assertEquals(undisturbed, world.gameStats());
        assertEquals(2, api.requests("2022020044/boxscore"));
        assertEquals(2, api.requests("2022020045/boxscore"));
    }

    @Test
    void anApiThatOnlySaysTooManyRequestsIsADeadLetterInTheEnd() throws Exception {
        api.fault(GAME + "/boxscore", Fault.retryAfter("0"));

        world.sweep(DATE, DATE);

        assertEquals("api | 8", world.row("select reason_class, attempts from etl.dead_letter where state = 'open'"));
        assertReason(GAME, "rate limit exceeded", "429");
    }

    /** Only 404 and 410 say that there is no document, and only a refusal that asking again is of no use. */
    @Test
    void anAnswerIsTakenForWhatItSays() throws Exception {
        api.fault("2022020044/boxscore", Fault.status(408), 2)
                .fault("2022020045/boxscore", Fault.status(421), 2)
                .fault("2022020046/boxscore", Fault.status(425), 2)
                .fault("2022020047/boxscore", Fault.status(400), 2)
                .fault("2022020048/boxscore", Fault.status(410))
                .fault("2022020049/boxscore", Fault.status(401))
                .fault("2022020050/boxscore", Fault.status(414));

        world.sweep(DATE, DATE);

        assertEquals(List.of("2022020048 | api | 1", "2022020049 | api | 1", "2022020050 | api | 8"),
                world.rows("select game_id, reason_class, attempts from etl.dead_letter where state = 'open' order by 1"));
        assertReason("2022020048", "no such document", "410");
        assertReason("2022020049", "refuses", "401");
        assertReason("2022020050", "status 414");
        assertEquals(12, api.requests("20220200(44|45|46|47)/boxscore"));
    }

    @Test
    void aProxyThatWantsALoginIsNoDeadLetterOfEachGame() throws Exception {
        world.sweep(DATE, DATE);
        world.execute("update etl.game set state = 'final', loaded_at = null");
        api.forgetRequests();
        api.fault("/boxscore", Fault.status(407));

        // no calendar, whose good answer beside the games would count as an API that is alive
        world.with("nhl.api.calendar-path", "").with("nhl.games.channel", "seda:games?size=5000&concurrentConsumers=1&waitForTaskToComplete=Never").sweep(DATE, DATE);

        assertEquals(12, api.requests("/boxscore"), "each game once");
        assertEquals(List.of("dead | 2", "final | 10"), world.rows("select state, count(*) from etl.game group by 1 order by 1"));
        assertTrue(world.row("select min(reason) from etl.dead_letter").contains("the outbound proxy requires authentication: 407"));
    }

    @Test
    void rostersThatFailCostNoGame() throws Exception {
        api.fault("/roster/", Fault.html()).fault("/player/", Fault.status(500));

        RunResult run = world.sweep(DATE, DATE);

        assertEquals("succeeded", run.status());
        assertEquals(String.valueOf(undisturbed.size()), world.row("select count(*) from game_stats"));
        assertEquals("0", world.row("select count(*) from etl.document"), "a maintenance page is no roster to go back to");
        assertEquals("12", world.row("select count(*) from etl.game where lacks_names"));

        api.heal();
        assertEquals("succeeded", world.sweep("2023-07-10", "2023-07-10", "due").status());
        assertEquals(undisturbed, world.gameStats());
        assertEquals("0", world.row("select count(*) from etl.game where lacks_names"));
    }

    @Test
    void aSecondFailureSupersedesTheLetterAndKeepsIt() throws Exception {
        api.fault(GAME + "/boxscore", Fault.status(500));
        world.sweep(DATE, DATE);
        api.heal();
        api.fault(GAME + "/boxscore", Fault.html());

        RunResult replay = replay(GAME);

        assertEquals("failed", replay.status(), "nothing of what was replayed was loaded");
        assertEquals(List.of("superseded | api", "open | document"),
                world.rows("select state, reason_class from etl.dead_letter order by dead_letter_id"));
        assertEquals("dead | 2", world.row("select state, attempts from etl.game where game_id = " + GAME));
        assertEquals(2, world.deadLetterKeys().stream().filter(key -> key.endsWith(".json")).count());
    }

    /** A10: it may be one tomorrow. The same bytes are asked for once a run, kept once, and told to an operator after two days. */
    @Test
    void aDocumentThatIsNoResultIsAskedForAgainForSomeDays() throws Exception {
        api.fault(GAME + "/boxscore", Fault.html());
        String action = "select severity, reason like '%scheduled runs retry until%' from etl.action_required where kind = 'dead_letter'";
        try (Application application = world.start()) {
            world.execute("insert into etl.clock (cron, zone, owner) values ('0 0 10 * * ?', 'UTC', 'host/1/1')");
            assertEquals("partial", application.sweep("sweep", DATE, DATE, "due").status());
            assertEquals(3, api.requests(GAME + "/boxscore"));
            assertEquals("warning | t", world.row(action));
            for (int day = 2; day <= 7; day++) {
                aDayPasses();
                assertEquals("partial", application.sweep("sweep", DATE, DATE, "due").status());
                assertEquals(3 + day - 1, api.requests(GAME + "/boxscore"), "the same bytes are no others a second later");
                assertEquals(day < 7 ? "error | t" : "error | f", world.row(action));
                assertEquals(day + " | t", world.row("select times, failing_since < now() - interval '" + (day - 1) + " days' from etl.dead_letter where state = 'open'"));
            }
            assertEquals(1, world.deadLetterKeys().stream().filter(key -> key.endsWith(".payload")).count());
            aDayPasses();
            application.sweep("sweep", DATE, DATE, "due");
            assertEquals(9, api.requests(GAME + "/boxscore"), "seven days are enough");
            api.heal();
            assertEquals("succeeded", application.replay(GAME).status());
        }
        assertEquals("0", world.row("select count(*) from etl.dead_letter where state = 'open'"));
        assertEquals(undisturbed, world.gameStats());
    }

    private void aDayPasses() {
        world.execute("update etl.dead_letter set created_at = created_at - interval '1 day', failing_since = failing_since - interval '1 day'");
    }

    @Test
    void manyTriesOfOneDayDoNotEndTheAutomaticOnes() throws Exception {
        api.fault(GAME + "/boxscore", Fault.status(404));
        try (Application application = world.start()) {
            application.sweep("sweep", DATE, DATE, "missing");
            for (int i = 0; i < 8; i++) {
                application.replay(GAME);
            }
            api.heal();
            assertEquals("succeeded", application.sweep("sweep", DATE, DATE, "due").status());
        }
        assertEquals(undisturbed, world.gameStats());
    }

    /** The daily run of a day without games, long after: what failed then is no failure of this run. */
    @Test
    void whatFailedOnOtherDatesIsAskedForAgainAndFailsNoRun() throws Exception {
        String summer = "2023-07-10";
        api.fault(GAME + "/boxscore", Fault.html()).fault("/schedule/2022-10-16", Fault.html());
        try (Application application = world.start()) {
            application.sweep("backfill", DATE, DATE, "missing");
            application.sweep("backfill", "2022-10-16", "2022-10-17", "missing");
            world.execute("update etl.dead_letter set failing_since = now() - interval '3 hours'; update etl.run set stopped = true");

            assertEquals("partial", application.sweep("sweep", summer, summer, "due").status());
            assertEquals(List.of("schedule | 2 | t", "boxscore | 2 | t"),
                    world.rows("select stage, times, failing_since < now() - interval '2 hours' from etl.dead_letter where state = 'open' order by 1 desc"));
            assertEquals(List.of("dead_letter | warning", "schedule_unread | warning"), world.rows("""
                    select kind, severity from etl.action_required where kind in ('dead_letter', 'schedule_unread', 'scheduled_run_failed', 'run_failed') order by 1"""));

            api.heal();
            assertEquals("succeeded", application.sweep("sweep", summer, summer, "due").status());
        }
        assertEquals("0", world.row("select count(*) from etl.dead_letter where state = 'open'"));
        assertEquals("0", world.row("select count(*) from etl.game where state not in ('loaded', 'ignored', 'postponed')"));
        assertEquals("complete | complete", world.row("""
                select string_agg(status, ' | ') from etl.data_status where game_date in ('2022-10-11', '2022-10-16')"""));
    }

    /** The API was unavailable while the game was tried again: that is no failure of the game, and it is still to be tried. */
    @Test
    void aGameThatWasGivenBackWhileItWasTriedAgainIsTriedByTheNextRun() throws Exception {
        api.fault(GAME + "/boxscore", Fault.html());
        try (Application application = world.start()) {
            application.sweep("sweep", DATE, DATE, "missing");
            world.execute("update etl.game set state = 'final' where game_id = " + GAME);
            api.heal();
            assertEquals("succeeded", application.sweep("sweep", "2023-07-10", "2023-07-10", "due").status());
        }
        assertEquals(undisturbed, world.gameStats());
    }

    /** A29 */
    @Test
    void malformedMessagesFillNeitherTheBucketNorTheLedger() throws Exception {
        try (Application application = world.start()) {
            ProducerTemplate channel = application.camel().createProducerTemplate();
            for (int i = 0; i < 150; i++) {
                channel.sendBody("{{nhl.games.channel}}", "hello");
                channel.sendBody("{{nhl.games.channel}}", "hello " + i);
            }
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() ->
                    assertEquals("300", world.row("select sum(times) from etl.dead_letter where state = 'open'")));
        }
        assertEquals("150", world.row("select max(times) from etl.dead_letter"));
        int kept = Integer.parseInt(world.row("select count(*) from etl.dead_letter where content_hash <> 'more'"));
        // sixteen at once may find that there is room for one more
        assertTrue(kept >= 100 && kept < 116, kept + " kept");
        assertEquals(2 * kept, world.deadLetterKeys().size());
        assertEquals("1", world.row("select count(*) from etl.dead_letter where content_hash = 'more'"));
    }

    @Test
    void aMessageThatIsNoneOfOursIsALetterThatHindersNobody() throws Exception {
        try (Application application = world.start()) {
            application.camel().createProducerTemplate().sendBody("{{nhl.games.channel}}", "hello");
            assertEquals("succeeded", application.sweep("sweep", DATE, DATE, "missing").status());
        }
        assertEquals("boxscore | document | 1 | null | null | null | open",
                world.row("select stage, reason_class, attempts, game_id, game_date, run_id, state from etl.dead_letter"));
        assertArrayEquals("hello".getBytes(StandardCharsets.UTF_8), world.deadLetterObject(world.row("select payload_key from etl.dead_letter")));
        assertEquals(undisturbed, world.gameStats());
    }

    @Test
    void oneGameAloneCanBeReplayed() throws Exception {
        api.fault("202202004[45]/boxscore", Fault.status(404));
        world.sweep(DATE, DATE);
        api.heal();

        RunResult replay = replay(GAME);

        assertEquals("succeeded", replay.status());
        assertEquals("2022020045", world.row("select game_id from etl.dead_letter where state = 'open'"));
    }

    @Test
    void theSweepThatComesNextLeavesDeadGamesToThePersonWhoReplaysThem() throws Exception {
        api.fault(GAME + "/boxscore", Fault.status(404));
        world.sweep(DATE, DATE);
        api.forgetRequests();

        RunResult run = world.sweep(DATE, DATE);

        assertEquals(0, api.requests("/boxscore"));
        assertEquals("partial", run.status());
        api.heal();
        assertEquals("succeeded", world.sweep(DATE, DATE, "failed").status());
        assertEquals(1, api.requests("/boxscore"));
        assertEquals(undisturbed, world.gameStats());
    }

    @Test
    void aDiscardedGameIsSettledUntilItIsRestored() throws Exception {
        api.fault(GAME + "/boxscore", Fault.status(404));
        world.sweep(DATE, DATE);
        DeadLetterService service = new DeadLetterService(world.settings());

        assertTrue(service.discard(GAME, "no such game").contains("nhldata dlq restore " + GAME));

        assertEquals("discarded", world.row("select state from etl.game where game_id = " + GAME));
        api.forgetRequests();
        RunResult run = world.sweep(DATE, DATE, "due");
        assertEquals("succeeded | 11 | 0", run.status() + " | " + run.gamesFound() + " | " + run.gamesDead());
        assertEquals(0, api.requests("/boxscore"));
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> service.replay(GAME, "", "", false));
        assertTrue(refusal.getMessage().contains("discarded (no such game)") && refusal.getMessage().contains("nhldata dlq restore " + GAME), refusal.getMessage());

        assertTrue(service.restore(DATE).contains(GAME));

        assertEquals("dead | open", world.row("select g.state, d.state from etl.game as g inner join etl.dead_letter as d on g.game_id = d.game_id"));
        service.replay(DATE, "", "", false);
        api.heal();
        assertEquals("succeeded", replay(DATE).status());
        assertEquals(undisturbed, world.gameStats());
        assertThrows(IllegalArgumentException.class, () -> service.restore(GAME), "it is loaded");
    }

    @Test
    void aDiscardedGameThatIsAskedForWithAllTheOthersIsFetched() throws Exception {
        api.fault(GAME + "/boxscore", Fault.status(404));
        world.sweep(DATE, DATE);
        new DeadLetterService(world.settings()).discard(GAME, "not yet");
        assertEquals("partial", world.sweep(DATE, DATE, "all").status());
        assertEquals("dead", world.row("select state from etl.game where game_id = " + GAME), "with a new dead letter");
        new DeadLetterService(world.settings()).discard(GAME, "not yet");
        api.heal();

        assertEquals("succeeded", world.sweep(DATE, DATE, "all").status());

        assertEquals(undisturbed, world.gameStats());
    }

    @Test
    void aGameThatFailsAfterItWasLoadedKeepsItsRows() throws Exception {
        world.sweep(DATE, DATE);
        api.fault(GAME + "/boxscore", Fault.html());

        RunResult run = world.sweep(DATE, DATE, "all");

        assertEquals("partial", run.status());
        assertEquals(undisturbed, world.gameStats());
        assertEquals("loaded", world.row("select state from etl.game where game_id = " + GAME));
        api.heal();
        assertEquals("succeeded", replay("").status());
        assertEquals("0", world.row("select count(*) from etl.dead_letter where state = 'open'"));
    }

    @Test
    void aWeekThatCannotBeReadIsOneLetterAndTheOtherWeeksGoOn() throws Exception {
        api.fault("/schedule/2022-10-09", Fault.status(500));

        RunResult run = world.sweep("2022-10-02", "2022-10-16");

        assertEquals("partial", run.status());
        assertEquals("schedule | null | 2022-10-09 | api | 8", world.row("""
                select stage, game_id, game_date, reason_class, attempts from etl.dead_letter where state = 'open'"""));
        assertEquals("0", world.row("select count(*) from etl.day where game_date between '2022-10-09' and '2022-10-15'"));
        assertEquals("8", world.row("select count(*) from etl.day"));
        everyLetterIsInTheBucket();

        api.heal();
        RunResult replay = replay("");

        assertEquals("succeeded", replay.status());
        assertEquals("replayed", world.row("select state from etl.dead_letter"));
        assertEquals("7 | complete", world.row("""
                select count(*), min(status) from etl.data_status where game_date between '2022-10-09' and '2022-10-15'"""));
        assertEquals("0", world.row("select count(*) from etl.game where game_date between '2022-10-02' and '2022-10-16' and game_type in (2, 3) and state not in ('loaded', 'postponed')"));
    }

    @Test
    void aScheduleThatIsNoneIsADeadLetterOfTheWholeRun() throws Exception {
        api.fault("/schedule/", Fault.html());

        RunResult run = world.sweep(DATE, DATE);

        assertEquals("failed", run.status());
        assertEquals("schedule | document | 3", world.row("select stage, reason_class, attempts from etl.dead_letter"));
    }

    private RunResult replay(String game) throws Exception {
        try (Application application = world.start()) {
            return application.replay(game);
        }
    }

    private void assertReason(String game, String... words) {
        String reason = world.row("select reason from etl.dead_letter where state = 'open' and game_id = " + game);
        for (String word : words) {
            assertTrue(reason.contains(word), () -> "\"" + word + "\" is not in: " + reason);
        }
    }

    private void everyLetterIsInTheBucket() throws IOException {
        for (String letter : world.rows("select envelope_key from etl.dead_letter")) {
            JsonNode envelope = JSON.readTree(new String(world.deadLetterObject(letter), StandardCharsets.UTF_8));
            String where = "game_date = '" + envelope.path("game_date").asText() + "' and coalesce(game_id::text, '') = '"
                    + envelope.path("game_id").asText() + "'";
            assertEquals(world.row("select stage || ' | ' || reason || ' | ' || attempts || ' | ' || run_id from etl.dead_letter where " + where),
                    envelope.path("stage").asText() + " | " + envelope.path("reason").asText() + " | " + envelope.path("attempts").asText()
                            + " | " + envelope.path("run_id").asText());
            assertTrue(envelope.path("how_to_replay").asText().startsWith("nhldata dlq replay "));
        }
        assertEquals(world.rows("select envelope_key from etl.dead_letter order by 1"),
                world.deadLetterKeys().stream().filter(key -> key.endsWith(".json")).toList());
    }
}
