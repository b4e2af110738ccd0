package nhldata.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import nhldata.app.Application;
import nhldata.deadletter.DeadLetterService;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.TestEnvironment;
import nhldata.testing.WebhookServer;
import nhldata.testing.WithSampleLeague;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An API that somebody else has taken over: it sends headers, places, sizes and ids that are meant to do harm. */
class HostileApiIT extends WithSampleLeague {

    private static final String DATE = "2022-10-11";
    private static final String SCHEDULE = "/v1/schedule/" + DATE;

    @RegisterExtension
    private static final FakeApi elsewhere = FakeApi.ofSampleLeague();
    private static List<String> undisturbed;

    @BeforeAll
    static void runUndisturbed(TestEnvironment empty) throws Exception {
        undisturbed = empty.asking(api).sweepUndisturbed(DATE, DATE);
    }

    @Test
    void headersThatSteerCamelAreDropped() throws Exception {
        api.fault("/v1/", Fault.headers(Map.ofEntries(
                Map.entry("CamelHttpUri", elsewhere.url()), Map.entry("CamelHttpPath", "/v1/elsewhere"),
                Map.entry("CAMELHTTPQUERY", "a=b"), Map.entry("camelhttpmethod", "DELETE"),
                Map.entry("CamelAwsS3Key", "stolen"), Map.entry("CamelAwsS3BucketName", "elsewhere"),
                Map.entry("CamelAwsS3Operation", "deleteBucket"), Map.entry("CamelSqlQuery", "drop table game_stats"),
                Map.entry("CamelFileName", "../../stolen"), Map.entry("CamelSqlUpdateCount", "0"),
                Map.entry("CamelRedeliveryCounter", "99"), Map.entry("CamelRedelivered", "true"),
                Map.entry("org.apache.camel.steal", "true"), Map.entry("CamelPgCopyLines", "7"))));

        world.sweep(DATE, DATE);

        assertEquals(List.of(), world.rows("select distinct stage, reason from etl.dead_letter"));
        assertEquals(undisturbed, world.gameStats());
        assertEquals(0, elsewhere.requests(""));
        assertEquals(List.of(), world.keys("").stream().filter(key -> !key.matches("(raw|player_game_stats)/.*")).toList());
    }

    @Test
    void aHeaderThatCountsRedeliveriesStealsNoTry() throws Exception {
        api.fault("2022020044/boxscore", (exchange, document) -> {
            exchange.getResponseHeaders().set("CamelRedeliveryCounter", "99");
            Fault.status(503).answer(exchange, document);
        }, 3);
        assertEquals("succeeded", world.sweep(DATE, DATE).status());
        assertEquals(4, api.requests("2022020044/boxscore"));
    }

    @Test
    void nobodyIsFollowedToAnotherHost() throws Exception {
        api.fault("2022020044/boxscore", Fault.redirect(elsewhere.url() + FakeApi.boxscore("2022020044")));
        assertEquals("partial", world.sweep(DATE, DATE).status());
        assertEquals(0, elsewhere.requests(""));
        assertTrue(reason("2022020044").contains("status 302"), reason("2022020044"));
    }

    @Test
    void whatIsCompressedIsUnpackedOnce() throws Exception {
        api.fault("/boxscore", Fault.gzipped());
        assertEquals("succeeded", world.sweep(DATE, DATE).status());
        assertEquals(undisturbed, world.gameStats());
    }

    @Test
    void whatHasNoEndIsBrokenOffAndExplained() throws Exception {
        byte[] deep = ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.US_ASCII);
        byte[] digits = ("{\"id\": " + "9".repeat(1_000_000) + "}").getBytes(StandardCharsets.US_ASCII);
        byte[] text = ("{\"id\": \"" + "x".repeat(900_000) + "\"}").getBytes(StandardCharsets.US_ASCII);
        api.fault("2022020044/boxscore", Fault.gzipBomb(200))
                .fault("2022020045/boxscore", Fault.endless())
                .fault("2022020046/boxscore", Fault.other(deep))
                .fault("2022020047/boxscore", Fault.other(digits))
                .fault("2022020048/boxscore", Fault.other(text))
                .fault("2022020049/boxscore", Fault.drip(50));

        assertEquals("partial", world.with("nhl.api.total-timeout", 1_500).with("nhl.api.response-timeout", 1_200).sweep(DATE, DATE).status());

        assertEquals(List.of("2022020044 | document", "2022020045 | document", "2022020046 | document", "2022020047 | document",
                "2022020048 | document", "2022020049 | api"),
                world.rows("select game_id, reason_class from etl.dead_letter order by 1"));
        assertTrue(reason("2022020044").contains("larger than the limit of 1 MB"), reason("2022020044"));
        assertTrue(reason("2022020045").contains("larger than the limit of 1 MB"), reason("2022020045"));
        assertTrue(reason("2022020046").contains("exceeds a limit"), reason("2022020046"));
        assertTrue(reason("2022020047").contains("exceeds a limit"), reason("2022020047"));
        assertTrue(reason("2022020048").contains("exceeds a limit"), reason("2022020048"));
        assertTrue(reason("2022020049").contains("exceeded its deadline of 1500 ms"), reason("2022020049"));
        assertEquals(100_000, world.deadLetterObject(world.row("select payload_key from etl.dead_letter where game_id = 2022020044")).length);
    }

    @Test
    void idsThatAreNoneNeverBecomeKeysOrRequests() throws Exception {
        for (String id : List.of("\"2022020044'; drop table game_stats; --\"", "20220200440")) {
            byte[] hostile = api.original(SCHEDULE).toString().replace("\"id\":2022020044", "\"id\":" + id)
                    .getBytes(StandardCharsets.UTF_8);
            assertTrue(new String(hostile, StandardCharsets.UTF_8).contains(id));
            api.heal();
            api.fault("/schedule/", Fault.other(hostile));
            assertEquals("partial", world.sweep(DATE, DATE).status(), id);
            String why = world.row("select reason from etl.dead_letter where state = 'open'");
            assertTrue(why.contains(".id: must be a game id of ten digits"), why);
        }
        assertEquals(11, api.requests("/boxscore"));
        assertEquals(0, api.requests("2022020044"));
        assertEquals(List.of(), world.keys("").stream().filter(key -> key.contains("2022020044")).toList());
        assertEquals("11", world.row("select count(*) from etl.game"));
    }

    @Test
    void teamsAndPlayersThatAreNoneNeverBecomeKeysOrRequests() throws Exception {
        ObjectNode document = api.original(FakeApi.boxscore("2022020044"));
        ((ObjectNode) document.get("homeTeam")).put("abbrev", "../x");
        ((ObjectNode) document.at("/playerByGameStats/awayTeam/forwards/0")).put("playerId", "../../x");
        api.fault("2022020044/boxscore", Fault.other(document.toString().getBytes(StandardCharsets.UTF_8)));
        world.sweep(DATE, DATE);
        assertEquals(0, api.requests("\\.\\."));
        assertEquals(List.of(), world.keys("").stream().filter(key -> key.contains("..")).toList());
        assertTrue(reason("2022020044").contains("playerId"), reason("2022020044"));
    }

    /** From a document into the ledger, from a terminal into it, and out of it into messages. */
    @Test
    void whatIsMeantToBeSqlIsText() throws Exception {
        String harm = "'); drop table game_stats; --";
        ObjectNode odd = api.original(FakeApi.boxscore("2022020044"));
        odd.put("x" + harm, harm);
        ObjectNode broken = api.original(FakeApi.boxscore("2022020045"));
        ((ObjectNode) broken.at("/playerByGameStats/awayTeam/forwards/0")).put("playerId", harm);
        api.fault("2022020044/boxscore", Fault.other(odd.toString().getBytes(StandardCharsets.UTF_8)))
                .fault("2022020045/boxscore", Fault.other(broken.toString().getBytes(StandardCharsets.UTF_8)));
        try (WebhookServer receiver = new WebhookServer(); Application application = world.with("nhl.notify.webhook-url", receiver.url("/hook")).start()) {
            application.sweep("sweep", DATE, DATE, "missing");
            application.camel().createProducerTemplate().requestBody("direct:notify", "");
            assertEquals("x" + harm + " | \"" + harm + "\"", world.row("select path, example from etl.api_drift where path like 'x%'"));
            assertTrue(reason("2022020045").contains(harm), reason("2022020045"));
            assertTrue(world.row("select why from etl.notification").contains(harm), "nobody was told");

            DeadLetterService service = new DeadLetterService(world.settings());
            assertThrows(IllegalArgumentException.class, () -> service.discard("2022020045" + harm, "why"));
            service.discard("2022020045", harm);
            application.camel().createProducerTemplate().requestBody("direct:notify", "");
            assertEquals(harm, world.row("select closed_why from etl.dead_letter where state = 'discarded'"));
            assertTrue(world.row("select why from etl.notification where event = 'recovered'").contains("was discarded: " + harm), "nobody was told");
        }
        assertEquals(undisturbed.stream().filter(line -> !line.contains("\"game_id\": 2022020045")).toList(), world.gameStats());
    }

    private String reason(String game) {
        return world.row("select reason from etl.dead_letter where state = 'open' and game_id = " + game);
    }
}
