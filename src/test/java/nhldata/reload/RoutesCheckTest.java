package nhldata.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nhldata.api.Api;
import nhldata.bindings.RouteBindings;
import nhldata.config.DefaultSettings;
import nhldata.config.Settings;
import nhldata.process.InstanceId;
import nhldata.testing.RoutesFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person is told who has broken a route file. */
class RoutesCheckTest {

    @TempDir
    private Path folder;
    private RoutesFolder routes;
    private Settings settings;

    @BeforeEach
    void copyTheRoutes() throws Exception {
        routes = RoutesFolder.copy(folder);
        settings = DefaultSettings.load().with("nhl.routes.dir", folder);
    }

    @Test
    void theRoutesAsTheyAreAreSound() throws Exception {
        assertEquals(List.of(), RoutesCheck.of(settings));
    }

    @ParameterizedTest
    @EnumSource
    void everyMistakeIsToldWithItsFileItsLineAndWhatToWrite(Mistake mistake) throws Exception {
        mistake.make(routes);

        List<Problem> problems = RoutesCheck.of(settings);

        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).what().contains(mistake.words()), problems::toString);
        if (mistake.line(routes) > 0) {
            assertEquals(routes.file(mistake.file()) + ":" + mistake.line(routes), problems.get(0).file() + ":" + problems.get(0).line());
        }
    }

    /** Their parameters are functions, too, which are made only when the statement is executed. */
    @Test
    void theStatementsNameOnlyWhatARouteMay() throws Exception {
        Api api = Api.of("http://localhost");
        RouteBindings bindings = new RouteBindings(settings, api, "nhl");
        RouteRights rights = new RouteRights(bindings.properties(), bindings.beans(new InstanceId(), null, null));
        try (Stream<Path> statements = Files.walk(Path.of("src/main/resources/sql"))) {
            for (Path statement : statements.filter(Files::isRegularFile).toList()) {
                assertEquals(Optional.empty(), rights.simple(Files.readString(statement)), statement::toString);
            }
        }
    }

    @Test
    void severalMistakesAreToldAtOnce() throws Exception {
        Mistake.MISSING_BEAN.make(routes);
        Mistake.MISSING_CLASS.make(routes);

        assertEquals(List.of(routes.file("3-store").toString(), routes.file("error-policies").toString()),
                RoutesCheck.of(settings).stream().map(Problem::file).toList());
    }

    @Test
    void anEmptyFolderIsNoSetOfRoutes() throws Exception {
        for (Path file : Files.list(folder).toList()) {
            Files.delete(file);
        }
        assertTrue(RoutesCheck.of(settings).get(0).what().contains("no route file"));
    }

    @Test
    void aRouteThatTheProgramCallsMayNotGo() throws Exception {
        routes.edit("1-schedule", "uri: direct:preview-schedule", "uri: direct:look-ahead");
        assertTrue(RoutesCheck.of(settings).get(0).what().contains("no route begins with direct:preview-schedule, which the application calls"));
    }

    @Test
    void whatAnEditorKeepsBesideTheFileIsNoRoute() throws Exception {
        for (String name : List.of(".4-load.camel.yaml.swp", "4-load.camel.yaml~", ".#4-load.camel.yaml", "4-load.camel.yaml.orig")) {
            Files.writeString(folder.resolve(name), "half a");
        }
        assertEquals(List.of(), RoutesCheck.of(settings));
    }
}
