package nhldata.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import nhldata.Application;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.Gate;
import nhldata.testing.RoutesFolder;
import nhldata.testing.SampleDocuments;
import nhldata.testing.Stack;
import nhldata.testing.World;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.CronTrigger;

/** Route files edited while the routes run, with messages in them. Twelve games on 11 October 2022. */
@ExtendWith(Stack.class)
class ReloadIT {

    private static final String DATE = "2022-10-11";
    private static final String GAME = "2022020044";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static SampleDocuments league;
    private static FakeApi api;
    private static List<String> undisturbed;

    @TempDir
    private Path folder;
    private RoutesFolder routes;
    private World world;
    private Application application;

    @BeforeAll
    static void runUndisturbed(World empty) throws Exception {
        league = new SampleDocuments(Clock.systemUTC());
        api = new FakeApi(league);
        World quiet = empty.asking(api);
        quiet.sweep(DATE, DATE);
        undisturbed = quiet.gameStats();
    }

    @AfterAll
    static void stopTheApi() {
        api.close();
        league.close();
    }

    @BeforeEach
    void startWithAFolderOfItsOwn(World empty) throws Exception {
        api.heal();
        api.forgetRequests();
        routes = RoutesFolder.copy(folder);
        world = empty.asking(api).with("nhl.routes.dir", folder).with("nhl.routes.reload", true).with("nhl.routes.poll", 50)
                .with("nhl.schedule.enabled", true).with("nhl.schedule.cron", "0 0 10 1 1 ? 2099");
        application = world.start();
    }

    @AfterEach
    void stop() throws Exception {
        api.heal();
        application.close();
    }

    @Test
    void twentyEditsWhileGamesAreFetchedLoseNoneAndLoadNoneTwice() throws Exception {
        api.fault("/boxscore", Fault.slow(Duration.ofMillis(300)));
        CompletableFuture<Map<String, Object>> run = sweep();
        for (int edit = 1; edit <= 20; edit++) {
            String file = List.of("2-boxscore", "3-publish", "errors", "1-schedule", "api").get(edit % 5);
            routes.write(file, routes.text(file) + "# edit " + edit + "\n");
            awaitVersion(edit + 1);
        }
        Map<String, Object> ended = run.get();

        assertEquals("succeeded", ended.get("status"));
        assertEquals(undisturbed, world.gameStats());
        assertEquals("12", world.row("select sum(attempts) from etl.game"), "each game was asked for once");
        assertEquals("0", world.row("select count(*) from etl.dead_letter"));
    }

    private CompletableFuture<Map<String, Object>> sweep() {
        return CompletableFuture.supplyAsync(() -> application.sweep("sweep", DATE, DATE, "missing"));
    }

    private void awaitVersion(int applied) {
        Awaitility.await().atMost(PATIENCE).until(() -> world.row("select count(*) from etl.route_change where result = 'applied'").equals(String.valueOf(applied)));
    }
}
