package nhldata.packaging;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The compose file and the Dockerfiles agree with the program, with make step1 and with one another. This reads them; it
 * needs no Docker, and cannot tell whether the images start.
 */
class DockerTest {

    private static final String COMPOSE = ProjectFiles.read("docker-compose.yml");
    private static final Map<String, Map<String, Object>> SERVICES = services();

    /** ${NAME:-default}, but not $${...}, which is for a shell in a container */
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z0-9_]+):-([^}]*)}");
    /** Variables that are not settings of the program. */
    private static final Map<String, String> OF_COMPOSE = Map.of("HOST_UID", "0", "HOST_GID", "0");
    private static final Set<String> OF_MAKE = Set.of("FROM", "TO", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");

    @Test
    void theJobIsGivenOnlySettingsThatItHas() {
        Set<String> given = new TreeSet<>(environment("job").keySet());
        assertTrue(given.contains("PGHOST"));
        given.removeAll(ProjectFiles.defaultsByVariable().keySet());
        assertEquals(Set.of(), given);
    }

    @Test
    void defaultsAreThoseOfTheProgramAndOfMake() {
        Map<String, String> expected = new HashMap<>(ProjectFiles.defaultsByVariable());
        expected.putAll(OF_COMPOSE);
        OF_MAKE.forEach(v -> expected.put(v, ofMake(v)));
        Map<String, String> given = defaults();
        expected.keySet().retainAll(given.keySet());
        assertEquals(new TreeMap<>(expected), given);
    }

    @Test
    void theExampleListsEveryVariableWithItsDefault() {
        Map<String, String> example = Pattern.compile("(?m)^([A-Z0-9_]+)=(.*)$").matcher(ProjectFiles.read(".env.example")).results()
                .collect(Collectors.toMap(v -> v.group(1), v -> v.group(2)));
        assertEquals(defaults(), new TreeMap<>(example));
    }

    @Test
    void portsAreThoseOfTheEmbeddedStackOnTheLoopbackAddress() {
        assertEquals(List.of("127.0.0.1:${PGPORT:-5432}:5432", "127.0.0.1:${S3_PORT:-9000}:9000",
                "127.0.0.1:${HTTP_PORT:-8080}:8080", "127.0.0.1:${HAWTIO_PORT:-8081}:8081"),
                SERVICES.values().stream().flatMap(s -> list(s, "ports").stream()).toList());
    }

    @Test
    void theJobFindsPostgresAndS3ByTheNamesOfTheirServices() {
        assertTrue(SERVICES.keySet().containsAll(Set.of("postgres", "s3")));
        assertEquals("postgres", environment("job").get("PGHOST"));
        assertEquals("5432", environment("job").get("PGPORT"));
        assertEquals("http://s3:9000", environment("job").get("S3_ENDPOINT_URL"));
        assertEquals(":9000", environment("s3").get("VGW_PORT"));
    }

    @Test
    void imagesHaveAVersion() {
        List<String> images = Stream.concat(
                SERVICES.values().stream().filter(s -> s.containsKey("image")).map(s -> (String) s.get("image")),
                dockerfiles().stream().flatMap(f -> lines(f, "FROM (\\S+)"))).toList();
        assertEquals(5, images.size());
        assertAll(images.stream().map(i -> () -> assertTrue(i.matches("[a-z0-9/.-]+:v?\\d[\\w.-]*"), i)));
    }

    @Test
    void whatIsCopiedAndMountedExists() {
        List<String> paths = new ArrayList<>(dockerfiles());
        dockerfiles().forEach(f -> lines(f, "COPY (?!--from)(\\S+) \\S+").forEach(paths::add));
        SERVICES.values().forEach(s -> list(s, "volumes").stream()
                .filter(v -> v.startsWith("./")).map(v -> v.substring(0, v.indexOf(':'))).forEach(paths::add));
        assertTrue(paths.containsAll(List.of("pom.xml", "src", "routes", "dbt/requirements.txt", "./routes", "./dbt")), paths.toString());
        assertAll(paths.stream().map(p -> () -> assertTrue(Files.exists(Path.of(p)), p)));
    }

    @Test
    void theJobIsNotRootAndCannotChangeItsImage() {
        assertEquals(true, SERVICES.get("job").get("read_only"));
        assertEquals(List.of("ALL"), list(SERVICES.get("job"), "cap_drop"));
        assertEquals(List.of("10001"), lines("Dockerfile", "USER (\\S+)").toList());
        assertEquals(1, lines("Dockerfile", "(HEALTHCHECK) ").count());
    }

    private static TreeMap<String, String> defaults() {
        return VARIABLE.matcher(COMPOSE).results()
                .collect(Collectors.toMap(v -> v.group(1), v -> v.group(2), DockerTest::same, TreeMap::new));
    }

    private static String same(String one, String other) {
        assertEquals(one, other, "two defaults for one variable");
        return one;
    }

    private static String ofMake(String variable) {
        return lines("Makefile", "(?:export )?" + variable + " \\?= (.*)$").findFirst().orElseThrow();
    }

    private static List<String> dockerfiles() {
        return List.of("Dockerfile", "docker/dbt.Dockerfile");
    }

    private static Stream<String> lines(String file, String start) {
        return Pattern.compile("(?m)^" + start).matcher(ProjectFiles.read(file)).results().map(r -> r.group(1));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() {
        Map<String, Object> file = (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(COMPOSE);
        return (Map<String, Map<String, Object>>) file.get("services");
    }

    /** With what a merge key brings in, which YAML 1.2 leaves to the reader. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> environment(String service) {
        Map<String, Object> own = new HashMap<>((Map<String, Object>) SERVICES.get(service).get("environment"));
        if (own.remove("<<") instanceof Map<?, ?> merged) {
            ((Map<String, Object>) merged).forEach(own::putIfAbsent);
        }
        return own;
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Map<String, Object> service, String key) {
        return (List<String>) service.getOrDefault(key, List.of());
    }
}
