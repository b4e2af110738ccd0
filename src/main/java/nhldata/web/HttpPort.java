package nhldata.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP port. It rejects requests with an unknown Host header, which protects against DNS rebinding. Known hosts are, on loopback, the names of
 * this machine; otherwise IP addresses, names without a dot (no public name is one) and the names in HTTP_ALLOWED_HOSTS.
 */
final class HttpPort implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
    private static final int THREADS = 4;
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final int WAITING = 20;
    private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");

    static {
        // Otherwise the server sends head and body separately and waits 40 ms in between for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Seconds that a client may take to send its request, so that a few slow clients do not block all threads.
        if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
            System.setProperty("sun.net.httpserver.maxReqTime", "20");
        }
    }

    private final HttpServer server;
    private final List<ThreadPoolExecutor> pools = new ArrayList<>();
    private final boolean loopback;
    private final Set<String> hosts;

    private HttpPort(HttpServer server, ThreadPoolExecutor threads, Set<String> hosts) {
        this.server = server;
        this.hosts = hosts;
        pools.add(threads);
        this.loopback = server.getAddress().getAddress().isLoopbackAddress();
    }

    /**
     * @param hosts additional Host names to accept when the port is not bound to loopback
     * @param port 0 for any free port
     * @throws IOException if the port is in use or the host is not an address of this machine
     */
    static HttpPort open(String host, int port, Set<String> hosts) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 50);
        ThreadPoolExecutor threads = pool(THREADS, 200, "http-" + server.getAddress().getPort());
        server.setExecutor(threads);
        return new HttpPort(server, threads, hosts);
    }

    private static ThreadPoolExecutor pool(int size, int waiting, String name) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting),
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    boolean isLoopback() {
        return loopback;
    }

    /** URL for a browser on this machine. */
    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    /** Serves GET and HEAD for a path and everything below it. The resource must not block: it shares the threads that read requests. */
    HttpContext serve(String path, Resource resource) {
        return handle(path, exchange -> respond(exchange, resource));
    }

    /**
     * As {@link #serve}, for a resource that waits for PostgreSQL or S3. It has a separate pool of threads, so that the other
     * paths respond however slow it is.
     */
    HttpContext serveBlocking(String path, int threads, Resource resource) {
        return handleBlocking(path, threads, exchange -> respond(exchange, resource));
    }

    /** As {@link #serveBlocking}, for requests of any method. */
    HttpContext handleBlocking(String path, int threads, HttpHandler handler) {
        ThreadPoolExecutor own = pool(threads, WAITING, "http-" + server.getAddress().getPort() + path);
        pools.add(own);
        return handle(path, exchange -> {
            try {
                own.execute(() -> respondAndClose(exchange, handler));
            } catch (RejectedExecutionException e) {
                send(exchange, HttpResponse.of(503, HttpResponse.TEXT, "too many requests are waiting for PostgreSQL or S3; try again later\n"));
            }
        });
    }

    private static void respondAndClose(HttpExchange exchange, HttpHandler handler) {
        try (exchange) {
            handler.handle(exchange);
        } catch (IOException e) {
            LOG.debug("the client of {} has disconnected", exchange.getHttpContext().getPath(), e);
        }
    }

    HttpContext handle(String path, HttpHandler handler) {
        HttpContext context = server.createContext(path, handler);
        context.getFilters().add(new HostFilter());
        return context;
    }

    void start() {
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
        pools.forEach(ThreadPoolExecutor::shutdownNow);
    }

    private static void respond(HttpExchange exchange, Resource resource) throws IOException {
        if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            send(exchange, HttpResponse.of(405, HttpResponse.TEXT, "read-only\n"));
            return;
        }
        try {
            send(exchange, resource.get(exchange.getRequestURI().getPath(), query(exchange.getRequestURI())));
        } catch (Exception e) {
            LOG.warn("request for {} failed: {}", exchange.getRequestURI().getPath().replaceAll("\\p{Cntrl}", ""), e.toString(), e);
            send(exchange, HttpResponse.of(500, HttpResponse.TEXT, "internal error; see the log\n"));
        }
    }

    static void send(HttpExchange exchange, HttpResponse response) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", response.type());
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        if (!response.headers().containsKey("Cache-Control")) {
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
        }
        response.headers().forEach(exchange.getResponseHeaders()::set);
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || response.body().length == 0;
        exchange.sendResponseHeaders(response.status(), bodiless ? -1 : response.body().length);
        if (!bodiless) {
            exchange.getResponseBody().write(response.body());
        }
        exchange.close();
    }

    static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            try {
                query.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                // not decodable, so not a parameter of these pages
            }
        }
        return query;
    }

    private final class HostFilter extends Filter {

        @Override
        public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
            exchange.getResponseHeaders().set("Server", "nhldata");
            String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host")).replaceFirst(":\\d+$", "");
            if (loopback && !THIS_MACHINE.contains(host)) {
                send(exchange, HttpResponse.of(403, HttpResponse.TEXT, "unknown host: use localhost\n"));
                return;
            }
            if (!loopback && !isKnown(host.toLowerCase(Locale.ROOT))) {
                send(exchange, HttpResponse.of(421, HttpResponse.TEXT, "unknown host: add it to HTTP_ALLOWED_HOSTS, or use the IP address\n"));
                return;
            }
            chain.doFilter(exchange);
        }

        private boolean isKnown(String host) {
            return ADDRESS.matcher(host).matches() || !host.contains(".") || hosts.contains(host);
        }

        @Override
        public String description() {
            return "rejects unknown hosts";
        }
    }
}
