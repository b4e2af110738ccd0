package nhldata.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nhldata.testing.PackagedProgram;
import nhldata.testing.RoutesFolder;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The program with the heap of bin/nhldata, and every hostile route saved into its folder of routes. */
@Tag("slow")
@ExtendWith(Stack.class)
class HostileRoutesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;
    @TempDir
    private Path files;

    @Test
    void aRunningServiceRefusesEachAndRunsOn(TestEnvironment given) throws Exception {
        RoutesFolder routes = RoutesFolder.copy(files);
        Path canary = folder.resolve("canary");
        TestEnvironment world = given.with("nhl.api.url", "sample").with("nhl.routes.dir", files).with("nhl.routes.poll", 20)
                .with("postgres.password", "canary-of-postgres").with("nhl.notify.slack-url", "http://127.0.0.1:9/canary-of-slack").with("nhl.marts.enabled", false);
        List<HostileRoute> hostile = new ArrayList<>(HostileRoute.all());
        hostile.add(new HostileRoute("brackets", "# Says: nested more than 100 levels deep\n- " + "[".repeat(20_000) + "  # <- here\n"));
        try (PackagedProgram service = PackagedProgram.start(world, folder, "run")) {
            awaitStart(world);
            for (HostileRoute each : hostile) {
                routes.write("9-hostile", each.text(canary));
                Awaitility.await(each.name()).atMost(PATIENCE).until(() -> refusal(world).contains("9-hostile.camel.yaml:" + each.line() + ": ") && refusal(world).contains(each.says().replace("CANARY", canary.toString())));
            }
            routes.restore();
            Awaitility.await().atMost(PATIENCE).until(() -> world.row("select sound from etl.routes_status"), "t"::equals);
            assertEquals("1", world.row("select count(*) from etl.route_change where result = 'applied'"), "the routes of the start run on");
            assertFalse(Files.exists(canary));
            for (String secret : List.of("canary-of-postgres", "canary-of-slack", "root:x:0")) {
                assertFalse(service.output().contains(secret), secret);
            }
            // the watch goes on
            routes.write("2-boxscore", routes.text("2-boxscore") + "# an edit\n");
            Awaitility.await().atMost(PATIENCE).until(() -> world.rows("select 1 from etl.route_change where result = 'applied'").size() == 2);
            service.terminate();
            service.exitCode();
        }
    }

    @Test
    void aServiceStartsWithTheRoutesThatWereAppliedLastWhenItFindsABomb(TestEnvironment given) throws Exception {
        RoutesFolder routes = RoutesFolder.copy(files);
        TestEnvironment world = given.with("nhl.api.url", "sample").with("nhl.routes.dir", files).with("nhl.routes.poll", 20).with("nhl.marts.enabled", false);
        try (PackagedProgram service = PackagedProgram.start(world, folder, "run")) {
            awaitStart(world);
        }
        HostileRoute bomb = HostileRoute.all().stream().filter(route -> route.name().equals("bomb-of-aliases")).findFirst().orElseThrow();
        routes.write("9-hostile", bomb.text());
        try (PackagedProgram check = PackagedProgram.start(world, folder, "check")) {
            assertEquals(1, check.exitCode());
            assertTrue(check.output().contains(routes.file("9-hostile") + ":" + bomb.line() + ": " + bomb.says()), check.output());
        }
        try (PackagedProgram service = PackagedProgram.start(world, folder, "run")) {
            Awaitility.await().atMost(PATIENCE).until(() -> refusal(world).contains(bomb.says()));
            routes.restore();
            Awaitility.await().atMost(PATIENCE).until(() -> world.row("select sound from etl.routes_status"), "t"::equals);
            service.terminate();
            service.exitCode();
        }
    }

    /** Its database has no tables before. */
    private static void awaitStart(TestEnvironment world) {
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> world.rows("select 1 from etl.route_change").size() == 1);
    }

    private static String refusal(TestEnvironment world) {
        return String.join("\n", world.rows("select reason from etl.route_change order by route_change_id desc limit 1"));
    }
}
