package nhldata.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nhldata.config.HttpSettings;
import nhldata.testing.Browser;
import nhldata.testing.RunningJob;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health, metrics and Hawtio of a job that has run two days of the sample league. */
@ExtendWith(Stack.class)
class OperatorPortsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "a-password-that-nobody-else-has";

    @TempDir
    static Path folder;
    private static TestEnvironment world;
    private static RunningJob job;

    @BeforeAll
    static void aJobThatHasRun(TestEnvironment given) throws Exception {
        world = given.with("nhl.api.url", "sample").with("nhl.schedule.enabled", true).with("nhl.schedule.cron", "0 0 10 1 1 ? 2099");
        job = RunningJob.start(world);
        job.application().sweep("sweep", "2020-08-04", "2020-08-05", "missing");
        // a series with labels is there when the ledger has something to count
        world.execute("insert into etl.dead_letter (game_date, stage, reason_class, reason, run_id) select '2020-08-06', 'schedule', 'api', 'no answer', run_id from etl.run");
    }

    @AfterAll
    static void stop() throws Exception {
        job.close();
    }

    @Nested
    class Health {

        @Test
        void ofAJobThatIsWellIsSaidInWords() throws Exception {
            assertEquals(200, job.get("/health/live").statusCode());
            assertEquals(200, job.get("/health").statusCode());
            JsonNode health = JSON.readTree(job.get("/health/ready").body());
            assertEquals("UP", health.get("status").asText());
            assertEquals(List.of("database", "bucket", "api", "routes", "action required"),
                    health.get("checks").findValuesAsText("name"));
            assertTrue(health.get("checks").get(2).get("message").asText().startsWith("last response 200 "));
        }

        @Test
        void ofAProcessSaysNothingOfTheJobAsAWhole() throws Exception {
            assertEquals(200, job.get("/health/process").statusCode());
            assertEquals(List.of("database", "bucket", "routes"),
                    JSON.readTree(job.get("/health/process").body()).get("checks").findValuesAsText("name"));
        }

        @Test
        void namesARouteThatSomebodyStopped() throws Exception {
            job.application().camel().getRouteController().stopRoute("load-worker");
            try {
                assertEquals(503, job.get("/health/ready").statusCode());
                assertEquals("not running: load-worker (load)", JSON.readTree(job.get("/health/ready").body()).get("reason").asText());
                assertEquals(503, job.get("/health/process").statusCode());
                assertEquals(200, job.get("/health/live").statusCode(), "a restart is not called for");
            } finally {
                job.application().camel().getRouteController().startRoute("load-worker");
            }
        }

        @Test
        void isCamelsHealthToo() throws Exception {
            Set<String> checks = org.apache.camel.health.HealthCheckHelper.invoke(job.application().camel(), "full").stream()
                    .map(r -> r.getCheck().getId()).collect(Collectors.toSet());
            assertTrue(checks.containsAll(Set.of("database", "bucket", "api", "routes", "action-required")), checks.toString());
        }

        @Test
        void putsNoRequestOnTheApi() throws Exception {
            String before = requests();
            job.get("/health/ready");
            job.get("/");
            job.get("/metrics");
            assertEquals(before, requests());
        }

        private String requests() throws Exception {
            return Pattern.compile("(?m)^nhldata_fetch_seconds_count\\{outcome=\"ok\"} (.*)$").matcher(job.get("/metrics").body())
                    .results().map(r -> r.group(1)).findFirst().orElseThrow();
        }
    }

    @Nested
    class Metrics {

        @Test
        void areThoseOfTheDocumentation() throws Exception {
            String scrape = job.get("/metrics").body();
            List<MatchResult> rows = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\|").matcher(Files.readString(Path.of("docs/metrics.md"))).results().toList();
            assertTrue(rows.size() > 15);
            assertAll(rows.stream().map(row -> () -> {
                assertTrue(scrape.contains("# TYPE " + row.group(1) + " " + row.group(2) + "\n"), row.group());
                assertTrue(scrape.contains("# HELP " + row.group(1) + " "), row.group());
            }));
            Set<String> documented = rows.stream().map(r -> r.group(1)).collect(Collectors.toCollection(TreeSet::new));
            Set<String> ours = Pattern.compile("(?m)^# TYPE (nhldata_\\w+?)(_max)? ").matcher(scrape).results().map(r -> r.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            documented.removeIf(name -> !name.startsWith("nhldata_"));
            assertEquals(documented, ours);
        }

        @Test
        void haveTheGroupOfEachRoute() throws Exception {
            String scrape = job.get("/metrics").body();
            List<Route> routes = job.application().camel().getRoutes();
            assertTrue(routes.stream().map(Route::getGroup).toList().containsAll(List.of("schedule", "boxscore", "store", "load", "notify", "run", "trigger")), routes::toString);
            assertAll(routes.stream().map(route -> () -> {
                assertNotNull(route.getGroup(), route.getRouteId());
                assertTrue(Pattern.compile("(?m)^camel_exchanges_total\\{(?=.*group=\"" + route.getGroup() + "\").*routeId=\"" + route.getRouteId() + "\"").matcher(scrape).find(), route.getRouteId());
            }));
        }

        @Test
        void tellWhatTheLedgerHolds() throws Exception {
            String scrape = job.get("/metrics").body();
            String loaded = world.row("select count(*) from etl.game where state = 'loaded'");
            assertTrue(scrape.contains("nhldata_games{state=\"loaded\"} " + loaded + ".0\n"), loaded);
            assertTrue(scrape.contains("nhldata_rows_total{change=\"inserted\"} " + world.row("select count(*) from game_stats") + ".0\n"));
            assertTrue(scrape.contains("nhldata_last_run{status=\"succeeded\"} 1.0\n"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"deploy/grafana/nhldata-dashboard.json", "deploy/prometheus/nhldata-alerts.yml"})
        void thatDeployNamesExist(String file) throws Exception {
            String scrape = job.get("/metrics").body();
            Set<String> names = Pattern.compile("\\b(?:nhldata|camel|jvm|hikaricp|process)_\\w+(?=[{ \\[)])").matcher(expressions(file)).results()
                    .map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
            assertTrue(names.size() > 3, names.toString());
            names.removeIf(name -> Pattern.compile("(?m)^" + name + "(\\{| )").matcher(scrape).find());
            assertEquals(Set.of(), names);
        }

        private static String expressions(String file) throws IOException {
            JsonNode tree = file.endsWith(".json") ? JSON.readTree(Path.of(file).toFile()) : null;
            return tree != null ? String.join("\n", tree.findValuesAsText("expr"))
                    : Files.readAllLines(Path.of(file)).stream().filter(l -> l.contains("expr:")).collect(Collectors.joining("\n"));
        }

        @Test
        void andRulesAreWhatPromtoolAccepts() throws Exception {
            Optional<Path> promtool = Stream.of(System.getenv("PATH").split(":")).map(dir -> Path.of(dir, "promtool")).filter(Files::isExecutable).findFirst();
            Assumptions.assumeTrue(promtool.isPresent(), "there is no promtool here");
            for (List<String> arguments : List.of(List.of("check", "rules", "nhldata-alerts.yml"), List.of("test", "rules", "nhldata-alerts.test.yml"),
                    List.of("check", "config", "--syntax-only", "prometheus.yml"))) {
                Process process = new ProcessBuilder(Stream.concat(Stream.of(promtool.get().toString()), arguments.stream()).toList())
                        .directory(Path.of("deploy/prometheus").toFile()).redirectErrorStream(true).start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(process.waitFor(30, TimeUnit.SECONDS));
                assertEquals(0, process.exitValue(), output);
            }
        }
    }

    @Nested
    class Hawtio {

        private static final String ROUTE = "org.apache.camel:context=nhldata,type=routes,name=\\\"run-heartbeat\\\"";

        @ParameterizedTest
        @ValueSource(strings = {
            "{'type':'version'}",
            "{'type':'list'}",
            "{'type':'search','mbean':'org.apache.camel:type=routes,*'}",
            "{'type':'read','mbean':'ROUTE','attribute':'ExchangesTotal'}",
            "{'type':'read','mbean':'java.lang:type=Memory'}",
            "{'type':'exec','mbean':'org.apache.camel:context=nhldata,type=context,name=\\\"nhldata\\\"','operation':'dumpRoutesAsXml()'}",
            "{'type':'exec','mbean':'ROUTE','operation':'dumpRouteAsXml()'}",
            "{'type':'exec','mbean':'ROUTE','operation':'stop()'}",
            "{'type':'exec','mbean':'ROUTE','operation':'start()'}",
            "{'type':'exec','mbean':'org.apache.camel:context=nhldata,type=services,name=DefaultInflightRepository','operation':'browse()'}",
            "{'type':'exec','mbean':'nhldata:type=DeadLetters','operation':'list'}",
            "{'type':'exec','mbean':'nhldata:type=Job','operation':'status'}"})
        void mayDoWhatItsConsoleNeeds(String request) throws Exception {
            assertEquals(200, status(request));
        }

        @ParameterizedTest
        @ValueSource(strings = {
            "{'type':'read','mbean':'java.lang:type=Runtime','attribute':'SystemProperties'}",
            "{'type':'read','mbean':'java.lang:type=Runtime','attribute':'InputArguments'}",
            "{'type':'exec','mbean':'com.sun.management:type=DiagnosticCommand','operation':'vmSystemProperties'}",
            "{'type':'exec','mbean':'com.sun.management:type=DiagnosticCommand','operation':'compilerDirectivesAdd','arguments':[['/etc/passwd']]}",
            "{'type':'exec','mbean':'com.sun.management:type=HotSpotDiagnostic','operation':'dumpHeap','arguments':['/tmp/heap',true]}",
            "{'type':'exec','mbean':'jdk.management.jfr:type=FlightRecorder','operation':'newRecording'}",
            "{'type':'exec','mbean':'java.util.logging:type=Logging','operation':'setLoggerLevel','arguments':['','ALL']}",
            "{'type':'exec','mbean':'java.lang:type=Memory','operation':'gc'}",
            "{'type':'exec','mbean':'ROUTE','operation':'remove()'}",
            "{'type':'exec','mbean':'ROUTE','operation':'updateRouteFromXml(java.lang.String)','arguments':['<route/>']}",
            "{'type':'exec','mbean':'org.apache.camel:context=nhldata,type=context,name=\\\"nhldata\\\"','operation':'stop()'}",
            "{'type':'exec','mbean':'org.apache.camel:context=nhldata,type=context,name=\\\"nhldata\\\"','operation':'sendBody(java.lang.String,java.lang.Object)','arguments':['file:x','y']}",
            "{'type':'write','mbean':'java.lang:type=Memory','attribute':'Verbose','value':true}",
            "{'type':'write','mbean':'ROUTE','attribute':'TracingEnabled','value':true}"})
        void mayDoNothingElse(String request) throws Exception {
            assertFalse(status(request) == 200, request);
        }

        @Test
        void isNotForPagesFromElsewhere() throws Exception {
            assertEquals(403, job.jolokia("{\"type\":\"version\"}", "Origin", "http://evil.example").statusCode());
            assertEquals(403, job.jolokia("{\"type\":\"version\"}", "Origin", "null").statusCode());
            String own = job.web().hawtio().orElseThrow().resolve("/").toString().replaceAll("/$", "");
            assertEquals(200, job.jolokia("{\"type\":\"version\"}", "Origin", own).statusCode());
        }

        @Test
        void isNotForANameThatWasMadeToPointHere() throws Exception {
            assertEquals(403, statusForHost(job.web().hawtio().orElseThrow().getPort(), "/hawtio/jolokia", "evil.example"));
            assertEquals(403, statusForHost(job.page("/").getPort(), "/", "evil.example:80"));
            assertEquals(200, statusForHost(job.page("/").getPort(), "/", "127.0.0.1:80"));
        }

        @Test
        void neverTellsThePassword() throws Exception {
            StringBuilder all = new StringBuilder();
            for (JsonNode name : JSON.readTree(job.jolokia("{\"type\":\"search\",\"mbean\":\"*:*\"}").body()).get("value")) {
                all.append(job.jolokia(JSON.writeValueAsString(Map.of("type", "read", "mbean", name.asText()))).body());
            }
            assertTrue(all.length() > 10_000);
            assertFalse(all.toString().contains(world.settings().get("s3.secret-key")));
        }

        @Test
        void leadsToNoOtherProcess() {
            assertThrows(ClassNotFoundException.class, () -> Class.forName("org.jolokia.service.jsr160.Jsr160RequestHandler"));
        }

        @Test
        void aLinkOnAPageElsewhereStopsNoRoute() throws Exception {
            int port = job.web().hawtio().orElseThrow().getPort();
            assertEquals(405, statusForHost(port, "/hawtio/jolokia/exec/org.apache.camel:context=nhldata,type=routes,name=!%22run-heartbeat!%22/stop()", "localhost"));
            assertEquals(405, statusForHost(port, "/hawtio/jolokia?p=list", "localhost"));
        }

        @Test
        void beyondThisMachineThereIsNoneWithoutAPassword() throws Exception {
            try (HttpPort port = HttpPort.open("0.0.0.0", 0, Set.of())) {
                assertTrue(nhldata.web.Hawtio.on(port, HttpSettings.of(world.settings())).isEmpty());
            }
        }

        @Test
        void asksForThePasswordThatIsSet() throws Exception {
            try (HttpPort port = HttpPort.open("0.0.0.0", 0, Set.of());
                    nhldata.web.Hawtio hawtio = nhldata.web.Hawtio.on(port, HttpSettings.of(world.settings().with("hawtio.password", SECRET))).orElseThrow()) {
                assertEquals(401, status(hawtio, "/hawtio/camel", null));
                assertEquals(401, status(hawtio, "/hawtio/jolokia", "admin:wrong"));
                assertEquals(200, status(hawtio, "/hawtio/camel", "admin:" + SECRET));
                assertEquals(200, status(hawtio, "/hawtio/jolokia/version", "admin:" + SECRET));
            }
        }

        @Test
        void hasNoServerSideOfItsWar() throws Exception {
            int port = job.web().hawtio().orElseThrow().getPort();
            assertFalse(answer(port, "/hawtio/WEB-INF/web.xml", "localhost").contains("<web-app"));
            assertFalse(answer(port, "/hawtio/proxy/http/127.0.0.1/1/", "localhost").contains("jolokia"));
        }

        @Test
        void showsTheRoutesInABrowser() throws Exception {
            Assumptions.assumeTrue(Browser.program().isPresent(), "there is no Chromium here");
            try (Browser browser = Browser.start(folder)) {
                browser.size(1280, 800).open(job.web().hawtio().orElseThrow());
                // routes by their group, which is the stage
                browser.await("document.body.textContent.includes('dead-letter')");
                browser.evaluate("[...document.querySelectorAll('a,button')].filter(e => e.textContent.trim() === 'Expand all')[0].click()");
                browser.await("document.body.textContent.includes('restore-boxscore')");
                browser.evaluate("[...document.querySelectorAll('button,span')].filter(e => e.textContent.trim() === 'sweep')[0].click()");
                browser.await("document.body.textContent.includes('Route Diagram')");
                browser.evaluate("[...document.querySelectorAll('a,button')].filter(e => e.textContent.trim() === 'Route Diagram')[0].click()");
                browser.await("document.querySelectorAll('.react-flow__node').length > 5");
                browser.screenshot(Path.of("target", "screenshots", "hawtio.png"), false);
                assertTrue(browser.requests().stream().filter(url -> url.startsWith("http")).allMatch(url -> url.startsWith("http://localhost:")),
                        browser.requests().toString());
            }
        }

        /** When the clock fires next. */
        @Test
        void showsTheTriggersOfQuartzInABrowser() throws Exception {
            Assumptions.assumeTrue(Browser.program().isPresent(), "there is no Chromium here");
            try (Browser browser = Browser.start(Files.createDirectories(folder.resolve("quartz")))) {
                browser.size(1280, 800).open(job.web().hawtio().orElseThrow().resolve("/hawtio/quartz"));
                browser.await("document.body.textContent.includes('Triggers')");
                browser.evaluate("[...document.querySelectorAll('a,button')].filter(e => e.textContent.trim() === 'Triggers')[0].click()");
                browser.await("document.body.textContent.includes('0 0 10 1 1 ? 2099')");
                browser.screenshot(Path.of("target", "screenshots", "quartz.png"), false);
            }
        }

        private int status(String request) throws Exception {
            JsonNode answer = JSON.readTree(job.jolokia(request.replace("ROUTE", ROUTE).replace('\'', '"').replace("\\\\\"", "\\\"")).body());
            return answer.path("status").asInt();
        }

        private static int status(nhldata.web.Hawtio hawtio, String path, String credentials) throws IOException {
            String header = credentials == null ? "" : "Authorization: Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)) + "\r\n";
            return Integer.parseInt(answer(hawtio.url().getPort(), path, "localhost\r\n" + header.stripTrailing()).substring(9, 12));
        }
    }

    @Test
    void aTakenPortCostsTheJobNothingButThePage() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TestEnvironment crowded = world.with("http.port", taken.getLocalPort()).with("hawtio.port", taken.getLocalPort());
            nhldata.monitoring.Monitoring monitoring = new nhldata.monitoring.Monitoring();
            try (WebServer web = WebServer.start(crowded.settings(), job.application().camel(), monitoring, job.operations())) {
                assertEquals(Optional.empty(), web.statusPage());
                assertEquals(Optional.empty(), web.hawtio());
            }
        }
    }

    @Test
    void withoutPostgresPageAndProbesSaySoInWords() throws Exception {
        nhldata.monitoring.Monitoring monitoring = new nhldata.monitoring.Monitoring();
        try (WebServer web = WebServer.start(world.settings().with("postgres.port", 1).with("http.port", 0), job.application().camel(), monitoring, job.operations())) {
            int port = web.statusPage().orElseThrow().getPort();
            assertTrue(answer(port, "/health", "localhost").contains("unavailable: "));
            assertTrue(answer(port, "/metrics", "localhost").contains("nhldata_ledger_up 0.0"));
            assertTrue(answer(port, "/", "localhost").contains("PostgreSQL unavailable (ledger)"));
        }
    }

    private static int statusForHost(int port, String path, String host) throws IOException {
        return Integer.parseInt(answer(port, path, host).substring(9, 12));
    }

    /** By hand, because Java's client lets nobody choose the Host. */
    private static String answer(int port, String path, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
