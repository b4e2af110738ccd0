package nhldata.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nhldata.app.Application;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.RoutesFolder;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The route files as people read and edit them. */
@ExtendWith(Stack.class)
class RoutesIT {

    private static final String DATE = "2022-12-05";

    @TempDir
    private Path copy;

    @Test
    void everyRouteOfTheFilesRuns(TestEnvironment world) throws Exception {
        Set<String> inFiles = new HashSet<>();
        RouteFile.all().forEach(file -> file.root().findValues("route").forEach(route -> inFiles.add(route.path("id").asText())));
        try (Application application = world.with("nhl.api.url", "sample").with("nhl.schedule.enabled", true).with("nhl.marts.enabled", true)
                .with("nhl.schedule.cron", "0 0 10 1 1 ? 2099").start()) {
            Set<String> running = new HashSet<>();
            for (Route route : application.camel().getRoutes()) {
                assertTrue(application.camel().getRouteController().getRouteStatus(route.getId()).isStarted(), route::getId);
                running.add(route.getId());
            }
            assertEquals(inFiles, running);
        }
    }

    @Test
    void anEditedLogLineIsWhatTheNextStartLogs(TestEnvironment world) throws Exception {
        RoutesFolder.copy(copy).edit("0-run", "games found,", "games seen by the owl,");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger("nhldata.routes.complete-run");
        logger.addAppender(log);
        try {
            world.with("nhl.api.url", "sample").with("nhl.routes.dir", copy).sweep(DATE, DATE);
        } finally {
            logger.detachAppender(log);
        }

        List<ILoggingEvent> lines = new ArrayList<>(log.list);
        assertTrue(lines.stream().anyMatch(line -> line.getFormattedMessage().contains("2 games seen by the owl,")), lines::toString);
    }

    @Test
    void anEditedNumberOfRedeliveriesIsWhatTheNextStartDoes(TestEnvironment world) throws Exception {
        RoutesFolder.copy(copy).edit("error-policies", "CamelRedeliveryCounter}, 7)", "CamelRedeliveryCounter}, 1)");
        try (FakeApi api = FakeApi.ofSampleLeague()) {
            api.fault("2022020452/boxscore", Fault.status(500));

            world.asking(api).with("nhl.routes.dir", copy).sweep(DATE, DATE);

            assertEquals(2, api.requests("2022020452/boxscore"));
            assertEquals("2", world.row("select attempts from etl.dead_letter"));
        }
    }
}
