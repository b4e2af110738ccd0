package nhldata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nhldata.config.Settings;
import nhldata.testing.FreePort;
import org.junit.jupiter.api.Test;

/** Invented players only where nobody has named an API. */
class SampleFallbackTest {

    private static final Runnable NO_SERVERS = () -> fail("PostgreSQL is asked only when the sample league is a choice");

    @Test
    void anApiThatSomebodyNamedIsNeverReplaced() throws Exception {
        Settings settings = Settings.load().with("nhl.api.url", "http://127.0.0.1:" + FreePort.find());

        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> SampleFallback.decide(settings, NO_SERVERS, Duration.ZERO));

        assertTrue(refused.getMessage().endsWith(". Start it, or correct NHL_API_URL. NHL_API_URL=sample selects the sample league (invented players)"), refused::getMessage);
    }

    @Test
    void anApiThatIsStartingIsWaitedFor() throws Exception {
        int port = FreePort.find();
        Settings settings = Settings.load().with("nhl.api.url", "http://127.0.0.1:" + port);
        HttpServer api = HttpServer.create();
        api.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        CompletableFuture<Void> late = CompletableFuture.runAsync(() -> {
            try {
                api.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
                api.start();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }, CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS));
        try {
            assertEquals(settings.get("nhl.api.url"), SampleFallback.decide(settings, NO_SERVERS, Duration.ofSeconds(60)).get("nhl.api.url"));
            late.get();
        } finally {
            api.stop(0);
        }
    }
}
