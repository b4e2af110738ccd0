package nhldata.packaging;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
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

/**
 * The compose files and the Dockerfile agree with the program, with make step1 and with one another. This reads them; it
 * needs no Docker, and cannot tell whether the images start. {@code make lint} holds them against the schema of compose.
 */
class DockerTest {

    private static final String COMPOSE = ProjectFiles.read("docker-compose.yml");
    private static final Map<String, Object> SERVICES = Yaml.mapAt(Yaml.read(COMPOSE), "services");
    private static final Map<String, Object> SECRETS = Yaml.read(ProjectFiles.read("deploy/docker/secrets.yml"));
    private static final List<String> OF_THE_PROGRAM = List.of("job", "fetcher", "loader");

    /** ${NAME:-default}, but not $${...}, which is for a shell in a container */
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z0-9_]+):-([^}]*)}");
    /** Variables that are not settings of the program. */
    private static final Map<String, String> OF_COMPOSE = Map.of("HOST_UID", "0", "HOST_GID", "0",
            "PROMETHEUS_PORT", "9090", "GRAFANA_PORT", "3000", "GRAFANA_PASSWORD", "admin");
    private static final Set<String> OF_MAKE = Set.of("FROM", "TO", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    /** What the image and the shape of the stack decide. */
    private static final Set<String> OF_THE_IMAGE = Set.of("HTTP_HOST", "HTTP_PORT", "HAWTIO_HOST", "HAWTIO_PORT", "NHL_ROUTES_DIR",
            "NHL_MARTS_PYTHON", "NHL_MARTS_PROJECT", "DATA_DIR", "S3_PORT");

    @Test
    void theJobIsGivenOnlySettingsThatItHas() {
        Set<String> given = new TreeSet<>();
        OF_THE_PROGRAM.forEach(s -> given.addAll(environment(s).keySet()));
        OF_THE_PROGRAM.forEach(s -> Yaml.mapAt(SECRETS, "services", s, "environment").keySet().forEach(v -> given.add(v.replaceFirst("_FILE$", ""))));
        lines("Dockerfile", "ENV ((?:.*\\\\\\n)*.*)$").flatMap(e -> Stream.of(e.split("[\\s\\\\]+"))).filter(e -> e.startsWith("NHL_") || e.startsWith("HTTP"))
                .forEach(e -> given.add(e.substring(0, e.indexOf('='))));
        assertTrue(given.containsAll(Set.of("PGHOST", "PGPASSWORD", "NHL_ROLES", "NHL_MARTS_PYTHON")), given::toString);
        given.removeAll(ProjectFiles.defaultsByVariable().keySet());
        assertEquals(Set.of(), given);
    }

    @Test
    void everySettingReachesTheJob() {
        Set<String> missing = new TreeSet<>(ProjectFiles.defaultsByVariable().keySet());
        missing.removeAll(environment("job").keySet());
        missing.removeAll(OF_THE_IMAGE);
        assertEquals(Set.of(), missing);
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
        assertEquals(defaults(), new TreeMap<>(example("")));
        Map<String, String> further = example("#");
        assertTrue(further.containsKey("NHL_NOTIFY_SLACK_URL"), further::toString);
        further.forEach((name, value) -> assertEquals(ProjectFiles.defaultsByVariable().get(name), value, name));
    }

    private static Map<String, String> example(String before) {
        return Pattern.compile("(?m)^" + before + "([A-Z0-9_]+)=(.*)$").matcher(ProjectFiles.read(".env.example")).results()
                .collect(Collectors.toMap(v -> v.group(1), v -> v.group(2)));
    }

    @Test
    void portsAreThoseOfTheEmbeddedStackOnTheLoopbackAddress() {
        assertEquals(List.of("127.0.0.1:${PGPORT:-5432}:5432", "127.0.0.1:${S3_PORT:-9000}:9000",
                "127.0.0.1:${HTTP_PORT:-8080}:8080", "127.0.0.1:${HAWTIO_PORT:-8081}:8081",
                "127.0.0.1:${PROMETHEUS_PORT:-9090}:9090", "127.0.0.1:${GRAFANA_PORT:-3000}:3000"),
                SERVICES.values().stream().flatMap(s -> Yaml.listAt(s, "ports").stream()).toList());
    }

    @Test
    void theJobFindsPostgresAndS3ByTheNamesOfTheirServices() {
        assertTrue(SERVICES.keySet().containsAll(Set.of("postgres", "s3")));
        assertAll(OF_THE_PROGRAM.stream().map(s -> () -> {
            assertEquals("postgres", environment(s).get("PGHOST"));
            assertEquals("5432", environment(s).get("PGPORT"));
            assertEquals("http://s3:9000", environment(s).get("S3_ENDPOINT_URL"));
        }));
        assertEquals(":9000", environment("s3").get("VGW_PORT"));
    }

    @Test
    void withoutAProfileThereIsOneMachineAndWithKafkaTheWorkersReadOneChannel() {
        assertEquals(Set.of("postgres", "s3", "job"), SERVICES.keySet().stream().filter(s -> Yaml.listAt(SERVICES, s, "profiles").isEmpty()).collect(Collectors.toSet()));
        assertEquals(Set.of("kafka", "fetcher", "loader"), ofProfile("kafka"));
        assertEquals(Set.of("prometheus", "grafana"), ofProfile("monitoring"));

        String channel = environment("fetcher").get("NHL_GAMES_CHANNEL").toString();
        String broker = environment("kafka").get("KAFKA_ADVERTISED_LISTENERS").toString().replace("PLAINTEXT://", "");
        assertTrue(channel.startsWith("kafka:nhl-games?brokers=" + broker + "&"), channel + " " + broker);
        assertEquals(channel, environment("loader").get("NHL_GAMES_CHANNEL"));
        assertTrue(ProjectFiles.read("Makefile").contains("NHL_GAMES_CHANNEL='" + channel + "'"), "make step1 STACK=kafka has another channel");
        assertNull(environment("job").get("NHL_GAMES_CHANNEL"), "it is the environment's to say");
        assertEquals(List.of("fetch", "load"), Stream.of("fetcher", "loader").map(s -> environment(s).get("NHL_ROLES")).toList());
        assertEquals(false, Yaml.at(SERVICES, "job", "depends_on", "kafka", "required"), "without the profile there is no kafka");
    }

    private static Set<String> ofProfile(String profile) {
        return SERVICES.keySet().stream().filter(s -> Yaml.listAt(SERVICES, s, "profiles").contains(profile)).collect(Collectors.toSet());
    }

    @Test
    void imagesHaveAVersion() {
        List<String> images = Stream.concat(
                SERVICES.values().stream().map(s -> Yaml.textAt(s, "image")).filter(i -> i != null),
                lines("Dockerfile", "FROM (\\S+)")).toList();
        assertEquals(11, images.size(), images::toString);
        assertAll(images.stream().map(i -> () -> assertTrue(i.matches("[a-z0-9/.-]+:v?\\d[\\w.-]*"), i)));
        assertAll(Stream.concat(OF_THE_PROGRAM.stream(), Stream.of("dbt"))
                .map(s -> () -> assertEquals("nhldata:" + ProjectFiles.version(), Yaml.at(SERVICES, s, "image"))));
        assertEquals(".", Yaml.at(SERVICES, "job", "build"), "nobody else builds the image of the workers");
        assertEquals(lines("pom.xml", " *<image\\.base>(.*)</image.base>").toList(), lines("Dockerfile", "FROM (\\S+)$").toList(), "make image has another base");
    }

    @Test
    void whatIsCopiedAndMountedExists() {
        List<String> paths = new ArrayList<>(lines("Dockerfile", "COPY (?!--from)(\\S+) \\S+").toList());
        SERVICES.values().forEach(s -> Yaml.listAt(s, "volumes").stream().map(Object::toString)
                .filter(v -> v.startsWith("./")).map(v -> v.substring(0, v.indexOf(':'))).forEach(paths::add));
        assertTrue(paths.containsAll(List.of("pom.xml", "src", "routes", "dbt/requirements.txt", "./routes", "./dbt", "./deploy/docker/grafana")), paths.toString());
        assertAll(paths.stream().map(p -> () -> assertTrue(Files.exists(Path.of(p)), p)));
    }

    @Test
    void theJobIsNotRootAndCannotChangeItsImage() {
        assertAll(OF_THE_PROGRAM.stream().map(s -> () -> {
            assertEquals(true, Yaml.at(SERVICES, s, "read_only"));
            assertEquals(List.of("ALL"), Yaml.listAt(SERVICES, s, "cap_drop"));
            List<Object> writable = new ArrayList<>(Yaml.listAt(SERVICES, s, "tmpfs"));
            Yaml.listAt(SERVICES, s, "volumes").stream().map(Object::toString).filter(v -> !v.endsWith(":ro")).forEach(writable::add);
            assertEquals(Set.of("/tmp", "/var/log/nhldata"), writable.stream()
                    .map(v -> v.toString().replaceFirst("^logs:|:uid=10001$", "").replaceFirst(":uid=10001$", "")).collect(Collectors.toSet()));
        }));
        assertEquals(List.of("10001"), lines("Dockerfile", "USER (\\S+)").toList());
    }

    @Test
    void theImageStartsFromTheArchiveThatItsBuildMade() {
        String dockerfile = ProjectFiles.read("Dockerfile");
        String archive = Pattern.compile("-XX:ArchiveClassesAtExit=(\\S+)").matcher(dockerfile).results().map(m -> m.group(1)).findFirst().orElseThrow();
        assertEquals(List.of(archive), Pattern.compile("-XX:SharedArchiveFile=([^\\s\",]+)").matcher(dockerfile).results().map(m -> m.group(1)).toList());
        assertEquals("/app/nhldata.jsa", archive, "bin/nhldata looks for it beside /app/nhldata.jar");
    }

    @Test
    void theImagesRunWithTheCompilerAndTheCollectorOfTheProgramAtHome() {
        String pom = ProjectFiles.read("pom.xml");
        for (String option : List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=0.3", "-XX:+UseSerialGC")) {
            assertTrue(ProjectFiles.read("bin/nhldata").contains(option), option);
            assertTrue(ProjectFiles.read("Dockerfile").split("ENTRYPOINT")[1].contains(option), option);
            assertTrue(option.startsWith("-XX:Compile") || lines("Dockerfile", "(RUN .*-XX:ArchiveClassesAtExit.*)").allMatch(run -> run.contains(option)), option + ": the archive too");
            assertTrue(pom.contains("<entrypoint>java,") && pom.split("<entrypoint>")[1].contains(option), option);
        }
    }

    @Test
    void theMartsAreBuiltByTheDbtOfTheImage() {
        String python = lines("Dockerfile", ".*NHL_MARTS_PYTHON=(\\S+)").findFirst().orElseThrow();
        assertEquals(List.of(python, "/app/dbt/build_marts.py"), Yaml.listAt(SERVICES, "dbt", "entrypoint"));
        assertEquals(List.of("./dbt:/app/dbt:ro"), mounts("dbt"));
        assertEquals(List.of("/app"), lines("Dockerfile", "WORKDIR (\\S+)").skip(1).toList());
    }

    @Test
    void itsHealthIsAskedForWhereItIsAnswered() {
        String path = Pattern.compile("GET (/health\\S*) ").matcher(ProjectFiles.read("Dockerfile")).results().map(m -> m.group(1)).findFirst().orElseThrow();
        assertTrue(ProjectFiles.read("src/main/java/nhldata/web/HealthPages.java").contains("\"" + path + "\""), path);
        assertEquals(1, lines("Dockerfile", "(HEALTHCHECK) ").count());
    }

    @Test
    void composeWaitsLongerThanTheProgramDoes() {
        int program = Integer.parseInt(ProjectFiles.defaultsByVariable().get("NHL_ROUTES_STOP_SECONDS"));
        assertAll(OF_THE_PROGRAM.stream().map(s -> () -> {
            int compose = Integer.parseInt(Yaml.textAt(SERVICES, s, "stop_grace_period").replaceFirst("s$", ""));
            assertTrue(compose >= 2 * program, compose + " and " + program);
        }));
    }

    @Test
    void passwordsMayStandInFilesThatReplaceTheVariables() {
        assertTrue(SERVICES.keySet().containsAll(Yaml.mapAt(SECRETS, "services").keySet()));
        assertAll(Yaml.mapAt(SECRETS, "services").entrySet().stream().map(s -> () -> {
            List<Object> mounted = Yaml.listAt(s.getValue(), "secrets");
            assertTrue(Yaml.mapAt(SECRETS, "secrets").keySet().containsAll(mounted) && !mounted.isEmpty(), mounted::toString);
            Yaml.mapAt(s.getValue(), "environment").forEach((name, value) -> {
                if (name.endsWith("_FILE")) {
                    assertTrue(mounted.contains(value.toString().replaceFirst("^/run/secrets/", "")), name + " " + value);
                    assertEquals("", Yaml.at(s.getValue(), "environment", name.replaceFirst("_FILE$", "")), s.getKey() + ": both are set");
                } else {
                    assertEquals("", value, s.getKey() + ": " + name);
                }
            });
        }));
        assertAll(Yaml.mapAt(SECRETS, "secrets").entrySet().stream()
                .map(s -> () -> assertEquals("./secrets/" + s.getKey(), Yaml.at(s.getValue(), "file"))));
        assertTrue(ProjectFiles.read(".gitignore").lines().anyMatch("secrets/"::equals), "git would take them");
    }

    @Test
    void prometheusAsksEveryContainerOfTheProgramAndGrafanaShowsTheDashboard() {
        Map<String, Object> prometheus = Yaml.read(ProjectFiles.read("deploy/docker/prometheus.yml"));
        Map<String, Object> of = Yaml.read(ProjectFiles.read("deploy/prometheus/prometheus.yml"));
        assertEquals(OF_THE_PROGRAM, Yaml.listAt(prometheus, "scrape_configs", 0, "dns_sd_configs", 0, "names"));
        assertEquals("8080", Yaml.textAt(prometheus, "scrape_configs", 0, "dns_sd_configs", 0, "port"));
        assertEquals(Yaml.at(of, "scrape_configs", 0, "job_name"), Yaml.at(prometheus, "scrape_configs", 0, "job_name"), "the rules ask for that job");
        String rules = "/etc/prometheus/" + Yaml.at(prometheus, "rule_files", 0);
        assertTrue(mounts("prometheus").contains("./deploy/prometheus/nhldata-alerts.yml:" + rules + ":ro"), rules);
        String dashboards = Yaml.textAt(Yaml.read(ProjectFiles.read("deploy/docker/grafana/dashboards/nhldata.yml")), "providers", 0, "options", "path");
        assertTrue(mounts("grafana").contains("./deploy/grafana:" + dashboards + ":ro"), dashboards);
        assertEquals("http://prometheus:9090", Yaml.at(Yaml.read(ProjectFiles.read("deploy/docker/grafana/datasources/prometheus.yml")), "datasources", 0, "url"));
    }

    private static List<Object> mounts(String service) {
        return Yaml.listAt(SERVICES, service, "volumes");
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

    private static Stream<String> lines(String file, String start) {
        return Pattern.compile("(?m)^" + start).matcher(ProjectFiles.read(file)).results().map(r -> r.group(1));
    }

    private static Map<String, Object> environment(String service) {
        return Yaml.mapAt(SERVICES, service, "environment");
    }
}
