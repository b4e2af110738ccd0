package nhldata.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nhldata.app.Application;
import nhldata.run.RunRequest;
import nhldata.run.RunResult;
import nhldata.testing.FakeApi;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people put into the bucket, change there, or take away. */
@ExtendWith(Stack.class)
class LoadIT {

    private static final String LOOK = "seda:load-requests?size=1&discardWhenFull=true&waitForTaskToComplete=Never";
    private static final String DATE = "2022-12-04";
    private static final String FOLDER = "player_game_stats/season=20222023/date=2022-12-04/";
    private static final Map<String, byte[]> CSVS = new LinkedHashMap<>();
    private static List<String> loadedByTheJob;

    private TestEnvironment world;

    @BeforeAll
    static void makeThreeCsvs(TestEnvironment source) throws Exception {
        try (FakeApi api = FakeApi.ofSampleLeague()) {
            source.asking(api).sweep(DATE, DATE);
        }
        source.keys(FOLDER).forEach(key -> CSVS.put(key, source.object(key)));
        loadedByTheJob = lines(source);
        assertEquals(3, CSVS.size());
    }

    @BeforeEach
    void newWorld(TestEnvironment empty) throws Exception {
        // as the verb load has it: only what is asked for
        world = empty.with("nhl.load.enabled", false);
        world.start().close();
    }

    @Test
    void csvsPutThereByHandAreLoadedAsIfTheJobHadMadeThem() throws Exception {
        CSVS.forEach(world::put);

        RunResult run = load();

        assertEquals("succeeded", run.status());
        assertEquals(3, run.csvs());
        assertEquals(3, run.gamesNew());
        assertEquals(loadedByTheJob, lines(world));
        assertEquals("bucket | loaded | 3", world.row("select source, state, count(*) from etl.game group by 1, 2"));
    }

    @Test
    void loadingAgainChangesNothing() throws Exception {
        CSVS.forEach(world::put);
        load();
        List<String> before = world.versions();

        RunResult run = load();

        assertEquals(0, run.gamesNew());
        assertEquals(0L, run.rowsWritten());
        assertEquals(before, world.versions());
    }

    @Test
    void anEmptyBucketLoadsNothing() throws Exception {
        RunResult run = load();

        assertEquals("empty", run.status());
        assertEquals(0, run.csvs());
        assertEquals("0 | 0", world.row("select (select count(*) from game_stats), (select count(*) from etl.game)"));
    }

    @Test
    void aCsvEditedInPlaceIsLoadedAgain() throws Exception {
        CSVS.forEach(world::put);
        load();
        String key = CSVS.keySet().iterator().next();
        String player = world.row("select min(player_person_id) from game_stats where s3_key = '" + key + "'");
        List<String> lines = text(CSVS.get(key)).lines().toList();
        String edited = lines.stream().map(line -> line.startsWith(player + ",") ? line.replaceFirst("^\\d+,\\d+,", player + ",99,") : line)
                .reduce("", (a, b) -> a + b + "\n");

        world.put(key, edited.getBytes(StandardCharsets.UTF_8));
        RunResult run = load();

        assertEquals(1L, run.rowsWritten());
        assertEquals("99", world.row("select player_jerseynumber from game_stats where s3_key = '" + key + "' and player_person_id = " + player));
    }

    @Test
    void aCsvThatDoesNotFitIsADeadLetterAndTheOthersLoad() throws Exception {
        CSVS.forEach(world::put);
        String broken = FOLDER + "2022020999.csv";
        byte[] content = "player_person_id,nonsense\n1,2\n".getBytes(StandardCharsets.UTF_8);
        world.put(broken, content);

        RunResult run = load();

        assertEquals("partial", run.status());
        assertEquals(loadedByTheJob, lines(world));
        assertEquals("load | storage | dead", world.row("""
                select d.stage, d.reason_class, g.state from etl.dead_letter as d inner join etl.game as g using (game_id)
                where d.state = 'open' and game_id = 2022020999"""));
        assertTrue(world.row("select reason from etl.dead_letter").contains("nonsense"));
        assertEquals("f", world.row("select is_retried from etl.dead_letter_retry"), "what an operator put is theirs to put right");
        assertArrayEquals(content, world.deadLetterObject(world.row("select payload_key from etl.dead_letter")));
    }

    @Test
    void aCsvWithAValueThatIsNoNumberIsADeadLetterAndTheOthersLoad() throws Exception {
        CSVS.forEach(world::put);
        String broken = FOLDER + "2022020999.csv";
        String good = text(CSVS.values().iterator().next());
        world.put(broken, good.replaceFirst("\n\\d+,\\d+,", "\n9040392,eleven,").getBytes(StandardCharsets.UTF_8));

        load();

        assertEquals(loadedByTheJob, lines(world));
        assertEquals("load | storage | dead", world.row("""
                select d.stage, d.reason_class, g.state from etl.dead_letter as d inner join etl.game as g using (game_id) where d.state = 'open'"""));
        assertTrue(world.row("select reason from etl.dead_letter").contains("eleven"));
    }

    /** Neither one that somebody put there nor one that somebody replaced is read to its end. */
    /** Many at once, beside the loader of a service: {@code make mutations} has more of them. */
    @Test
    void aCsvThatIsSpoiledIsLoadedAsItStandsOrRefused() throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();

        CsvMutations.of(world, CSVS.values().iterator().next(), (kind, outcome) -> outcomes.merge(outcome, 1, Integer::sum)).load(2001, 250, 500, 1);

        assertEquals(Set.of("read", "refused"), outcomes.keySet());
    }

    /** {@code make step2} beside {@code make step1}, whose loader was faster and then ended, or was killed: its claim is waited for, and taken over. */
    @ParameterizedTest
    @ValueSource(strings = {"state = 'stored', loader = null", "updated_at = now() - interval '13 minutes 58 seconds'"})
    void aGameThatAServiceClaimsIsWaitedForAndTakenOver(String end) throws Exception {
        CSVS.forEach(world::put);
        String game = CSVS.keySet().iterator().next().replaceAll(".*/|[.]csv", "");
        world.execute("""
                create function public.be_faster() returns trigger language plpgsql as $$
                begin
                    update etl.game set state = 'loading', loader = 'another process', updated_at = now() where game_id = new.game_id;
                    return null;
                end $$;
                create trigger faster after insert or update on etl.game
                for each row when (new.state = 'stored' and new.game_id = %s) execute function public.be_faster()""".formatted(game));
        CompletableFuture<RunResult> load = CompletableFuture.supplyAsync(() -> {
            try {
                return load();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Awaitility.await().until(() -> world.row("select count(*) from etl.game where state = 'loaded'").equals("2"));
        // without a wait it ends now
        assertThrows(TimeoutException.class, () -> load.get(3, TimeUnit.SECONDS));

        world.execute("drop trigger faster on etl.game; update etl.game set " + end + " where game_id = " + game);

        assertEquals("succeeded", load.get(60, TimeUnit.SECONDS).status());
        assertEquals(loadedByTheJob, lines(world));
    }

    @Test
    void aCsvThatIsTooLargeIsADeadLetterAndTheOthersLoad() throws Exception {
        CSVS.forEach(world::put);
        String large = FOLDER + "2022020999.csv";
        world.put(large, new byte[2 << 20]);

        assertEquals("partial", load().status());

        assertEquals(loadedByTheJob, lines(world));
        assertEquals("load | storage | dead", world.row("""
                select d.stage, d.reason_class, g.state from etl.dead_letter as d inner join etl.game as g using (game_id)
                where d.state = 'open' and game_id = 2022020999"""));
        assertTrue(world.row("select reason from etl.dead_letter").contains(large + " was not written by this application: it is larger than 256 kB"));

        world.put(large, CSVS.values().iterator().next());
        load();
        assertEquals("loaded", world.row("select state from etl.game where game_id = 2022020999"));
    }

    @Test
    void aRepairedCsvLoadsAndClosesItsDeadLetter() throws Exception {
        String key = CSVS.keySet().iterator().next();
        world.put(key, "player_person_id,nonsense\n1,2\n".getBytes(StandardCharsets.UTF_8));
        load();
        assertEquals("dead", world.row("select state from etl.game"));

        world.put(key, CSVS.get(key));
        RunResult run = load();

        assertEquals("succeeded", run.status());
        assertEquals("loaded", world.row("select state from etl.game"));
        assertEquals("replayed", world.row("select state from etl.dead_letter"));
    }

    @Test
    void keysThatAreNoneOfOursAreLeftAlone() throws Exception {
        byte[] csv = CSVS.values().iterator().next();
        world.put("player_game_stats/notes.csv", csv);
        world.put("player_game_stats/season=20212022/date=2022-12-04/2022020451.csv", csv);
        world.put("elsewhere/2022020451.csv", csv);

        RunResult run = load();

        assertEquals("empty", run.status());
        assertEquals("0 | 0", world.row("select (select count(*) from game_stats), (select count(*) from etl.game)"));
        assertEquals(3, world.keys("").size());
    }

    @Test
    void aStoredCsvThatIsGoneWhenItIsToBeLoadedIsADeadLetter(TestEnvironment empty) throws Exception {
        try (FakeApi api = FakeApi.ofSampleLeague()) {
            TestEnvironment storing = empty.asking(api).with("nhl.load.enabled", false);
            String gone = CSVS.keySet().iterator().next();
            try (Application application = storing.start()) {
                application.camel().createProducerTemplate().asyncSendBody("direct:run", RunRequest.over("sweep", DATE, DATE, "missing", "oldest"));
                Awaitility.await().until(() -> storing.row("select count(*) from etl.game where state = 'stored'").equals("3"));
                storing.delete(gone);
                application.load();

                assertEquals(List.of("dead | 1", "loaded | 2"), storing.rows("select state, count(*) from etl.game group by 1 order by 1"));
                assertEquals("load | storage", storing.row("select stage, reason_class from etl.dead_letter where state = 'open'"));
            }
            assertEquals(2, storing.rows("select distinct game_id from game_stats").size());

            RunResult run = replay(storing.with("nhl.load.enabled", true));

            assertEquals("succeeded", run.status());
            assertEquals(loadedByTheJob, lines(storing));
            assertEquals("0", storing.row("select count(*) from etl.dead_letter where state = 'open'"));
        }
    }

    @Test
    void aRunWaitsForWhatAnEarlierOneStoredInItsDates(TestEnvironment empty) throws Exception {
        try (FakeApi api = FakeApi.ofSampleLeague()) {
            TestEnvironment storing = empty.asking(api).with("nhl.load.enabled", false);
            try (Application died = storing.start()) {
                died.camel().createProducerTemplate().asyncSendBody("direct:run", RunRequest.over("sweep", DATE, DATE, "missing", "oldest"));
                Awaitility.await().until(() -> storing.row("select count(*) from etl.game where state = 'stored'").equals("3"));
            }
            assertEquals("failed", storing.row("select status from etl.run"));
            try (Application next = storing.start()) {
                CompletableFuture<RunResult> run =
                        CompletableFuture.supplyAsync(() -> next.sweep("sweep", DATE, DATE, "missing"));
                Awaitility.await().until(() -> storing.row(
                        "select count(*) from etl.run as r inner join etl.day as d using (run_id) where r.status <> 'failed'").equals("1"));
                Awaitility.await().during(Duration.ofSeconds(1)).until(() ->
                        storing.row("select count(*) from etl.run where status = 'running'").equals("1"));
                next.camel().createProducerTemplate().sendBody("seda:load-requests", null);

                assertEquals("succeeded", run.get(1, TimeUnit.MINUTES).status());
                assertEquals(3, run.get().gamesLoaded());
            }
            assertEquals(loadedByTheJob, lines(storing));
        }
    }

    @Test
    void aClaimThatNobodyGaveBackIsTakenAgain() throws Exception {
        CSVS.forEach(world::put);
        try (Application application = world.with("nhl.schedule.stall-minutes", 1).start()) {
            application.load();
            world.execute("update etl.game set state = 'loading', loader = 'elsewhere/1/1', updated_at = now() - interval '13 minutes' where game_id = 2022020073");
            world.execute("update etl.game set state = 'loading', loader = 'elsewhere/1/1', updated_at = now() - interval '15 minutes' where game_id = 2022020218");

            application.load();
        }
        assertEquals(List.of("2022020073 | loading", "2022020218 | loaded", "2022020451 | loaded"),
                world.rows("select game_id, state from etl.game order by 1"));
    }

    @Test
    void theEndOfARunAsksForALookItself(TestEnvironment empty) throws Exception {
        try (FakeApi api = FakeApi.ofSampleLeague();
                Application application = empty.asking(api).with("nhl.schedule.stall-minutes", 1).start()) {
            application.camel().getRouteController().stopRoute("load-poll");

            RunResult run = application.sweep("sweep", DATE, DATE, "missing");

            assertEquals("succeeded", run.status());
            assertEquals(3, run.gamesLoaded());
        }
    }

    /** A redelivery that the run needed must not count as one of a game's. */
    @Test
    void aLookTakesNothingOverFromTheOneThatAskedForIt(TestEnvironment empty) throws Exception {
        List<Map<String, Object>> looks = new CopyOnWriteArrayList<>();
        try (Application application = empty.start(); ProducerTemplate asking = application.camel().createProducerTemplate()) {
            for (String route : List.of("load-poll", "delete-outdated")) {
                application.camel().getRouteController().stopRoute(route);
                application.camel().removeRoute(route);
            }
            application.camel().addRoutes(new RouteBuilder() {

                @Override
                public void configure() {
                    from("direct:delete-outdated").process(look -> {
                        Map<String, Object> taken = new TreeMap<>(look.getMessage().getHeaders());
                        taken.putAll(look.getVariables());
                        looks.add(taken);
                    });
                }
            });
            asking.send(LOOK, exchange -> {
                exchange.getMessage().setHeader("CamelRedeliveryCounter", 9);
                exchange.setVariable("runId", "a run");
            });

            Awaitility.await().untilAsserted(() -> assertEquals(List.of(Map.of()), looks));
        }
    }

    @Test
    void howeverManyAskForALookNoGameIsClaimedTwice(TestEnvironment empty) throws Exception {
        try (FakeApi api = FakeApi.ofSampleLeague()) {
            TestEnvironment asking = empty.asking(api).with("nhl.load.poll", 20);
            try (Application application = asking.start(); ProducerTemplate impatient = application.camel().createProducerTemplate()) {
                asking.execute("create table claim (game_id bigint)");
                // a load takes long enough for the next one to begin beside it, if it could
                asking.execute("""
                        create function note_claim() returns trigger language plpgsql as $$
                        begin
                            if new.state = 'loading' then insert into claim values (new.game_id); else perform pg_sleep(0.02); end if;
                            return new;
                        end $$""");
                asking.execute("create trigger note_claim before update on etl.game for each row when (new.state in ('loading', 'loaded')) execute function note_claim()");
                CompletableFuture<RunResult> run =
                        CompletableFuture.supplyAsync(() -> application.sweep("sweep", "2022-12-01", "2022-12-14", "missing"));
                Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(5)).until(() -> {
                    impatient.sendBody(LOOK, null);
                    return run.isDone();
                });

                assertEquals("succeeded", run.get().status());
                assertEquals(run.get().gamesFound().toString(), asking.row("select count(distinct game_id) from claim"));
                assertEquals(List.of(), asking.rows("select game_id, count(*) from claim group by 1 having count(*) > 1"));
            }
        }
    }

    private RunResult load() throws Exception {
        try (Application application = world.start()) {
            return application.load();
        }
    }

    private static RunResult replay(TestEnvironment world) throws Exception {
        try (Application application = world.start()) {
            return application.replay("");
        }
    }

    /** The contract's columns and the key, without what says where they come from. */
    private static List<String> lines(TestEnvironment world) {
        return world.rows("""
                select to_jsonb(g) - 'run_id' - 'loaded_at' - 'source' from game_stats as g order by game_id, player_person_id""");
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
