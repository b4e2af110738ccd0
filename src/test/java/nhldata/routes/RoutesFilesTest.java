package nhldata.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nhldata.config.DefaultSettings;
import nhldata.ledger.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every route file, told from the files alone: nothing is started. */
class RoutesFilesTest {

    private static final Path ROUTING = Path.of("src/main/java/nhldata/bindings/RouteBindings.java");
    private static final Path SQL = Path.of("src/main/resources/sql");

    private static final Set<String> GROUPS = Set.of("trigger", "run", "schedule", "boxscore", "store", "load", "marts", "notify", "api", "archive", "dead-letter");

    private static JsonSchema schema;

    static Stream<RouteFile> files() {
        return RouteFile.all().stream();
    }

    @BeforeAll
    static void readTheSchemaThatCamelShips() throws IOException {
        try (InputStream in = RoutesFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema = JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(new ObjectMapper().readTree(in));
        }
    }

    @Test
    void theFolderHoldsThePath() {
        List<String> names = files().map(RouteFile::toString).toList();
        for (String stage : List.of("0-trigger", "0-run", "0-recovery", "1-schedule", "2-boxscore", "2-bios", "3-store", "4-load", "4-import", "5-marts", "6-notify", "api", "archive", "dead-letter", "error-policies")) {
            assertTrue(names.contains(stage + ".camel.yaml"), stage + " in " + names);
        }
    }

    /** A reader holds all of it in mind: see docs/architecture.md. */
    @Test
    void routesAreFewAndFilesAreShort() {
        assertTrue(files().mapToLong(f -> routes(f).count()).sum() <= 50);
        List<String> tooLong = files().filter(f -> !f.toString().startsWith("error-policies") && f.text().lines().count() > 130).map(RouteFile::toString).toList();
        assertEquals(List.of(), tooLong);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRouteHasTheGroupOfItsStage(RouteFile file) {
        assertEquals(List.of(), routes(file).filter(route -> !GROUPS.contains(route.path("group").asText())).map(route -> route.path("id").asText()).toList());
    }

    /** A variable is local to the route that sets it, the statements that route names included. Those of the table in docs/architecture.md are read elsewhere. */
    @Test
    void sixVariablesAreReadOutsideTheRouteThatSetsThem() throws IOException {
        Set<String> elsewhere = new TreeSet<>();
        for (RouteFile file : RouteFile.all()) {
            for (String block : file.text().split("(?m)^(?=- route)")) {
                StringBuilder text = new StringBuilder(block);
                for (String sql : found("classpath:sql/([\\w./-]+)", block)) {
                    text.append(Files.readString(SQL.resolve(sql)));
                }
                Set<String> read = found("\\$\\{variable[.:](\\w+)", text.toString());
                read.addAll(found("variableSend: (\\w+)", block));
                read.removeAll(found("(?m)(?:setVariable: \\{name: |variableReceive: |^ +- \\{name: )(\\w+)", block));
                elsewhere.addAll(read);
            }
        }
        assertEquals(Set.of("run", "runId", "stage", "task", "document", "path"), elsewhere);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileBeginsWithInOutAndFails(RouteFile file) {
        List<String> head = file.text().lines().takeWhile(line -> line.startsWith("#")).toList();
        assertTrue(head.get(0).startsWith("# In: "), head.get(0));
        List<String> labels = head.stream().map(line -> line.replaceAll("^# (In|Out|Fails): +\\S.*", "$1"))
                .filter(label -> label.matches("In|Out|Fails")).toList();
        assertEquals(List.of("In", "Out", "Fails"), labels);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsValidByTheSchemaOfTheDsl(RouteFile file) {
        assertEquals(Set.of(), schema.validate(file.root()));
    }

    @Test
    void theSchemaRefusesWhatIsNoRoute() throws IOException {
        JsonNode typo = new ObjectMapper().readTree("[{\"route\": {\"from\": {\"uri\": \"direct:a\", \"steps\": [{\"too\": {\"uri\": \"log:a\"}}]}}}]");
        assertFalse(schema.validate(typo).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRouteHasAnIdAndADescription(RouteFile file) {
        List<String> without = new ArrayList<>();
        for (JsonNode top : file.root()) {
            String kind = top.fieldNames().next();
            JsonNode route = top.get(kind);
            if (!Set.of("route", "routeConfiguration").contains(kind) || route.path("id").asText().isBlank()
                    || route.path("description").asText().isBlank()) {
                without.add(kind + " " + route.path("id").asText());
            }
        }
        assertEquals(List.of(), without);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsInTheCanonicalForm(RouteFile file) {
        assertEquals(List.of(), CanonicalForm.violations(file.root()));
    }

    @Test
    void everyIdIsThereOnce() {
        List<String> ids = files().flatMap(f -> f.values("id")).sorted().toList();
        assertEquals(List.copyOf(new TreeSet<>(ids)), ids);
    }

    @Test
    void everyConfigurationThatARouteNamesIsThere() {
        Set<String> there = new HashSet<>();
        files().forEach(f -> f.root().forEach(top -> there.add(top.path("routeConfiguration").path("id").asText())));
        assertEquals(Set.of(), missing(files().flatMap(f -> f.values("routeConfigurationId")).flatMap(names -> Stream.of(names.split(","))), there));
    }

    /**
     * With a dot Camel takes the whole call for OGNL, looks for steps in it, and copies the exchange twice in place of once. (A property of a
     * variable needs one; the step {@code bean} is not concerned.)
     */
    @ParameterizedTest
    @MethodSource("files")
    void theParametersOfAMethodExpressionAreVariablesWithAColon(RouteFile file) {
        Pattern method = Pattern.compile("\\{method: \\{ref: \\w+, method: \"(\\w+\\([^\"]*\\))\"|bean:(\\w+\\?method=\\w+\\([^)]*\\))");
        List<String> ognl = method.matcher(file.text()).results().map(call -> call.group(1) == null ? call.group(2) : call.group(1))
                .filter(call -> call.contains("${variable."))
                .filter(call -> !call.replaceAll("\\$\\{variable[.:]\\w+}|\\$\\{body}", "").contains("$"))
                .toList();
        assertEquals(List.of(), ognl, "write ${variable:name}");
    }

    /**
     * A route without an error handler is redelivered as a whole by the one that calls it, and Camel counts in headers: without them it tries
     * for ever. A dead letter is written when all that is over, and a notification has its retries in the ledger.
     */
    @ParameterizedTest
    @MethodSource("files")
    void aRouteThatIsRedeliveredAsAWholeKeepsTheCount(RouteFile file) {
        List<String> forgetful = new ArrayList<>();
        for (JsonNode top : file.root()) {
            JsonNode route = top.path("route");
            JsonNode steps = route.path("from").path("steps");
            for (int i = 0; i < steps.size() - 1; i++) {
                JsonNode removed = steps.get(i).path("removeHeaders");
                if (route.path("errorHandler").has("noErrorHandler") && removed.path("pattern").asText().equals("*") && !removed.has("excludePattern")
                        && !Set.of("dead-letter", "deliver-notification").contains(route.path("id").asText())) {
                    forgetful.add(route.path("id").asText());
                }
            }
        }
        assertEquals(List.of(), forgetful, "write excludePattern: \"CamelRedeliver*\"");
    }

    @Test
    void everyDirectEndpointThatIsCalledIsARoute() {
        Set<String> there = new HashSet<>();
        files().forEach(f -> f.root().forEach(top -> there.add(top.path("route").path("from").path("uri").asText())));
        assertEquals(Set.of(), missing(files().flatMap(f -> f.values("uri")).filter(uri -> uri.startsWith("direct:")), there));
    }

    @Test
    void everyBeanIsBound() throws IOException {
        Set<String> bound = found("beans\\.put\\(\"(\\w+)\"", Files.readString(ROUTING));
        Set<String> named = new TreeSet<>();
        for (RouteFile file : RouteFile.all()) {
            file.values("ref").forEach(named::add);
            file.values("onExceptionOccurredRef").forEach(named::add);
            file.values("aggregationStrategy").map(name -> name.replaceFirst("^#", "")).forEach(named::add);
            named.addAll(found("\\$\\{bean:(\\w+)", file.text()));
        }
        for (Path sql : sqlFiles()) {
            named.addAll(found("\\$\\{bean:(\\w+)", Files.readString(sql)));
        }
        assertTrue(named.containsAll(Set.of("apiPaths", "failedAttempt", "csvFiles", "runs", "owner")), named.toString());
        assertEquals(Set.of(), missing(named.stream(), bound));
    }

    @Test
    void everyStatementIsThereAndNamed() throws IOException {
        Set<String> named = new TreeSet<>();
        files().forEach(f -> named.addAll(found("classpath:sql/([\\w./-]+)", f.text())));
        named.addAll(found("\"/sql/([\\w./-]+)\"", Files.readString(Path.of("src/main/java/nhldata/run/InterruptedRuns.java"))));
        Set<String> there = new TreeSet<>();
        sqlFiles().forEach(f -> there.add(SQL.relativize(f).toString()));
        assertEquals(there, named);
    }

    @Test
    void everyStageThatARouteNamesIsOne() {
        Set<String> named = new TreeSet<>();
        files().forEach(f -> named.addAll(found("\\{name: stage, expression: \\{constant: \\{expression: (\\w+)", f.text())));
        assertTrue(named.contains("boxscore"), named::toString);
        Stream.of(Stage.values()).map(Stage::word).forEach(named::remove);
        assertEquals(Set.of(), named);
    }

    @Test
    void everySettingThatARouteNamesIsOne() throws IOException {
        Properties settings = DefaultSettings.load().all();
        Set<String> known = new HashSet<>(settings.stringPropertyNames());
        known.addAll(found("properties\\.setProperty\\(\"(nhl[\\w.-]+)\"", Files.readString(ROUTING)));
        Set<String> named = new TreeSet<>();
        files().forEach(f -> named.addAll(found("\\{\\{([^}]*)}}", f.text())));
        for (Path sql : sqlFiles()) {
            named.addAll(found("\\$\\{properties:([^}]*)}", Files.readString(sql)));
        }
        assertTrue(named.contains("nhl.load.batch"));
        assertEquals(Set.of(), missing(named.stream(), known));
    }

    private static Stream<JsonNode> routes(RouteFile file) {
        List<JsonNode> routes = new ArrayList<>();
        file.root().forEach(top -> Optional.ofNullable(top.get("route")).ifPresent(routes::add));
        return routes.stream();
    }

    private static List<Path> sqlFiles() throws IOException {
        try (Stream<Path> files = Files.walk(SQL)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Set<String> missing(Stream<String> named, Set<String> there) {
        Set<String> missing = new TreeSet<>(named.toList());
        missing.removeAll(there);
        return missing;
    }

    private static Set<String> found(String pattern, String text) {
        Set<String> found = new TreeSet<>();
        for (Matcher m = Pattern.compile(pattern).matcher(text); m.find();) {
            found.add(m.group(1));
        }
        return found;
    }
}
