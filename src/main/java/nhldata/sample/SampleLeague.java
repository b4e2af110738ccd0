package nhldata.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in for the NHL's api-web where that cannot be reached: a hockey league with the real teams' names and
 * <strong>invented players</strong>, games and results. None of it is about a real person or game.
 *
 * <p>It serves, over HTTP on loopback, schedules, scores, box scores, rosters and players in the present (flat) form of the
 * API, for every day of the years 1951 to 2139, each season by the rules of its era ({@code eras.csv}). The clock decides which
 * games are over; apart from that the same request has the same answer, byte for byte, on every machine and in every run.
 * Every answer has the header {@value #NOTICE_HEADER}.
 */
public final class SampleLeague implements AutoCloseable {
    /** Not a field of the documents, because the application would report it as a new one. */
    public static final String NOTICE_HEADER = "X-Sample-League";
    private static final String NOTICE = "invented players";
    private static final String NODELAY = "sun.net.httpserver.nodelay";
    private static final int THREADS = 4;

    static {
        // The JDK's server sends head and body in two packets; without this the second waits for the client's delayed
        // acknowledgement, 40 ms. Read once, when the JVM's first HttpServer is made.
        if (System.getProperty(NODELAY) == null) {
            System.setProperty(NODELAY, "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Endpoints endpoints;

    private SampleLeague(int port, Clock clock) {
        endpoints = new Endpoints(clock);
        threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "sample-league");
            thread.setDaemon(true);
            return thread;
        });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        } catch (IOException e) {
            threads.shutdown();
            throw new IllegalStateException("the sample league cannot listen on 127.0.0.1:" + port, e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** On a free port of 127.0.0.1. */
    public static SampleLeague start() {
        return start(0, Clock.systemUTC());
    }

    /**
     * On this port of 127.0.0.1, 0 for a free one.
     *
     * @param clock decides which games are over
     * @throws IllegalStateException if the port is taken
     */
    public static SampleLeague start(int port, Clock clock) {
        return new SampleLeague(port, clock);
    }

    /** Without a slash at its end: what goes in front of {@code /v1/...}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Endpoints.Response response = exchange.getRequestMethod().equals("GET") ? respond(exchange)
                    : Endpoints.Response.error(405, "only GET");
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.getResponseHeaders().set(NOTICE_HEADER, NOTICE);
            exchange.sendResponseHeaders(response.status(), response.body().length);
            exchange.getResponseBody().write(response.body());
        }
    }

    /** An internal error is a 500 with its reason, not a closed connection. */
    private Endpoints.Response respond(HttpExchange exchange) {
        try {
            return endpoints.get(exchange.getRequestURI().getPath());
        } catch (RuntimeException e) {
            return Endpoints.Response.error(500, "the sample league failed: " + e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
