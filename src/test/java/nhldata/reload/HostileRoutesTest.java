package nhldata.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nhldata.api.Api;
import nhldata.bindings.RouteBindings;
import nhldata.config.DefaultSettings;
import nhldata.config.Settings;
import nhldata.testing.RoutesFolder;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Route files that try to run programs, to read secrets, to go elsewhere, or to fill the memory: see {@link HostileRoute}. */
@Tag("slow")
class HostileRoutesTest {

    private static final String PASSWORD = "canary-of-postgres";
    private static final String WEBHOOK = "http://127.0.0.1:9/canary-of-slack";

    @TempDir
    private Path files;
    @TempDir
    private Path folder;
    private Path canary;
    private Settings settings;

    static List<HostileRoute> all() throws IOException {
        return HostileRoute.all();
    }

    static List<HostileRoute> routes() throws IOException {
        return all().stream().filter(HostileRoute::isRoute).toList();
    }

    @BeforeEach
    void set() {
        canary = folder.resolve("canary");
        settings = DefaultSettings.load().with("nhl.routes.dir", files).with("postgres.password", PASSWORD).with("nhl.notify.slack-url", WEBHOOK);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isRefusedWithFileLineAndWhatToWrite(HostileRoute hostile) throws Exception {
        RoutesFolder routes = RoutesFolder.copy(files);
        routes.write("9-hostile", hostile.text(canary));

        List<Problem> problems = RoutesCheck.of(settings);

        assertTrue(problems.stream().anyMatch(problem -> problem.file().equals(routes.file("9-hostile").toString()) && problem.line() == hostile.line()
                && problem.what().contains(hostile.says())), () -> "line " + hostile.line() + ", " + hostile.says() + ": " + problems);
        assertTrue(problems.stream().allMatch(problem -> problem.file().contains("9-hostile")), problems::toString);
        assertFalse(Files.exists(canary));
    }

    /** What the check would have let through is refused by the context itself, when the route is built or when its name is made. */
    @ParameterizedTest
    @MethodSource("routes")
    void doesNothingWhenTheContextIsAskedToRunItUnchecked(HostileRoute hostile) throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        root.setLevel(Level.INFO);
        Api api = Api.of("http://127.0.0.1:9");
        try (GuardedCamelContext camel = RouteCompiler.context(new RouteBindings(settings, api, api.source()))) {
            camel.disableJMX();
            NotifyBuilder done = new NotifyBuilder(camel).whenDone(1).create();
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromBytes("file:hostile.camel.yaml", hostile.text(canary).getBytes(StandardCharsets.UTF_8)));
            camel.start();
            done.matches(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            // refused when it was built
        } finally {
            root.setLevel(Level.WARN);
            root.detachAppender(log);
        }
        String said = log.list.stream().map(event -> event.getFormattedMessage() + (event.getThrowableProxy() == null ? "" : event.getThrowableProxy().getMessage())).collect(Collectors.joining("\n"));
        assertFalse(Files.exists(canary));
        for (String secret : List.of(PASSWORD, "canary-of-slack", "root:x:0", System.getProperty("java.class.path"))) {
            assertFalse(said.contains(secret), () -> hostile + " told a secret: " + said);
        }
    }

    @Test
    void twentyThousandBracketsAreALineAndNoOverflow() throws Exception {
        RoutesFolder routes = RoutesFolder.copy(files);
        routes.write("9-hostile", "- " + "[".repeat(20_000) + "\n");
        assertEquals(routes.file("9-hostile") + ":1: this is nested more than 100 levels deep; move the inner steps into a separate route",
                RoutesCheck.of(settings).get(0).toString());
    }

    @Test
    void whatIsTooLongOrTooMuchIsSaid() throws Exception {
        RoutesFolder routes = RoutesFolder.copy(files);
        routes.write("9-hostile", "#" + "x".repeat(200_000) + "\n");
        assertTrue(RoutesCheck.of(settings).get(0).what().contains("longer than 100000 characters"));
        routes.write("9-hostile", "#\n".repeat(10_000));
        assertTrue(RoutesCheck.of(settings).get(0).what().contains("or 5000 lines"));
        routes.write("9-hostile", "- [" + "x,".repeat(20_000) + "x]\n");
        assertTrue(RoutesCheck.of(settings).get(0).what().contains("more than 15000 strings"));
        for (int i = 0; i < 60; i++) {
            routes.write("9-hostile-" + i, "#\n");
        }
        assertTrue(RoutesCheck.of(settings).stream().anyMatch(problem -> problem.what().contains("more than 50 route files")));
    }

    /** Two files that have nothing in common are the most that a comparison can have to do. */
    @Test
    void aRefusedEditIsComparedInLittleMemory() {
        RouteSet former = new RouteSet(files, new java.util.TreeMap<>(java.util.Map.of("a", IntStream.range(0, 5000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n")))));
        RouteSet next = new RouteSet(files, new java.util.TreeMap<>(java.util.Map.of("a", IntStream.range(0, 5000).mapToObj(i -> "b" + i).collect(Collectors.joining("\n")))));
        assertTrue(RouteChange.rejected(former, next, List.of(new Problem("a", 1, "x"))).diff().contains("not compared: 5000 and 5000 lines"));
    }
}
