package nhldata.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nhldata.api.ApiPaths.ApiPath;
import nhldata.app.Application;
import nhldata.run.RunResult;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.RawServer.Reply;
import nhldata.testing.RawServer;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.util.TimeValue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that no client of HTTP can make sense of, over TLS as the live API is asked: a request ends, it is one request, and it keeps no connection. */
@Tag("slow")
@ExtendWith(Stack.class)
class BrokenAnswersIT {

    private static final int LIMIT = 400;
    /** Of a machine that does other things, too. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String DATE = "2022-10-11";

    private static RawServer server;
    private static Application application;
    private static TestEnvironment world;

    record Kind(String name, Reply reply) {

        static Kind of(String name, String answer) {
            return new Kind(name, out -> {
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            });
        }

        /** The connection stays open, as one does that is to be used again. */
        static Kind open(String name, String answer) {
            Kind kind = of(name, answer);
            return new Kind(name, out -> {
                kind.reply.write(out);
                // until the server is closed
                Thread.currentThread().join();
            });
        }

        /** The beginning, and then this again and again, a little at a time. */
        static Kind drip(String name, String beginning, String drop) {
            return new Kind(name, out -> {
                out.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
                while (true) {
                    out.write(drop.getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
            });
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        String ok = "HTTP/1.1 200 OK\r\n";
        String tenCodings = ok + "Content-Encoding: " + "gzip, ".repeat(9) + "gzip\r\nContent-Length: 2\r\n\r\n{}";
        String body = "Content-Length: 2\r\n\r\n{}";
        return Stream.concat(
                Stream.of(
                        Kind.of("nothing", ""),
                        Kind.of("half a head", ok + "Content-Le"),
                        Kind.of("less than it promised", ok + "Content-Length: 100\r\n\r\n{}"),
                        Kind.of("half a chunk", ok + "Transfer-Encoding: chunked\r\n\r\n50\r\n{}"),
                        Kind.drip("a head that drips", ok, "X-A: b\r\n"),
                        Kind.drip("one header that drips", ok + "X-A: ", "b"),
                        Kind.drip("a body that drips", ok + "Content-Length: 100000\r\n\r\n", " "),
                        Kind.drip("chunks that drip", ok + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
                        Kind.drip("interim answers without an end", "", "HTTP/1.1 102 Processing\r\n\r\n"),
                        Kind.drip("the trailer drips", ok + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n", "X-A: b\r\n")),
                Stream.of(
                        Map.entry("ten content codings", tenCodings),
                        Map.entry("ten content codings of an error", tenCodings.replace("200 OK", "503 Down")),
                        Map.entry("a content coding that is none", ok + "Content-Encoding: zip64\r\n" + body),
                        Map.entry("gzip that is none", ok + "Content-Encoding: gzip\r\n" + body),
                        Map.entry("deflate that is none", ok + "Content-Encoding: deflate\r\n" + body),
                        Map.entry("gzip of nothing", ok + "Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n"),
                        Map.entry("a status line without a status", "HTTP/1.1 \r\n" + body),
                        Map.entry("a status that is a word", "HTTP/1.1 abc OK\r\n" + body),
                        Map.entry("a status of 99", "HTTP/1.1 099 OK\r\n" + body),
                        Map.entry("a status of 999999999999", "HTTP/1.1 999999999999 OK\r\n" + body),
                        Map.entry("another protocol", "HTTP/9.9 200 OK\r\n" + body),
                        Map.entry("no HTTP at all", "SSH-2.0-OpenSSH_9.6\r\n\r\n"),
                        Map.entry("another protocol is switched to", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"),
                        Map.entry("a header of a megabyte", ok + "X-A: " + "b".repeat(1 << 20) + "\r\n" + body),
                        Map.entry("ten thousand headers", ok + "X-A: b\r\n".repeat(10_000) + body),
                        Map.entry("a header without a colon", ok + "nonsense\r\n" + body),
                        Map.entry("a header without a name", ok + ": b\r\n" + body),
                        Map.entry("a folded header at the beginning", ok + " folded\r\n" + body),
                        Map.entry("a length that is a word", ok + "Content-Length: two\r\n\r\n{}"),
                        Map.entry("a negative length", ok + "Content-Length: -2\r\n\r\n{}"),
                        Map.entry("two lengths", ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
                        Map.entry("a length of more than a long", ok + "Content-Length: 99999999999999999999\r\n\r\n{}"),
                        Map.entry("a transfer coding that is none", ok + "Transfer-Encoding: magic\r\n\r\n{}"),
                        Map.entry("a chunk size that is none", ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
                        Map.entry("a negative chunk size", ok + "Transfer-Encoding: chunked\r\n\r\n-5\r\n{}\r\n0\r\n\r\n"),
                        Map.entry("a chunk size without an end", ok + "Transfer-Encoding: chunked\r\n\r\n" + "F".repeat(100_000)),
                        Map.entry("a chunk that is longer than its size", ok + "Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n"),
                        Map.entry("a Java object", ok + "Content-Type: application/x-java-serialized-object\r\n" + body),
                        Map.entry("a charset that is none", ok + "Content-Type: text/html; charset=no-such\r\n" + body),
                        Map.entry("a content type that is none", ok + "Content-Type: ;;;=\r\n" + body),
                        Map.entry("a redirect to nowhere", "HTTP/1.1 302 Found\r\nLocation: ht!tp://[\r\n" + body),
                        Map.entry("a login that is asked for", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"a\r\n" + body),
                        Map.entry("a proxy's login that is asked for", "HTTP/1.1 407 Login\r\nProxy-Authenticate: Digest\r\n" + body),
                        Map.entry("a body where none is allowed", "HTTP/1.1 204 No Content\r\n" + body),
                        Map.entry("not modified", "HTTP/1.1 304 Not Modified\r\n" + body),
                        Map.entry("cookies that are none", ok + "Set-Cookie: =;;;; expires=never\r\n" + body),
                        Map.entry("a Retry-After", "HTTP/1.1 503 Down\r\nRetry-After: 1\r\n" + body),
                        Map.entry("a good answer", ok + body))
                        .map(kind -> Kind.open(kind.getKey(), kind.getValue())));
    }

    @BeforeAll
    static void start(TestEnvironment empty) throws Exception {
        server = RawServer.overTls();
        world = empty.with("nhl.api.total-timeout", LIMIT).with("nhl.api.response-timeout", LIMIT);
        application = world.with("nhl.api.url", server.url()).start();
    }

    @AfterAll
    static void stop() throws Exception {
        application.close();
        server.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRequestEndsIsOneRequestAndKeepsNoConnection(Kind kind) {
        server.replies(kind.reply());
        // one that the server has closed meanwhile would be found out by the request that takes it
        pools(application).forEach(pool -> pool.closeIdle(TimeValue.ZERO_MILLISECONDS));
        int before = server.requests();
        assertTimeoutPreemptively(PATIENCE, () -> request(application));
        assertEquals(before + 1, server.requests(), "requests");
        assertNoneLeased(application);
    }

    /** All that comes before HTTP has a limit, too. */
    @Test
    void aHandshakeThatDripsHasTheSameLimit(TestEnvironment empty) throws Exception {
        byte[] recordOfMuch = {22, 3, 3, 64, 0};
        try (RawServer noTls = RawServer.insteadOfTls().replies(Kind.drip("", new String(recordOfMuch, StandardCharsets.ISO_8859_1), "\2").reply());
                Application asking = empty.with("nhl.api.total-timeout", LIMIT).with("nhl.api.url", noTls.url()).start()) {
            Exchange answer = assertTimeoutPreemptively(PATIENCE, () -> request(asking));
            assertTrue(answer.getException() != null, "an answer");
            assertNoneLeased(asking);
        }
    }

    /** A drip, a Retry-After and ten codings among twelve games: the day is whole, and nothing was sent behind the rate's back. */
    @Test
    void aDayIsLoadedWhateverOneInFourAnswersIs(TestEnvironment empty) throws Exception {
        try (FakeApi api = FakeApi.ofSampleLeague()) {
            TestEnvironment asking = empty.asking(api).with("nhl.api.total-timeout", 3_000).with("nhl.api.requests-per-second", 50);
            api.fault("2022020044/boxscore", Fault.drip(100), 2)
                    .fault("2022020045/boxscore", Fault.headers(Map.of("Content-Encoding", "gzip, ".repeat(9) + "gzip")), 2)
                    .fault("2022020046/boxscore", (exchange, document) -> {
                        exchange.getResponseHeaders().set("Retry-After", "1");
                        Fault.status(503).answer(exchange, document);
                    }, 2);
            try (Application running = asking.start()) {
                RunResult run = running.sweep("sweep", DATE, DATE, "missing");
                assertEquals("succeeded", run.status());
                assertEquals(12, run.gamesLoaded());
                assertNoneLeased(running);
            }
            assertEquals(12 + 6, api.requests("/boxscore"));
            List<Long> moments = api.moments();
            long densest = IntStream.range(0, moments.size()).mapToLong(i -> moments.stream().filter(m -> m >= moments.get(i) && m < moments.get(i) + 1_000).count()).max().orElse(0);
            assertTrue(densest <= 51, densest + " requests in a second");
        }
    }

    @Test
    void bothSchemesHaveTheSameClient() {
        for (String scheme : List.of("http", "https")) {
            HttpComponent component = application.camel().getComponent(scheme, HttpComponent.class);
            assertEquals(application.camel().getRegistry().lookupByName("requestDeadline"), component.getHttpClientConfigurer(), scheme);
            assertEquals("32 of 64", component.getConnectionsPerRoute() + " of " + component.getMaxTotalConnections(), scheme);
        }
    }

    @Test
    void anEndpointWithAClientOfItsOwnIsRefused() {
        String api = application.camel().resolvePropertyPlaceholders("{{nhl.api.endpoint}}");
        for (String parameter : List.of("connectionsPerRoute=200", "maxTotalConnections=1000")) {
            Exception refused = assertThrows(Exception.class, () -> application.camel().getEndpoint(api + "?" + parameter));
            String words = Stream.iterate((Throwable) refused, e -> e != null, Throwable::getCause).map(Throwable::getMessage).reduce("", (one, other) -> one + other);
            assertTrue(words.contains("keeps") || words.contains(parameter.replaceFirst("=.*", "")), words);
        }
    }

    private static Exchange request(Application of) {
        return of.camel().createProducerTemplate().request("direct:api-request", exchange -> exchange.setVariable("path", new ApiPath("/v1/x", null)));
    }

    /** One that the limit breaks off is given back by the limit's own thread. */
    private static void assertNoneLeased(Application of) {
        Awaitility.await("connections that nobody gave back").atMost(Duration.ofSeconds(2)).until(() -> leased(of), leased -> leased == 0);
    }

    private static int leased(Application of) {
        return pools(of).mapToInt(pool -> pool.getTotalStats().getLeased()).sum();
    }

    private static Stream<PoolingHttpClientConnectionManager> pools(Application of) {
        return of.camel().getEndpoints().stream().filter(HttpEndpoint.class::isInstance)
                .map(endpoint -> (PoolingHttpClientConnectionManager) ((HttpEndpoint) endpoint).getClientConnectionManager());
    }
}
