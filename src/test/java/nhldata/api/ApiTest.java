package nhldata.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {

    @ParameterizedTest
    @CsvSource({
        "https://api-web.nhle.com, nhl",
        "https://api-web.nhle.com/, nhl",
        "https://api-web.nhle.com:443, nhl",
        "http://localhost:8080, localhost:8080",
        "http://mirror.example/nhl/, mirror.example",
        "http://[::1]:8080, [::1]:8080",
    })
    void namesTheSourceByHostAndPort(String url, String source) {
        assertEquals(source, Api.of(url).source());
    }

    @Test
    void aBaseLosesItsLastSlashes() {
        assertEquals("http://mirror.example/nhl", Api.of(" http://mirror.example/nhl// ").base().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:canary@api-web.nhle.com", "https://canary@api-web.nhle.com", "https://host/?key=canary",
        "ftp://me:canary@host", "me:canary@host", "http://me:canary with a blank@host", "http://host/#canary"})
    void aUrlWithACredentialIsRefusedWithoutRepeatingIt(String url) {
        String message = assertThrows(IllegalArgumentException.class, () -> Api.of(url)).getMessage();
        assertTrue(message.contains("NHL_API_URL"), message);
        assertFalse(message.contains("canary"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api-web.nhle.com", "localhost:8080", "ftp://host", "http://", "//host", "http://a b/", "http:///v1",
        "Sample", "file:/etc/hosts"})
    void aUrlThatIsNoneIsRefusedWithAnExample(String url) {
        String message = assertThrows(IllegalArgumentException.class, () -> Api.of(url)).getMessage();
        assertTrue(message.contains("https://api-web.nhle.com") && message.contains("sample") && message.contains("\"" + url + "\""), message);
    }

    @ParameterizedTest
    @CsvSource({"https://api-web.nhle.com.invalid, 5", "http://127.0.0.1:8080, 1000000", "http://localhost, 1000000", "http://[::1], 1000000"})
    void theRateIsPoliteToEveryApiButOneOnThisMachine(String url, int rate) {
        assertEquals(rate, Api.of(url).requestsPerSecond(OptionalInt.empty()));
        assertEquals(3, Api.of(url).requestsPerSecond(OptionalInt.of(3)));
    }

    @Test
    void aClosedPortCannotBeReached() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertFalse(Api.of("http://127.0.0.1:" + port).isReachable());
    }

    @Test
    void anErrorIsAnAnswer() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.start();
        try {
            assertTrue(Api.of("http://127.0.0.1:" + server.getAddress().getPort()).isReachable());
        } finally {
            server.stop(0);
        }
    }
}
