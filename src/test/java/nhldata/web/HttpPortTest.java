package nhldata.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which names a port answers: a page on the internet may have its own name point here. */
class HttpPortTest {

    @ParameterizedTest
    @CsvSource({"10.1.2.3:8080, 200", "127.0.0.1, 200", "[fd00::1]:8080, 200", "localhost:8080, 200", "nhldata:8080, 200", "Stats.Example.com, 200", "stats.example.com:443, 200",
        "evil.example, 421", "evil.example:8080, 421", "10.1.2.3.evil.example, 421", "stats.example.com.evil.example, 421", "localhost.evil.example, 421", "evil.example., 421"})
    void beyondLoopbackKnownNamesAndAddressesAre(String host, int status) throws Exception {
        assertTrue(answer("0.0.0.0", host).startsWith("HTTP/1.1 " + status + " "), host);
    }

    @Test
    void anUnknownNameIsToldTheSetting() throws Exception {
        assertTrue(answer("0.0.0.0", "evil.example").contains("HTTP_ALLOWED_HOSTS"));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:8080, 200", "localhost, 200", "[::1]:8080, 200", "stats.example.com, 403", "nhldata, 403"})
    void onLoopbackThoseOfThisMachineAre(String host, int status) throws Exception {
        assertTrue(answer("127.0.0.1", host).startsWith("HTTP/1.1 " + status + " "), host);
    }

    @Test
    void aProbeWithoutAHostIsAnswered() throws Exception {
        assertEquals("HTTP/1.1 200", answer("0.0.0.0", null).substring(0, 12));
    }

    private static String answer(String bound, String host) throws IOException {
        try (HttpPort port = HttpPort.open(bound, 0, Set.of("stats.example.com"))) {
            port.serve("/", (path, query) -> HttpResponse.of(200, HttpResponse.TEXT, "here\n"));
            port.start();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.url().getPort())) {
                String head = host == null ? "GET / HTTP/1.0\r\n\r\n" : "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
