package nhldata.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Who is told: a real HTTP endpoint on a free loopback port, which keeps what it gets and may refuse it or not answer. */
public final class WebhookServer implements AutoCloseable {

    /** Longer than any test. */
    private static final int SECONDS = 60;
    /** As Slack does. */
    private static final byte[] OK = "ok".getBytes(StandardCharsets.US_ASCII);

    public record Request(String method, String path, String contentType, String authorization, String body) {

        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile int status = 204;
    private volatile boolean silent;

    public WebhookServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public List<Request> requests(String path) {
        return requests.stream().filter(r -> r.path().equals(path)).toList();
    }

    public WebhookServer answers(int code) {
        status = code;
        return this;
    }

    /** From now on it takes requests and does not answer. */
    public WebhookServer fallsSilent() {
        silent = true;
        return this;
    }

    /** Returns when the first request waits for an answer that does not come. */
    public void awaitHeld() throws InterruptedException {
        if (!held.await(SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no request came");
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Content-Type"), exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            if (silent) {
                held.countDown();
                closed.await(SECONDS, TimeUnit.SECONDS);
                return;
            }
            exchange.sendResponseHeaders(status, OK.length);
            exchange.getResponseBody().write(OK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
