package nhldata.web;

import static nhldata.testing.FakeApi.boxscore;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import nhldata.monitoring.Monitoring;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.RequestLatch;
import nhldata.testing.RunningJob;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** The HTTP API and the pages of the runs, in a job that runs. Three games on 4 December 2022. */
@ExtendWith(Stack.class)
class RunApiIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "it-token-of-the-api-1234";
    private static final String DATE = "2022-12-04";
    private static final String BACKFILL = "{\"kind\": \"backfill\", \"from\": \"" + DATE + "\", \"to\": \"" + DATE + "\"}";
    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static FakeApi api;
    private static TestEnvironment world;
    private static RunningJob job;
    private static JsonNode description;

    @BeforeAll
    static void aJobWithAToken(TestEnvironment empty) throws Exception {
        LOG.start();
        ((Logger) LoggerFactory.getLogger("nhldata")).addAppender(LOG);
        api = FakeApi.ofSampleLeague();
        world = empty.asking(api).with("http.api-token", TOKEN).with("nhl.schedule.heartbeat", 300).with("nhl.routes.stop-seconds", 2);
        job = RunningJob.start(world);
        description = JSON.readTree(job.get("/api/openapi.json").body());
    }

    @AfterAll
    static void stop() throws Exception {
        job.close();
        api.close();
        ((Logger) LoggerFactory.getLogger("nhldata")).detachAppender(LOG);
    }

    @BeforeEach
    void heal() {
        api.heal();
    }

    @Test
    void aRunIsStartedFollowedAndShown() throws Exception {
        HttpResponse<String> started = post("/api/runs", BACKFILL);

        assertEquals(202, started.statusCode(), started.body());
        JsonNode answer = valid(started, "Started");
        assertEquals(answer.get("href").asText(), started.headers().firstValue("Location").orElseThrow());
        JsonNode run = ended(answer.get("run_id").asText());
        assertEquals("succeeded | 3", run.get("status").asText() + " | " + run.get("games").size());
        assertEquals(run.get("run_id"), valid(get("/api/runs?limit=1"), "Runs").at("/runs/0/run_id"));
        assertEquals(200, get("/api/runs/last").statusCode());

        String page = job.get("/runs/" + run.get("run_id").asText()).body();
        assertTrue(page.contains("3 found, 3 loaded (3 of them new or changed)") && page.contains("<code>nhldata backfill --from " + DATE), page);
        assertTrue(job.get("/runs").body().contains("<a href=\"/runs/" + run.get("run_id").asText() + "\">"));
        assertTrue(job.get("/").body().contains("<a href=\"/runs/" + run.get("run_id").asText() + "\">"));
        assertEquals(404, job.get("/runs/20200101-000000-sweep-000000").statusCode());
        assertEquals(404, job.get("/runsx").statusCode());
    }

    /** Two games fail in different stages and for different reasons; one of each kind is replayed. */
    @Test
    void whatFailedIsReplayedByReasonByStageAndByGame() throws Exception {
        String date = "2022-12-05";
        ended(JSON.readTree(post("/api/runs", BACKFILL.replace(DATE, date)).body()).get("run_id").asText());
        List<String> games = world.rows("select game_id from etl.game where game_date = '" + date + "' order by 1");
        world.execute("insert into etl.dead_letter (game_id, game_date, stage, reason_class, reason, run_id)"
                + " select game_id, game_date, case when game_id = " + games.get(0) + " then 'load' else 'boxscore' end, case when game_id = " + games.get(0)
                + " then 'storage' else 'api' end, '<b>why</b>', run_id from etl.game where game_id in (" + games.get(0) + ", " + games.get(1) + ")");

        assertEquals(400, post("/api/runs", "{\"kind\": \"replay\", \"reason\": \"bug\"}").statusCode());
        assertTrue(post("/api/runs", "{\"kind\": \"replay\", \"reason\": \"bug\"}").body().contains("there is no open dead letter with a reason of class bug"));
        JsonNode byReason = replay("{\"kind\": \"replay\", \"reason\": \"storage\"}");
        assertEquals("[" + games.get(0) + "]", byReason.findValuesAsText("game_id").toString());
        assertEquals("nhldata dlq replay --reason storage", byReason.get("command").asText());
        JsonNode byStage = replay("{\"kind\": \"replay\", \"stage\": \"boxscore\", \"reason\": \"api\"}");
        assertEquals("[" + games.get(1) + "]", byStage.findValuesAsText("game_id").toString());
        assertEquals("0", world.row("select count(*) from etl.dead_letter where state = 'open'"));

        HttpResponse<String> none = post("/api/runs", "{\"kind\": \"replay\", \"game\": \"" + games.get(1) + "\"}");
        assertEquals(400, none.statusCode());
        assertTrue(none.body().contains("To fetch it again run: nhldata dlq replay " + games.get(1) + " --force"), none.body());
        api.forgetRequests();
        JsonNode again = replay("{\"kind\": \"replay\", \"game\": \"" + games.get(1) + "\", \"force\": true}");
        assertEquals("succeeded | [" + games.get(1) + "]", again.get("status").asText() + " | " + again.findValuesAsText("game_id"));
        assertEquals(1, api.requests("/boxscore"));
    }

    @Test
    void aRunIsCancelledAndASecondOneMayNotBeStartedMeanwhile() throws Exception {
        String date = "2022-12-06";
        String id;
        try (RequestLatch latch = api.holdAfter(1, "/boxscore")) {
            id = JSON.readTree(post("/api/runs", BACKFILL.replace(DATE, date)).body()).get("run_id").asText();
            latch.awaitHeld();
            HttpResponse<String> second = post("/api/runs", BACKFILL);
            assertEquals(409, second.statusCode(), second.body());
            assertTrue(second.body().contains("run " + id + " is in progress. Try again after it has ended"), second.body());
            assertTrue(job.get("/runs/" + id).body().contains("<code>nhldata runs cancel " + id + "</code>"));

            HttpResponse<String> cancelled = post("/api/runs/" + id + "/cancel", "{\"why\": \"wrong <dates>\"}");
            assertEquals(202, cancelled.statusCode(), cancelled.body());
            valid(cancelled, "Cancelled");
            assertEquals(202, post("/api/runs/" + id + "/cancel", "").statusCode());
        }
        JsonNode run = ended(id);
        assertEquals("cancelled | by the HTTP API: wrong <dates>", run.get("status").asText() + " | " + run.get("cancel_reason").asText());
        HttpResponse<String> late = post("/api/runs/" + id + "/cancel", "{}");
        assertEquals(409, late.statusCode());
        assertTrue(late.body().contains("has ended (cancelled): there is nothing to cancel"), late.body());
        String page = job.get("/runs/" + id).body();
        assertTrue(page.contains("wrong &lt;dates&gt;") && !page.contains("wrong <dates>"), page);
        assertEquals("succeeded", ended(JSON.readTree(post("/api/runs", BACKFILL.replace(DATE, date)).body()).get("run_id").asText()).get("status").asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'' | no token", "Bearer wrong-token-of-the-api-1 | wrong token", "Bearer | no token", "Basic dXNlcjpwYXNz | no token",
            "Bearer it-token-of-the-api-123 | wrong token", "Bearer IT-TOKEN-OF-THE-API-1234 | wrong token"})
    void withoutTheTokenNothingIsAnswered(String header, String words) throws Exception {
        int before = LOG.list.size();
        HttpRequest.Builder request = HttpRequest.newBuilder(job.page("/api/runs"));
        HttpResponse<String> answer = CLIENT.send((header.isEmpty() ? request : request.header("Authorization", header)).build(), BodyHandlers.ofString());
        assertEquals("401 Bearer", answer.statusCode() + " " + answer.headers().firstValue("WWW-Authenticate").orElse(""));
        assertTrue(valid(answer, "Error").get("error").asText().startsWith(words), answer.body());
        List<String> logged = LOG.list.subList(before, LOG.list.size()).stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertTrue(logged.stream().anyMatch(line -> line.contains("GET request for the HTTP API from 127.0.0.1 rejected: " + words)), logged.toString());
        assertTrue(logged.stream().noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("token-of-the-api")), logged.toString());
        assertFalse(answer.body().contains("token-of-the-api"), answer.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{} | 400 | kind",
        "[] | 400 | the body is not as",
        "null | 400 | the body must be a JSON object",
        "{\"kind\": \"walk\"} | 400 | kind must be one of sweep, backfill, rederive, load, replay",
        "{\"kind\": \"backfill\", \"from\": \"2022-13-01\", \"to\": \"2022-12-04\"} | 400 | from must be a date such as",
        "{\"kind\": \"backfill\", \"from\": \"2022-12-05\", \"to\": \"2022-12-04\"} | 400 | is before the first",
        "{\"kind\": \"backfill\", \"from\": 20221204, \"to\": \"2022-12-04\"} | 400 | from must be a date such as",
        "{\"kind\": \"backfill\", \"from\": \"2022-12-04\", \"to\": \"2022-12-04\", \"only\": \"due\"} | 400 | only must be one of missing, failed, all",
        "{\"kind\": \"load\", \"from\": \"2022-12-04\"} | 400 | a run of kind load has no from",
        "{\"kind\": \"load\", \"who\": \"me\"} | 400 | the body is not as",
        "{\"kind\": \"load\"} {} | 400 | the body is not as",
        "{\"kind\": \"replay\", \"game\": \"x' or true\"} | 400 | GAME must be ten digits",
        "{\"kind\": \"replay\", \"stage\": \"all\"} | 400 | stage must be one of schedule, calendar, boxscore, store, load",
        "{\"kind\": \"replay\", \"game\": \"2099020001\", \"force\": true} | 400 | is in no schedule that was read"})
    void aBodyThatIsNotPossibleIsRefusedWithTheReason(String body, int status, String words) throws Exception {
        String runs = world.row("select count(*) from etl.run");
        HttpResponse<String> answer = post("/api/runs", body);
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(valid(answer, "Error").get("error").asText().contains(words), answer.body());
        assertEquals(runs, world.row("select count(*) from etl.run"));
    }

    @Test
    void otherMethodsPathsBodiesAndLengthsAreRefused() throws Exception {
        assertEquals(404, get("/api/walk").statusCode());
        assertEquals(404, get("/api/runs/20200101-000000-sweep-000000").statusCode());
        assertEquals(400, get("/api/runs/a%27b").statusCode());
        assertEquals(400, get("/api/runs?limit=0").statusCode());
        assertEquals(405, get("/api/runs/last/cancel").statusCode());
        assertEquals("405 GET, POST", send(request("/api/runs").DELETE()).statusCode() + " " + send(request("/api/runs").DELETE()).headers().firstValue("Allow").orElseThrow());
        assertEquals(400, send(request("/api/runs").header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString("kind=load"))).statusCode());
        assertEquals(413, post("/api/runs", " ".repeat(10_001)).statusCode());
        assertEquals(409, post("/api/runs/last/cancel", "").statusCode());
    }

    /** Every path and method of the description exists, and there is none without the token but the description itself. */
    @Test
    void theDescriptionIsThatOfTheApi() throws Exception {
        assertEquals("3.1.0", description.get("openapi").asText());
        Set<String> unprotected = new TreeSet<>();
        for (var path : description.get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                HttpRequest.Builder request = HttpRequest.newBuilder(job.page(path.getKey().replace("{run}", "20200101-000000-sweep-000000")))
                        .method(method.getKey().toUpperCase(Locale.ROOT), BodyPublishers.noBody());
                if (CLIENT.send(request.build(), BodyHandlers.ofString()).statusCode() != 401) {
                    unprotected.add(method.getKey() + " " + path.getKey());
                }
                int status = send(request.header("Authorization", "Bearer " + TOKEN)).statusCode();
                assertTrue(method.getValue().get("responses").has(String.valueOf(status)), method.getKey() + " " + path.getKey() + ": " + status);
            }
        }
        assertEquals(Set.of("get /api/openapi.json"), unprotected);
    }

    @Test
    void withoutASettingTheApiIsOffAndAShortTokenIsRejectedAtTheStart() throws Exception {
        Monitoring monitoring = new Monitoring();
        try (WebServer off = WebServer.start(world.with("http.port", 0).with("http.api-token", "").settings(), job.application().camel(), monitoring, job.operations())) {
            for (String path : List.of("/api/runs", "/api/openapi.json")) {
                HttpResponse<String> answer = send(HttpRequest.newBuilder(off.statusPage().orElseThrow().resolve(path)).header("Authorization", "Bearer " + TOKEN));
                assertEquals("404 the HTTP API is off: to turn it on set HTTP_API_TOKEN", answer.statusCode() + " " + JSON.readTree(answer.body()).get("error").asText());
            }
        } finally {
            monitoring.close();
        }
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> world.with("http.api-token", "short").settings().check());
        assertTrue(refusal.getMessage().contains("HTTP_API_TOKEN") && refusal.getMessage().contains("at least 16 characters"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("short"), refusal.getMessage());
    }

    @Test
    void retriesAreCountedByTheMetric() throws Exception {
        String game = world.rows("select min(game_id) from etl.game").get(0);
        double before = retries();
        if (game.equals("null")) {
            ended(JSON.readTree(post("/api/runs", BACKFILL).body()).get("run_id").asText());
            game = world.row("select min(game_id) from etl.game");
        }
        api.fault(boxscore(game), Fault.status(503), 2);
        JsonNode run = replay("{\"kind\": \"replay\", \"game\": \"" + game + "\", \"force\": true}");
        assertEquals(2, run.at("/games/0/retries").asInt(), run.toString());
        assertEquals(before + 2, retries());
    }

    private static double retries() throws Exception {
        return job.get("/metrics").body().lines().filter(line -> line.startsWith("nhldata_retries_total{") && line.contains("\"boxscore\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    private static JsonNode replay(String body) throws Exception {
        HttpResponse<String> started = post("/api/runs", body);
        assertEquals(202, started.statusCode(), started.body());
        return ended(JSON.readTree(started.body()).get("run_id").asText());
    }

    private static JsonNode ended(String id) throws Exception {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !JSON.readTree(get("/api/runs/" + id).body()).path("status").asText("running").equals("running"));
        // the thread that has started it ends a moment later
        Awaitility.await().until(() -> !job.operations().lastStarted().endsWith("is in progress"));
        return valid(get("/api/runs/" + id), "RunDetails");
    }

    /** The document, which is as its schema says and has no field that the schema has not. */
    private static JsonNode valid(HttpResponse<String> answer, String schema) throws Exception {
        JsonNode document = JSON.readTree(answer.body());
        ObjectNode closed = (ObjectNode) description.deepCopy();
        closed.put("$ref", "#/components/schemas/" + schema);
        closed.withObject("/components/schemas/" + schema).put("unevaluatedProperties", false);
        for (String part : List.of("Game", "Stage", "Line")) {
            closed.withObject("/components/schemas/" + part).put("unevaluatedProperties", false);
        }
        assertEquals(Set.of(), JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(closed).validate(document), answer.body());
        return document;
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(job.page(path)).header("Authorization", "Bearer " + TOKEN);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
