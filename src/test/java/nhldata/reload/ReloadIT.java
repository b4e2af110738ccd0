package nhldata.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import nhldata.app.Application;
import nhldata.monitoring.Health;
import nhldata.monitoring.Monitoring;
import nhldata.run.RunResult;
import nhldata.status.CheckResult;
import nhldata.testing.Fault;
import nhldata.testing.RequestLatch;
import nhldata.testing.RoutesFolder;
import nhldata.testing.TestEnvironment;
import nhldata.testing.WithSampleLeague;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.support.LifecycleStrategySupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.CronTrigger;

/** Route files edited while the routes run, with messages in them. Twelve games on 11 October 2022. */
@Tag("slow")
class ReloadIT extends WithSampleLeague {

    private static final String DATE = "2022-10-11";
    private static final String GAME = "2022020044";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static List<String> undisturbed;

    @TempDir
    private Path folder;
    private RoutesFolder routes;
    private Application application;

    @BeforeAll
    static void runUndisturbed(TestEnvironment empty) throws Exception {
        undisturbed = empty.asking(api).sweepUndisturbed(DATE, DATE);
    }

    @BeforeEach
    void startWithAFolderOfItsOwn() throws Exception {
        routes = RoutesFolder.copy(folder);
        world = world.with("nhl.routes.dir", folder).with("nhl.routes.reload", true).with("nhl.routes.jmx", true).with("nhl.routes.poll", 50)
                .with("nhl.schedule.enabled", true).with("nhl.schedule.cron", "0 0 10 1 1 ? 2099").with("nhl.marts.enabled", true)
                .with("nhl.marts.poll", 3_600_000);
        application = world.start();
    }

    @AfterEach
    void stop() throws Exception {
        api.heal();
        application.close();
    }

    @Test
    void editsWhileGamesAreFetchedLoseNoneAndLoadNoneTwice() throws Exception {
        api.fault("/boxscore", Fault.slow(Duration.ofSeconds(2)));
        CompletableFuture<RunResult> run = sweep();
        int edits = 0;
        while (!run.isDone() || edits < 3) {
            String file = List.of("2-boxscore", "error-policies", "3-store", "1-schedule", "api", "4-load").get(edits++ % 6);
            routes.write(file, routes.text(file) + "# edit " + edits + "\n");
            awaitApplied(edits);
        }

        assertEquals("succeeded", run.get().status());
        assertEquals(undisturbed, world.gameStats());
        assertEquals("12 | 12", world.row("select sum(attempts), count(*) from etl.game where state = 'loaded'"), "each game was asked for once");
        assertEquals("0", world.row("select count(*) from etl.dead_letter"));
        assertEquals(idsOf("routes"), running());
    }

    @Test
    void aRunUnderWayGoesOnWhenEveryRouteOfItIsReplaced() throws Exception {
        CompletableFuture<RunResult> run;
        try (RequestLatch latch = api.holdAfter(5, "/boxscore")) {
            run = sweep();
            latch.awaitHeld();
            routes.edit("error-policies", "RedeliveryCounter}, 7)", "RedeliveryCounter}, 1)");
            routes.edit("0-run", "games found,", "games seen by the owl,");
            awaitApplied(1);
            assertFalse(run.isDone());
        }

        assertEquals("succeeded", run.get().status());
        assertEquals(undisturbed, world.gameStats());
        assertEquals("succeeded", sweep().get().status(), "the new routes run as well");
    }

    @Test
    void aRouteThatAPersonHasStoppedStaysStoppedUntilHeStartsIt() throws Exception {
        application.camel().getRouteController().stopRoute("load-poll");
        routes.write("4-load", routes.text("4-load") + "# an edit\n");
        awaitApplied(1);
        assertFalse(running().contains("load-poll"));
        routes.edit("error-policies", "RedeliveryCounter}, 7)", "RedeliveryCounter}, 1)");
        awaitApplied(2);
        assertFalse(running().contains("load-poll"));

        application.camel().getRouteController().startRoute("load-poll");
        routes.write("4-load", routes.text("4-load") + "# another edit\n");
        awaitApplied(3);

        assertEquals(idsOf("routes"), running());
        assertEquals("succeeded", sweep().get().status());
    }

    @Test
    void healthDoesNotFlickerWhileRoutesAreReplaced() throws Exception {
        Set<String> words = new TreeSet<>();
        try (Monitoring monitoring = new Monitoring()) {
            Health health = monitoring.watch(world.settings(), application.camel());
            routes.edit("error-policies", "RedeliveryCounter}, 7)", "RedeliveryCounter}, 1)");
            while (world.rows("select 1 from etl.route_change where result = 'applied'").size() < 2) {
                health.ready().stream().filter(finding -> finding.name().equals("routes")).map(CheckResult::message).forEach(words::add);
            }
        }
        assertEquals(Set.of(running().size() + " routes running"), words);
    }

    @Test
    void anEditOfAnErrorPolicyTakesEffectOnTheRoutesThatNameIt() throws Exception {
        routes.edit("error-policies", "RedeliveryCounter}, 7)", "RedeliveryCounter}, 1)");
        awaitApplied(1);
        api.fault(GAME + "/boxscore", Fault.status(500));

        assertEquals("partial", sweep().get().status());

        assertEquals(2, api.requests(GAME + "/boxscore"));
        assertEquals("2", world.row("select attempts from etl.dead_letter"));
    }

    @Test
    void aGameThatWaitsForItsNextTryIsNotLostWhenItsRoutesAreReplaced() throws Exception {
        application.close();
        world = world.with("nhl.api.retry-delay", 4000);
        application = world.start();
        api.fault(GAME + "/boxscore", Fault.status(500), 2);
        CompletableFuture<RunResult> run = sweep();
        Awaitility.await().atMost(PATIENCE).until(() -> api.requests(GAME + "/boxscore") == 1);

        routes.edit("error-policies", "RedeliveryCounter}, 7)", "RedeliveryCounter}, 4)");
        awaitApplied(1);

        assertEquals("succeeded", run.get().status());
        assertEquals(undisturbed, world.gameStats());
        assertEquals(3, api.requests(GAME + "/boxscore"));
    }

    @Test
    void aFileMayComeBeRenamedAndGo() throws Exception {
        String mine = """
                - route:
                    id: mine
                    description: A route of one's own
                    from:
                      uri: timer:mine
                      parameters: {period: 50}
                      steps:
                        - setBody: {expression: {method: {ref: runs, method: active}}}
                """;
        routes.write("9-mine", mine);
        awaitApplied(1);
        awaitMessagesIn("mine");

        Files.move(routes.file("9-mine"), routes.file("8-mine"));
        awaitApplied(2);
        awaitMessagesIn("mine");
        assertTrue(application.camel().getRoute("mine").getSourceLocation().contains("8-mine"));

        routes.write("8-mine", mine.replace("id: mine", "id: yours"));
        awaitApplied(3);
        awaitMessagesIn("yours");
        assertNull(application.camel().getRoute("mine"));

        Files.delete(routes.file("8-mine"));
        awaitApplied(4);
        assertEquals(idsOf("routes"), running());
    }

    @Test
    void aRouteMayMoveFromOneFileToAnother() throws Exception {
        String publish = routes.text("3-store");
        Files.delete(routes.file("3-store"));
        routes.write("2-boxscore", routes.text("2-boxscore") + publish);
        awaitApplied(1);

        assertEquals("succeeded", sweep().get().status());
        assertEquals(undisturbed, world.gameStats());
        assertEquals("{2-boxscore.camel.yaml,3-store.camel.yaml}", world.row("select files from etl.route_change order by route_change_id desc limit 1"));
    }

    @Test
    void anEditOfTwoFilesIsTakenWhenItIsWhole() throws Exception {
        routes.edit("2-boxscore", "direct:store", "direct:publish-csv");
        awaitRefused(1);
        routes.edit("3-store", "uri: direct:store", "uri: direct:publish-csv");
        awaitApplied(1);

        assertEquals("succeeded", sweep().get().status());
        assertEquals(undisturbed, world.gameStats());
        assertTrue(world.row("select reason from etl.route_change where result = 'refused'").contains("no route begins with direct:publish-csv"));
    }

    @Test
    void theClockTakesItsNewTimeAndKeepsItWhenTheNextEditDoesNotStart() throws Exception {
        routes.edit("0-trigger", "cron: \"{{nhl.schedule.cron}}\"", "cron: 0 30 11 1 1 ? 2099");
        awaitApplied(1);
        assertEquals("0 30 11 1 1 ? 2099", cron());

        routes.edit("0-trigger", "0 30 11 1 1 ? 2099", "0 0 10 1 1 ? 2001");
        awaitRefused(1);

        assertEquals("0 30 11 1 1 ? 2099", cron());
        assertEquals(idsOf("routes"), running());
        assertTrue(world.row("select reason from etl.route_change where result = 'refused'").contains("will never fire"));
        assertEquals("succeeded", sweep().get().status());
    }

    @Test
    void whatIsRefusedIsRecordedOnceAndTheStateSaysSoUntilItIsMended() throws Exception {
        Mistake.MISSING_BEAN.make(routes);
        awaitRefused(1);
        assertEquals("f | " + routes.file("3-store") + " | " + Mistake.MISSING_BEAN.line(routes),
                world.row("select sound, refused_file, refused_line from etl.routes_status"));
        assertTrue(world.row("select diff from etl.route_change where result = 'refused'").contains("ref: csvObjets"));
        application.close();

        application = world.start();
        assertEquals("1", world.row("select count(*) from etl.route_change where result = 'refused'"), "the same content is not recorded again");
        assertEquals("succeeded", sweep().get().status(), "a service starts with the routes that were applied last");

        routes.restore();
        Awaitility.await().atMost(PATIENCE).until(() -> world.row("select sound from etl.routes_status").equals("t"));
        assertEquals(undisturbed, world.gameStats());
    }

    /** The new routes do not start, and the former ones do not either, until what hinders them is over. */
    @Test
    void formerRoutesThatCannotBePutBackAreTriedAgainAndToldOfMeanwhile() throws Exception {
        Hindrance hindrance = new Hindrance("store", "store-csv");
        application.camel().addLifecycleStrategy(hindrance);
        try (Monitoring monitoring = new Monitoring()) {
            Health health = monitoring.watch(world.settings(), application.camel());
            hindrance.on = true;
            routes.edit("3-store", "The raw document, and the players", "The raw document, and besides the players");
            awaitRefused(1);

            CheckResult finding = health.ready().stream().filter(found -> found.name().equals("routes")).findFirst().orElseThrow();
            assertFalse(finding.ok());
            assertTrue(finding.message().contains("store, store-csv"), finding::message);
            Awaitility.await().atMost(PATIENCE).until(() -> world.rows("select watch_failure from etl.routes_status").get(0).contains("store, store-csv"));
            Set<String> others = idsOf("routes");
            others.removeAll(Set.of("store", "store-csv")); // those of the one file
            assertTrue(running().containsAll(others), () -> "no other route is lost: " + running());

            hindrance.on = false;
            Awaitility.await().atMost(PATIENCE).until(() -> running().equals(idsOf("routes")));
            Awaitility.await().atMost(PATIENCE).until(() -> health.ready().stream().filter(found -> found.name().equals("routes")).allMatch(CheckResult::ok));
        }
        assertEquals("succeeded", sweep().get().status());
        assertEquals(undisturbed, world.gameStats());
    }

    /** As a component that cannot be started: Camel asks its strategies when it adds a route. */
    private static final class Hindrance extends LifecycleStrategySupport {

        private final Set<String> ids;
        private volatile boolean on;

        Hindrance(String... ids) {
            this.ids = Set.of(ids);
        }

        @Override
        public void onRoutesAdd(java.util.Collection<Route> added) {
            if (on && added.stream().anyMatch(route -> ids.contains(route.getRouteId()))) {
                throw new IllegalStateException("no threads left");
            }
        }
    }

    @Test
    void theFolderIsPolledAndWhoeverAsksSeesWhen() throws Exception {
        Awaitility.await().atMost(PATIENCE).until(() -> world.row("select polled_at > now() - interval '1 minute', watch_failure from etl.routes_status").equals("t | null"));
        Path elsewhere = folder.resolveSibling(folder.getFileName() + "-gone");
        Files.move(folder, elsewhere);
        try (Monitoring monitoring = new Monitoring()) {
            Health health = monitoring.watch(world.settings(), application.camel());
            Awaitility.await().atMost(PATIENCE).until(() -> health.ready().stream().anyMatch(found -> found.name().equals("routes") && found.message().contains("cannot be polled")));
            Files.move(elsewhere, folder);
            Awaitility.await().atMost(PATIENCE).until(() -> health.ready().stream().anyMatch(found -> found.name().equals("routes") && found.ok()));
        }
        routes.edit("error-policies", "RedeliveryCounter}, 7)", "RedeliveryCounter}, 1)");
        awaitApplied(1);
    }

    /** A role that may write the ledger is no role that may run programs: what it holds is validated like a file. */
    @Test
    void aHostileFileInTheLedgerDoesNotStart() throws Exception {
        application.close();
        HostileRoute hostile = HostileRoute.all().stream().filter(route -> route.name().equals("bean-language-of-a-class")).findFirst().orElseThrow();
        Path canary = folder.resolve("canary");
        world.execute("insert into etl.route_change (result, version, files, diff, content, owner) select 'applied', 'f', '{x}', '', content || jsonb_build_object('9-x.camel.yaml', "
                + "$x$" + hostile.text(canary) + "$x$), 'x' from etl.route_change where result = 'applied' order by route_change_id desc limit 1");
        Mistake.MISSING_BEAN.make(routes);

        String told = assertThrows(IllegalStateException.class, world::start).getMessage();

        assertTrue(told.contains("there is no bean csvObjets"), told);
        assertFalse(Files.exists(canary));
        routes.restore();
        application = world.start();
    }

    /** Before a start only the files are read. What Camel refuses when it builds them is told in the same words. */
    @ParameterizedTest
    @EnumSource(names = {"WRONG_EXPRESSION", "OPTION_OF_THE_WRONG_TYPE", "WRONG_NUMBER"})
    void aVerbThatCannotStartSaysWhichLineIsToBlame(Mistake mistake) throws Exception {
        mistake.make(routes);
        assertEquals(List.of(), RoutesCheck.beforeStart(RouteSet.read(folder), world.settings()));

        String told = assertThrows(IllegalStateException.class, () -> world.with("nhl.routes.reload", false).start()).getMessage();

        assertTrue(told.contains(mistake.words()), told);
        assertTrue(told.contains(routes.file(mistake.file()) + ":" + Math.max(1, mistake.line(routes))), told);
    }

    @Test
    void aServiceStartsWithTheLastRoutesWhenCamelRefusesTheNewOnes() throws Exception {
        application.close();
        Mistake.OPTION_OF_THE_WRONG_TYPE.make(routes);
        startsWithTheLastRoutes("soon");
    }

    @Test
    void aServiceStartsWithTheLastRoutesWhenTheClockOfTheNewOnesNeverFires() throws Exception {
        application.close();
        routes.edit("0-trigger", "cron: \"{{nhl.schedule.cron}}\"", "cron: 0 0 10 1 1 ? 2001");
        startsWithTheLastRoutes("will never fire");
    }

    /** Else a new release's routes would give way to the former one's because something was away for a moment. */
    @Test
    void aStartThatFailsThroughNoFaultOfTheRoutesFails() throws Exception {
        application.close();
        routes.write("2-boxscore", routes.text("2-boxscore") + "# a new release\n");

        LifecycleStrategy away = new LifecycleStrategySupport() {

            @Override
            public void onContextStarting(CamelContext context) {
                throw new IllegalStateException("the broker is away");
            }
        };

        Exception told = assertThrows(Exception.class, () -> Application.start(world.settings(), Map.of("away", away), () -> { }));

        assertTrue(told.toString().contains("the broker is away"), told::toString);
        assertEquals("0", world.row("select count(*) from etl.route_change where result = 'refused'"));
        application = world.start();
        assertEquals("succeeded", sweep().get().status());
    }

    private void startsWithTheLastRoutes(String why) throws Exception {
        application = world.start();

        assertEquals(idsOf("routes"), running());
        assertEquals("succeeded", sweep().get().status());
        assertTrue(world.row("select reason from etl.route_change where result = 'refused'").contains(why));
        assertEquals("f", world.row("select sound from etl.routes_status"));

        routes.restore();
        Awaitility.await().atMost(PATIENCE).until(() -> world.row("select sound from etl.routes_status").equals("t"));
    }

    private CompletableFuture<RunResult> sweep() {
        return CompletableFuture.supplyAsync(() -> application.sweep("sweep", DATE, DATE, "missing"));
    }

    /** So many edits since the start, whose own row is the first. */
    private void awaitApplied(int edits) {
        await("applied", edits + 1);
    }

    private void awaitRefused(int edits) {
        await("refused", edits);
    }

    private void await(String result, int rows) {
        Awaitility.await().atMost(PATIENCE)
                .until(() -> world.row("select count(*) from etl.route_change where result = '" + result + "'"), String.valueOf(rows)::equals);
    }

    private void awaitMessagesIn(String route) {
        Awaitility.await().atMost(PATIENCE).until(() -> application.camel().getRoute(route) != null
                && application.camel().getCamelContextExtension().getContextPlugin(org.apache.camel.api.management.ManagedCamelContext.class)
                        .getManagedRoute(route).getExchangesCompleted() > 0);
    }

    private String cron() throws Exception {
        QuartzEndpoint clock = (QuartzEndpoint) application.camel().getRoute("daily-run").getEndpoint();
        return ((CronTrigger) clock.getComponent().getScheduler().getTrigger(clock.getTriggerKey())).getCronExpression();
    }

    private Set<String> running() {
        return application.camel().getRoutes().stream().map(Route::getId)
                .filter(id -> application.camel().getRouteController().getRouteStatus(id).isStarted()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> idsOf(String folder) throws Exception {
        RouteSet set = RouteSet.read(Path.of(folder));
        Set<String> ids = new TreeSet<>();
        set.contents().forEach((name, text) -> RouteFile.parse(name, text).parts("route").forEach(part -> ids.add(part.id())));
        return ids;
    }
}
