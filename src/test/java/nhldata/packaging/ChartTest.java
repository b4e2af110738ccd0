package nhldata.packaging;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nhldata.config.Settings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Helm makes of the chart is what Kubernetes takes, and agrees with the program and with itself. Rendered by Helm's own
 * code, and checked against the classes of Kubernetes' API; no cluster has run it.
 */
class ChartTest {

    private static final String BROKER = "kafka.brokers=broker:9092";
    private static final String[] EVERYTHING = {BROKER, "monitoring.enabled=true", "ingress.enabled=true", "ingress.tlsSecret=tls",
            "kafka.clientConfig.name=kafka", "kafka.clientConfig.key=client",
            "secrets.HAWTIO_PASSWORD.name=nhldata", "secrets.HAWTIO_PASSWORD.key=hawtio", "networkPolicy.hawtioFrom[0].podSelector.matchLabels.a=b"};
    private static final Set<String> ROLES = Set.of("schedule", "fetch", "load", "marts", "web");
    /** Of the log, which is set up before there are settings. */
    private static final Set<String> OF_THE_LOG = Set.of("NHLDATA_LOG_DIR", "NHLDATA_LOG_FORMAT");
    /** Their variables. Parameters of pgjdbc count as one in the program, which cannot know whether a password is among them, and may be text here. */
    private static final Set<String> SECRETS = ProjectFiles.settings().entrySet().stream()
            .filter(s -> Settings.SECRETS.contains(s.getKey()) && !s.getKey().equals("postgres.parameters")).map(s -> s.getValue().variable()).collect(Collectors.toSet());

    @TempDir
    private static Path folder;
    private static Path plain;
    private static Chart alone;
    private static Chart shared;

    @BeforeAll
    static void render() throws IOException {
        plain = Chart.withoutHooks(folder);
        alone = Chart.rendered(plain);
        shared = Chart.rendered(plain, EVERYTHING);
    }

    @Test
    void helmFindsNothingWrongWithIt() {
        LintResult lint = new Helm(Chart.FOLDER).lint().strict().call();
        assertFalse(lint.isFailed(), () -> lint.getMessages().toString());
    }

    /** Those of operators (KEDA, Prometheus) have no classes there. */
    @Test
    void everyObjectIsOneThatKubernetesTakes() {
        List<Map<String, Object>> objects = both().flatMap(c -> c.objects().stream())
                .filter(o -> !o.get("apiVersion").toString().matches(".*(keda\\.sh|coreos\\.com).*")).toList();
        assertEquals(Set.of("ConfigMap", "Deployment", "Ingress", "Job", "NetworkPolicy", "PodDisruptionBudget", "Service", "ServiceAccount"),
                objects.stream().map(o -> o.get("kind").toString()).collect(Collectors.toSet()));
        assertAll(objects.stream().map(o -> () -> assertDoesNotThrow(() -> parse(o), () -> o.get("kind") + " " + Chart.name(o))));
    }

    private static void parse(Map<String, Object> object) throws Exception {
        String json = new ObjectMapper().writeValueAsString(object);
        Class<?> type = Class.forName("io.kubernetes.client.openapi.models.V1" + object.get("kind"));
        type.getMethod("validateJsonElement", JsonElement.class).invoke(null, JsonParser.parseString(json));
        type.getMethod("fromJson", String.class).invoke(null, json);
    }

    @Test
    void withoutABrokerOnePodDoesEverythingAndWithOneEveryRoleIsTaken() {
        assertEquals(List.of("nhldata-job"), alone.of("Deployment").stream().map(Chart::name).toList());
        assertNull(variable(alone.one("Deployment", "nhldata-job"), "NHL_ROLES"));
        assertFalse(configuration(alone).containsKey("NHL_GAMES_CHANNEL"));

        assertEquals(ROLES, shared.of("Deployment").stream()
                .flatMap(d -> Stream.of(variable(d, "NHL_ROLES").split(","))).collect(Collectors.toSet()));
        assertTrue(shared.of("Deployment").size() >= ROLES.size());
        assertEquals("web,marts", variable(Chart.rendered(plain, BROKER, "workers.web.roles[0]=web", "workers.web.roles[1]=marts").one("Deployment", "nhldata-web"), "NHL_ROLES"));
        assertEquals("kafka:nhl-games?brokers=broker:9092&groupId=nhldata", configuration(shared).get("NHL_GAMES_CHANNEL"));
    }

    @Test
    void fetchersAreScaledByTheLagOfTheGroupThatReadsTheChannel() {
        Map<String, Object> scaled = shared.one("ScaledObject", "nhldata-fetcher");
        Map<String, Object> fetcher = shared.one("Deployment", Yaml.textAt(scaled, "spec", "scaleTargetRef", "name"));
        assertEquals("fetch", variable(fetcher, "NHL_ROLES"));
        assertNull(Yaml.at(fetcher, "spec", "replicas"), "a number here would be set back at every upgrade");
        Matcher channel = Pattern.compile("kafka:([^?]+)\\?brokers=([^&]+)&groupId=(.+)").matcher(configuration(shared).get("NHL_GAMES_CHANNEL").toString());
        assertTrue(channel.matches());
        Map<String, Object> trigger = Yaml.mapAt(scaled, "spec", "triggers", 0, "metadata");
        assertEquals(List.of(channel.group(1), channel.group(2), channel.group(3)),
                Stream.of("topic", "bootstrapServers", "consumerGroup").map(trigger::get).toList());
        assertTrue(trigger.values().stream().allMatch(String.class::isInstance), "KEDA takes texts only: " + trigger);
        assertEquals(List.of(), alone.of("ScaledObject"));
    }

    @Test
    void podsAreGivenOnlySettingsThatTheProgramHas() {
        Set<String> given = new TreeSet<>();
        both().forEach(c -> given.addAll(configuration(c).keySet()));
        both().flatMap(c -> c.withPods().stream()).flatMap(p -> Chart.environment(p).stream())
                .map(v -> v.get("name").toString().replaceFirst("_FILE$", "")).forEach(given::add);
        assertTrue(given.containsAll(Set.of("PGHOST", "PGPASSWORD", "POSTGRES_MIGRATION_PASSWORD", "NHL_ROLES")), given::toString);
        given.removeAll(ProjectFiles.defaultsByVariable().keySet());
        given.removeAll(OF_THE_LOG);
        assertEquals(Set.of(), given);
    }

    @Test
    void aSecretIsAFileOutOfASecretAndNowhereText() throws IOException {
        assertAll(both().flatMap(c -> c.withPods().stream()).map(p -> () -> {
            Map<String, Object> files = new TreeMap<>();
            Chart.environment(p).stream().filter(v -> v.get("name").toString().matches(".*_FILE|NHL_GAMES_KAFKA_CONFIG"))
                    .forEach(v -> files.put(v.get("name").toString(), v.get("value")));
            assertFalse(files.isEmpty(), Chart.name(p));
            assertEquals(shared.of("Deployment").contains(p), files.containsKey("NHL_GAMES_KAFKA_CONFIG"), Chart.name(p));
            Set<String> mounted = Yaml.listAt(Chart.pod(p), "volumes").stream().filter(v -> Yaml.at(v, "projected") != null)
                    .flatMap(v -> Yaml.listAt(v, "projected", "sources").stream())
                    .map(s -> mountPath(p, "secrets") + "/" + Yaml.textAt(s, "secret", "items", 0, "path")).collect(Collectors.toSet());
            assertEquals(mounted, Set.copyOf(files.values()));
            Chart.environment(p).forEach(v -> assertFalse(SECRETS.contains(v.get("name")), v.toString()));
        }));
        assertTrue(both().flatMap(c -> configuration(c).keySet().stream()).noneMatch(SECRETS::contains));
        assertEquals(List.of(), both().flatMap(c -> c.of("Secret").stream()).toList());
        assertAll(SECRETS.stream().map(s -> () -> refused("config." + s + "=x")));
    }

    @Test
    void valuesThatMakeNoSenseAreRefused() {
        assertAll(Stream.of("image.tag=latest", "kafka.brokers=broker", "workers.fetcher.roles[0]=fetching", "workers.web=null", "stopSeconds=0",
                "unknown=1", "config.HTTP_PORT=9", "migration.user=").map(v -> () -> refused(v)));
    }

    private static void refused(String value) {
        assertThrows(IllegalStateException.class, () -> Chart.rendered(plain, value), value);
    }

    @Test
    void podsAreNotRootAndWriteOnlyWhereTheyMay() {
        assertAll(both().flatMap(c -> c.withPods().stream()).map(p -> () -> {
            assertEquals(true, Yaml.at(Chart.pod(p), "securityContext", "runAsNonRoot"));
            assertEquals(false, Chart.pod(p).get("automountServiceAccountToken"));
            Map<String, Object> container = Yaml.mapAt(Chart.container(p), "securityContext");
            assertEquals(true, container.get("readOnlyRootFilesystem"));
            assertEquals(false, container.get("allowPrivilegeEscalation"));
            assertEquals(List.of("ALL"), Yaml.listAt(container, "capabilities", "drop"));
            assertEquals("/tmp", mountPath(p, "tmp"));
            assertEquals("/var/log/nhldata", mountPath(p, "log"));
        }));
    }

    @Test
    void podsSayWhatTheyNeedAndHaveALimitOfMemory() {
        assertAll(both().flatMap(c -> c.withPods().stream()).map(p -> () -> {
            Map<String, Object> resources = Yaml.mapAt(Chart.container(p), "resources");
            assertTrue(Yaml.mapAt(resources, "requests").keySet().containsAll(Set.of("cpu", "memory")), Chart.name(p));
            assertTrue(Yaml.mapAt(resources, "limits").containsKey("memory"), Chart.name(p));
        }));
    }

    /** Beside the heap there are the JVM's own memory and, where the marts are built, dbt: the heap of the image is half of the limit. */
    @Test
    void theHeapLeavesRoomForTheRest() {
        assertTrue(ProjectFiles.read("Dockerfile").contains("-XX:MaxRAMPercentage=50") && ProjectFiles.read("pom.xml").contains("-XX:MaxRAMPercentage=50"));
    }

    @Test
    void theVolumeOfTheLogHoldsAllThatIsKept() {
        long kept = Stream.of("json-nhldata.xml", "json-nhldata-verbs.xml").map(f -> ProjectFiles.read("src/main/resources/logging/" + f))
                .mapToLong(xml -> megabytes(xml, "totalSizeCap") + megabytes(xml, "maxFileSize")).sum();
        assertAll(both().flatMap(c -> c.withPods().stream()).map(p -> () -> Yaml.listAt(Chart.pod(p), "volumes").stream()
                .filter(v -> "log".equals(Yaml.textAt(v, "name"))).map(v -> Yaml.textAt(v, "emptyDir", "sizeLimit")).filter(Objects::nonNull)
                .forEach(limit -> assertTrue(1024L * Integer.parseInt(limit.replace("Gi", "")) > kept, limit))));
    }

    private static long megabytes(String xml, String element) {
        return Pattern.compile("<" + element + ">(\\d+)MB<").matcher(xml).results().mapToLong(found -> Long.parseLong(found.group(1))).findFirst().orElseThrow();
    }

    @Test
    void imagesAreOfTheProgramsVersion() {
        assertEquals(Set.of("nhldata:" + ProjectFiles.version()),
                both().flatMap(c -> c.withPods().stream()).map(p -> Chart.container(p).get("image").toString()).collect(Collectors.toSet()));
    }

    @Test
    void probesAskPathsThatAreAnsweredAtThePortOfTheProgram() {
        String answered = ProjectFiles.read("src/main/java/nhldata/web/HealthPages.java");
        assertAll(both().flatMap(c -> c.of("Deployment").stream()).flatMap(d -> Stream.of("startupProbe", "livenessProbe", "readinessProbe").map(probe -> () -> {
            Map<String, Object> get = Yaml.mapAt(Chart.container(d), probe, "httpGet");
            assertEquals("http", get.get("port"));
            assertTrue(answered.contains("case \"" + get.get("path") + "\"") || answered.contains(", \"" + get.get("path") + "\"")
                    || answered.contains("serve(\"" + get.get("path") + "\""), () -> probe + " " + get);
        })));
        assertAll(both().flatMap(c -> c.of("Deployment").stream().map(d -> () -> {
            Map<Object, Object> ports = Yaml.listAt(Chart.container(d), "ports").stream().collect(Collectors.toMap(p -> Yaml.at(p, "name"), p -> Yaml.at(p, "containerPort")));
            assertEquals(configuration(c).get("HTTP_PORT"), ports.get("http").toString());
            assertEquals(configuration(c).get("HAWTIO_PORT"), ports.containsKey("hawtio") ? ports.get("hawtio").toString() : "off");
        })));
        assertEquals(ProjectFiles.defaultsByVariable().get("HTTP_PORT"), configuration(alone).get("HTTP_PORT"));
    }

    @Test
    void theServiceFindsThePageInBothShapes() {
        assertAll(both().map(c -> () -> {
            Map<String, Object> service = c.one("Service", "nhldata");
            List<String> found = c.withPods().stream().filter(p -> selects(Yaml.mapAt(service, "spec", "selector"), p)).map(Chart::name).toList();
            assertEquals(List.of(c == alone ? "nhldata-job" : "nhldata-web"), found);
            assertEquals("http", Yaml.at(service, "spec", "ports", 0, "targetPort"));
            assertEquals(true, Yaml.at(service, "spec", "publishNotReadyAddresses"), "a page that is away when it is wanted");
        }));
    }

    @Test
    void everyDeploymentHasItsDisruptionBudgetAndThePolicyIsOfAllPods() {
        assertAll(both().map(c -> () -> {
            assertEquals(c.of("Deployment").stream().map(Chart::name).toList(), c.of("PodDisruptionBudget").stream().map(Chart::name).toList());
            c.of("PodDisruptionBudget").forEach(b -> assertEquals(List.of(Chart.name(b)), c.withPods().stream()
                    .filter(p -> selects(Yaml.mapAt(b, "spec", "selector", "matchLabels"), p)).map(Chart::name).toList()));
            Map<String, Object> policy = c.one("NetworkPolicy", "nhldata");
            c.withPods().forEach(p -> assertTrue(selects(Yaml.mapAt(policy, "spec", "podSelector", "matchLabels"), p), Chart.name(p)));
            assertEquals(List.of("Ingress", "Egress"), Yaml.listAt(policy, "spec", "policyTypes"));
            assertEquals(configuration(c).get("HTTP_PORT"), Yaml.textAt(policy, "spec", "ingress", 0, "ports", 0, "port"));
            assertEquals(c == alone ? 1 : 2, Yaml.listAt(policy, "spec", "ingress").size(), "Hawtio is open to those who are named, and to nobody else");
        }));
    }

    @Test
    void kubernetesWaitsLongerThanTheProgramDoes() {
        assertAll(both().flatMap(c -> c.of("Deployment").stream().map(d -> () -> {
            int program = Integer.parseInt(configuration(c).get("NHL_ROUTES_STOP_SECONDS").toString());
            int kubernetes = Integer.parseInt(Yaml.textAt(Chart.pod(d), "terminationGracePeriodSeconds"));
            assertTrue(kubernetes >= program + 30, kubernetes + " and " + program);
        })));
    }

    @Test
    void theRoutesAreThoseOfTheCheckoutUnlessAnotherConfigMapIsNamed() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> routes = Files.list(Path.of("routes"))) {
            routes.forEach(f -> files.put(f.getFileName().toString(), ProjectFiles.read(f.toString())));
        }
        assertEquals(files, new TreeMap<>(Yaml.mapAt(alone.one("ConfigMap", "nhldata-routes"), "data")));
        Map<String, Object> job = alone.one("Deployment", "nhldata-job");
        assertEquals("/app/routes", mountPath(job, "routes"));

        Chart other = Chart.rendered(plain, "routes.configMap=mine");
        assertEquals("mine", Yaml.listAt(Chart.pod(other.one("Deployment", "nhldata-job")), "volumes").stream()
                .map(v -> Yaml.textAt(v, "configMap", "name")).filter(n -> n != null).findFirst().orElseThrow());
        assertTrue(other.of("ConfigMap").stream().noneMatch(c -> Chart.name(c).equals("nhldata-routes")));
    }

    @Test
    void theTablesAreMigratedBeforeByARoleOfItsOwn() {
        Map<String, Object> job = alone.one("Job", "nhldata-migrate");
        assertEquals(List.of("migrate"), Chart.container(job).get("args"));
        assertEquals("nhldata_migrator", variable(job, "POSTGRES_MIGRATION_USER"));
        assertTrue(ProjectFiles.read(Chart.FOLDER + "/templates/migrate.yaml").contains("helm.sh/hook: pre-install,pre-upgrade"));
        assertNull(Chart.pod(job).get("serviceAccountName"), "a hook runs before the chart's own objects are there");
        assertTrue(Yaml.listAt(Chart.container(job), "envFrom").isEmpty());
        assertEquals(List.of(), Chart.rendered(plain, "migration.enabled=false").of("Job"));
    }

    @Test
    void prometheusGetsTheRulesAndTheDashboardOfTheProject() {
        assertEquals(Yaml.read(ProjectFiles.read("deploy/prometheus/nhldata-alerts.yml")), Yaml.mapAt(shared.one("PrometheusRule", "nhldata"), "spec"));
        assertEquals(ProjectFiles.read("deploy/grafana/nhldata-dashboard.json"),
                Yaml.at(shared.one("ConfigMap", "nhldata-dashboard"), "data", "nhldata-dashboard.json"));
        Map<String, Object> endpoint = Yaml.mapAt(shared.one("PodMonitor", "nhldata"), "spec", "podMetricsEndpoints", 0);
        assertEquals("http /metrics", endpoint.get("port") + " " + endpoint.get("path"));
        assertEquals(List.of(), alone.of("PrometheusRule"));
    }

    private static Stream<Chart> both() {
        return Stream.of(alone, shared);
    }

    private static Map<String, Object> configuration(Chart chart) {
        return Yaml.mapAt(chart.one("ConfigMap", "nhldata"), "data");
    }

    private static String variable(Map<String, Object> object, String name) {
        return Chart.environment(object).stream().filter(v -> v.get("name").equals(name)).map(v -> v.get("value").toString()).findFirst().orElse(null);
    }

    private static boolean selects(Map<String, Object> selector, Map<String, Object> object) {
        return !selector.isEmpty() && Chart.podLabels(object).entrySet().containsAll(selector.entrySet());
    }

    private static String mountPath(Map<String, Object> object, String volume) {
        return Yaml.listAt(Chart.container(object), "volumeMounts").stream().filter(m -> volume.equals(Yaml.at(m, "name")))
                .map(m -> Yaml.textAt(m, "mountPath")).findFirst().orElse(null);
    }
}
