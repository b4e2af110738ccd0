package nhldata.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nhldata.app.Application;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The route files as people read and edit them. */
@ExtendWith(Stack.class)
class RoutesIT {

    private static final Path ROUTES = Path.of("routes");
    private static final String DATE = "2022-12-05";

    @TempDir
    private Path copy;

    @Test
    void everyFileSaysWhatComesInWhatGoesOutAndWhatFails() throws Exception {
        for (Path file : files()) {
            List<String> comments = Files.readAllLines(file).stream().takeWhile(line -> line.startsWith("#")).toList();
            assertEquals(List.of("# In:", "# Out:", "# Fails:"),
                    comments.stream().filter(line -> line.matches("# (In|Out|Fails):.*")).map(line -> line.replaceFirst(":.*", ":")).toList(),
                    file::toString);
        }
    }

    @Test
    void everyRouteHasANameAndADescription(TestEnvironment world) throws Exception {
        try (Application application = world.with("nhl.api.url", "sample").start()) {
            ModelCamelContext camel = (ModelCamelContext) application.camel();
            List<String> nameless = camel.getRouteDefinitions().stream().filter(route -> !route.hasCustomIdAssigned())
                    .map(RouteDefinition::getId).toList();
            List<String> undescribed = camel.getRouteDefinitions().stream().filter(route -> route.getDescriptionText() == null)
                    .map(RouteDefinition::getId).toList();

            assertEquals(List.of(), nameless);
            assertEquals(List.of(), undescribed);
        }
    }

    @Test
    void everyRouteOfTheFilesRuns(TestEnvironment world) throws Exception {
        Set<String> inFiles = new HashSet<>();
        for (Path file : files()) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).equals("- route:")) {
                    inFiles.add(lines.get(i + 1).strip().replaceFirst("id: ", ""));
                }
            }
        }
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
        copyRoutes();
        edit("0-run.camel.yaml", "games found,", "games seen by the owl,");
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
        copyRoutes();
        edit("error-policies.camel.yaml", "CamelRedeliveryCounter}, 7)", "CamelRedeliveryCounter}, 1)");
        try (FakeApi api = FakeApi.ofSampleLeague()) {
            api.fault("2022020452/boxscore", Fault.status(500));

            world.asking(api).with("nhl.routes.dir", copy).sweep(DATE, DATE);

            assertEquals(2, api.requests("2022020452/boxscore"));
            assertEquals("2", world.row("select attempts from etl.dead_letter"));
        }
    }

    private void copyRoutes() throws IOException {
        for (Path file : files()) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(copy.resolve(file));
        assertTrue(text.contains(from), () -> file + " does not say \"" + from + "\" any more");
        Files.writeString(copy.resolve(file), text.replace(from, to));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(ROUTES)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList();
        }
    }
}
