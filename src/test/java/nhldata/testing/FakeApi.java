package nhldata.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The NHL's API on a free loopback port, over TLS as the real one, with documents from elsewhere that a test may change, a
 * count of what was asked for, and faults on demand. Thread safe.
 *
 * <p>Registered as a static extension, it is as new before each test and is closed after the last one.
 */
public final class FakeApi implements AutoCloseable, BeforeEachCallback, AfterAllCallback {

    static {
        // Otherwise the JDK's server sends headers and body apart and waits 40 ms in between for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FOR_EVER = Integer.MAX_VALUE;

    private final Documents origin;
    private final Map<String, byte[]> changed = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final Queue<Long> moments = new ConcurrentLinkedQueue<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-api");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpsServer server;

    private record Rule(Pattern path, Fault fault, AtomicInteger left) {

        boolean appliesTo(String asked) {
            return path.matcher(asked).find() && left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
        }
    }

    public FakeApi(Documents origin) {
        this.origin = origin;
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(Tls.context()));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** With the documents of the sample league, of which all games until today are over. */
    public static FakeApi ofSampleLeague() {
        return new FakeApi(SampleDocuments.shared());
    }

    /** What nhl.api.url is set to. */
    public String url() {
        return "https://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public static String boxscore(String game) {
        return "/v1/gamecenter/" + game + "/boxscore";
    }

    /** The document of this path as it would be answered now; null when there is none. */
    public byte[] document(String path) {
        byte[] document = changed.get(path);
        return document == null ? origin.document(path) : document;
    }

    /** The document of this path as it was before any edit. */
    public ObjectNode original(String path) {
        return parsed(origin.document(path));
    }

    private static ObjectNode parsed(byte[] document) {
        try {
            return (ObjectNode) MAPPER.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes all edits back. */
    public void restore() {
        changed.clear();
    }

    /** From now on the document is another one. */
    public FakeApi edit(String path, Consumer<ObjectNode> change) {
        ObjectNode document = parsed(document(path));
        change.accept(document);
        changed.put(path, document.toString().getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Every request for a path in which the pattern is found gets this fault. The first rule that applies counts. */
    public FakeApi fault(String pathPattern, Fault fault) {
        return fault(pathPattern, fault, FOR_EVER);
    }

    /** As {@link #fault(String, Fault)}, so many times; after that the document. */
    public FakeApi fault(String pathPattern, Fault fault, int times) {
        rules.add(new Rule(Pattern.compile(pathPattern), fault, new AtomicInteger(times)));
        return this;
    }

    /** Answers the first so many requests for such paths, and holds the others until the gate is closed by the test's end. */
    public RequestLatch holdAfter(int answered, String pathPattern) {
        RequestLatch latch = new RequestLatch(answered);
        fault(pathPattern, latch);
        return latch;
    }

    public void heal() {
        rules.clear();
    }

    /** How often paths in which the pattern is found were asked for. */
    public int requests(String pathPattern) {
        Pattern pattern = Pattern.compile(pathPattern);
        return requests.entrySet().stream().filter(e -> pattern.matcher(e.getKey()).find()).mapToInt(e -> e.getValue().get()).sum();
    }

    /** The most that any one path in which the pattern is found was asked for. */
    public int mostRequestsForOne(String pathPattern) {
        Pattern pattern = Pattern.compile(pathPattern);
        return requests.entrySet().stream().filter(e -> pattern.matcher(e.getKey()).find()).mapToInt(e -> e.getValue().get()).max().orElse(0);
    }

    /** When requests came, in milliseconds of a clock that is never put back, in order. */
    public List<Long> moments() {
        return moments.stream().sorted().toList();
    }

    public void forgetRequests() {
        requests.clear();
        moments.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            moments.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
            requests.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
            Fault fault = rules.stream().filter(rule -> rule.appliesTo(path)).findFirst().map(Rule::fault).orElse(Fault.none());
            fault.answer(exchange, document(path));
        }
    }

    /** As new. */
    public void reset() {
        heal();
        restore();
        forgetRequests();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
