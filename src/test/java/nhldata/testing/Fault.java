package nhldata.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

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

    /** The document, with more headers than the API has. */
    static Fault headers(Map<String, String> headers) {
        return (exchange, document) -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            none().answer(exchange, document);
        };
    }

    /** Sends the caller somewhere else. */
    static Fault redirect(String url) {
        return (exchange, document) -> {
            exchange.getResponseHeaders().set("Location", url);
            send(exchange, 302, HTML, new byte[0]);
        };
    }

    /** The document, compressed, as the NHL sends it. */
    static Fault gzipped() {
        return (exchange, document) -> {
            ByteArrayOutputStream small = new ByteArrayOutputStream();
            try (OutputStream zip = new GZIPOutputStream(small)) {
                zip.write(document);
            }
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, JSON, small.toByteArray());
        };
    }

    /** A small answer that says it is compressed, and is so many megabytes when it is not. */
    static Fault gzipBomb(int megabytes) {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(small)) {
            for (int i = 0; i < megabytes; i++) {
                zip.write(new byte[1 << 20]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (exchange, document) -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, JSON, small.toByteArray());
        };
    }

    /** Goes on for as long as anybody reads. */
    static Fault endless() {
        return (exchange, document) -> {
            exchange.getResponseHeaders().set("Content-Type", JSON);
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = new byte[1 << 16];
            while (true) {
                exchange.getResponseBody().write(blanks);
            }
        };
    }

    /** One byte, a pause that no time-out of a single read minds, the next byte, for longer than any test. */
    static Fault drip(int pauseMillis) {
        return (exchange, document) -> {
            exchange.getResponseHeaders().set("Content-Type", JSON);
            exchange.sendResponseHeaders(200, document.length);
            for (byte b : document) {
                exchange.getResponseBody().write(b);
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(pauseMillis * 1_000_000L);
            }
        };
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
