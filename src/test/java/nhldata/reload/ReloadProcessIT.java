package nhldata.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import nhldata.testing.FakeApi;
import nhldata.testing.PackagedProgram;
import nhldata.testing.RequestLatch;
import nhldata.testing.RoutesFolder;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process, and a person who breaks its route files in fourteen ways, in the middle of a run. */
@Tag("slow")
@ExtendWith(Stack.class)
class ReloadProcessIT {

    private static final String DATE = "2022-10-11";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Set<Mistake> MISTAKES = EnumSet.of(Mistake.NO_YAML, Mistake.UNKNOWN_STEP, Mistake.UNKNOWN_LANGUAGE, Mistake.UNKNOWN_COMPONENT,
            Mistake.UNKNOWN_OPTION, Mistake.DUPLICATE_ID, Mistake.LINK_TO_NOWHERE, Mistake.MISSING_BEAN, Mistake.MISSING_SETTING,
            Mistake.MISSING_POLICY, Mistake.HALF_A_FILE, Mistake.EMPTY_FILE, Mistake.BINARY_GARBAGE, Mistake.DELETED_FILE);

    @RegisterExtension
    private static final FakeApi api = FakeApi.ofSampleLeague();

    @TempDir
    private Path folder;
    @TempDir
    private Path files;

    @Test
    void everyMistakeIsRefusedAndMendedWhileARunGoesOn(TestEnvironment empty, TestEnvironment quiet) throws Exception {
        RoutesFolder routes = RoutesFolder.copy(files);
        TestEnvironment world = empty.asking(api).with("nhl.routes.dir", files).with("nhl.routes.poll", 50);
        quiet.asking(api).sweep(DATE, DATE);
        try (RequestLatch latch = api.holdAfter(3, "/boxscore");
                PackagedProgram service = PackagedProgram.start(world, folder, "run", "--from", DATE, "--to", DATE)) {
            latch.awaitHeld();
            for (Mistake mistake : MISTAKES) {
                mistake.make(routes);
                awaitLast(world, "refused", mistake);
                String reason = world.row("select reason from etl.route_change order by route_change_id desc limit 1");
                assertTrue(reason.contains(mistake.words()), mistake + ": " + reason);
                routes.restore();
                awaitLast(world, "withdrawn", mistake);
            }
            latch.close();
            Awaitility.await().atMost(PATIENCE).until(() -> world.rows("select status from etl.run").equals(List.of("succeeded")));

            assertEquals(quiet.gameStats(), world.gameStats());
            assertEquals("1", world.row("select count(*) from etl.route_change where result = 'applied'"));
            service.terminate();
            service.exitCode();
        }
    }

    @Test
    void brokenRoutesAtTheFirstStartEndItWithFileAndLine(TestEnvironment empty) throws Exception {
        RoutesFolder routes = RoutesFolder.copy(files);
        Mistake.MISSING_BEAN.make(routes);
        try (PackagedProgram service = PackagedProgram.start(empty.asking(api).with("nhl.routes.dir", files), folder, "run")) {
            assertEquals(1, service.exitCode());
            assertTrue(service.output().contains(routes.file("3-store") + ":" + Mistake.MISSING_BEAN.line(routes) + ": there is no bean csvObjets; write csvObjects"), service.output());
        }
    }

    private static void awaitLast(TestEnvironment world, String result, Mistake mistake) {
        Awaitility.await(mistake + " is " + result).atMost(PATIENCE)
                .until(() -> world.row("select result from etl.route_change order by route_change_id desc limit 1"), result::equals);
    }
}
