package nhldata.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** One way in which the API answers something else than the document that was asked for (null: it has none). */
@FunctionalInterface
public interface Fault {

    String JSON = "application/json; charset=utf-8";
    String HTML = "text/html; charset=utf-8";

    void answer(HttpExchange exchange, byte[] document) throws IOException;

    /** No fault at all: what the API does on a good day. */
    static Fault none() {
        return (exchange, document) -> {
            if (document == null) {
                send(exchange, 404, JSON, text("{\"message\":\"Not Found\"}"));
            } else {
                send(exchange, 200, JSON, document);
            }
        };
    }

    /** The document, so late. */
    static Fault slow(Duration delay) {
        return (exchange, document) -> {
            LockSupport.parkNanos(delay.toNanos());
            none().answer(exchange, document);
        };
    }

    static Fault status(int status) {
        return (exchange, document) -> send(exchange, status, HTML, text("<html><body>Error " + status + " Request failed.</body></html>"));
    }

    /** 429 with this Retry-After, whatever it says. */
    static Fault retryAfter(String value) {
        return (exchange, document) -> {
            exchange.getResponseHeaders().set("Retry-After", value);
            send(exchange, 429, HTML, new byte[0]);
        };
    }

    /** 429 with a date so many seconds after the answer. A date has whole seconds, so it may be up to one second less. */
    static Fault retryAfterDate(int seconds) {
        return (exchange, document) -> {
            ZonedDateTime until = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(seconds);
            retryAfter(DateTimeFormatter.RFC_1123_DATE_TIME.format(until)).answer(exchange, document);
        };
    }

    /** 200, and half of the document as if that were all. */
    static Fault truncated() {
        return (exchange, document) -> send(exchange, 200, JSON, Arrays.copyOf(document, document.length / 2));
    }

    static Fault html() {
        return (exchange, document) -> send(exchange, 200, HTML, text("<!DOCTYPE html><html><body>maintenance</body></html>"));
    }

    static Fault empty() {
        return (exchange, document) -> send(exchange, 200, JSON, new byte[0]);
    }

    /** Promises the whole document and breaks the connection in the middle of it. */
    static Fault reset() {
        return (exchange, document) -> {
            exchange.getResponseHeaders().set("Content-Type", JSON);
            exchange.sendResponseHeaders(200, document.length);
            exchange.getResponseBody().write(document, 0, document.length / 2);
            exchange.getResponseBody().flush();
            // The server closes the connection of an exchange that ends before its promised length.
            exchange.close();
        };
    }

    /** 200, and another document. */
    static Fault other(byte[] other) {
        return (exchange, document) -> send(exchange, 200, JSON, other);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
