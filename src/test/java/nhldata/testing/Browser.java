package nhldata.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Chromium without a window, led through its DevTools protocol. Tests are skipped where there is none. */
public final class Browser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private Browser(Process process, URI page) {
        this.process = process;
        this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, new Listener()).join();
        Stream.of("Page", "Runtime", "Log", "Network").forEach(domain -> call(domain + ".enable", Map.of()));
    }

    public static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(":")).flatMap(dir -> NAMES.stream().map(name -> Path.of(dir, name)))
                .filter(Files::isExecutable).findFirst();
    }

    public static Browser start(Path folder) throws IOException, InterruptedException {
        Path profile = Files.createDirectories(folder).resolve("profile");
        Process process = new ProcessBuilder(program().orElseThrow().toString(), "--headless=new", "--no-sandbox", "--disable-gpu",
                "--hide-scrollbars", "--no-first-run", "--disable-dev-shm-usage", "--remote-debugging-port=0", "--remote-allow-origins=*",
                "--user-data-dir=" + profile, "about:blank")
                .redirectErrorStream(true).redirectOutput(folder.resolve("browser.txt").toFile()).start();
        Path port = profile.resolve("DevToolsActivePort");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(port) && Files.readAllLines(port).size() == 2);
        String list = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json")).build(), BodyHandlers.ofString()).body();
        for (JsonNode target : JSON.readTree(list)) {
            if (target.get("type").asText().equals("page")) {
                return new Browser(process, URI.create(target.get("webSocketDebuggerUrl").asText()));
            }
        }
        throw new IllegalStateException("no page in " + list);
    }

    public Browser size(int width, int height) {
        call("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        return this;
    }

    public Browser colours(String scheme) {
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /** Returns when the page is loaded; what a script does after that is waited for with {@link #await}. */
    public Browser open(URI url) {
        complaints.clear();
        requests.clear();
        call("Page.navigate", Map.of("url", url.toString()));
        await("document.readyState === 'complete' && location.href !== 'about:blank'");
        return this;
    }

    /** The value of an expression in the page. */
    public JsonNode evaluate(String script) {
        return call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true, "awaitPromise", true)).path("result").path("value");
    }

    public void await(String condition) {
        Awaitility.await(condition).atMost(Duration.ofSeconds(60)).until(() -> evaluate("!!(" + condition + ")").asBoolean());
    }

    /** Errors in the console, uncaught exceptions and what the page's own policy forbade, since it was opened. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Every URL that was asked for since the page was opened. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** The whole page as PNG. */
    public Path screenshot(Path file, boolean whole) throws IOException {
        Map<String, Object> parameters = new LinkedHashMap<>(Map.of("format", "png", "captureBeyondViewport", whole));
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, Base64.getDecoder().decode(call("Page.captureScreenshot", parameters).get("data").asText()));
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        try {
            socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true).join();
            JsonNode message = answer.get(60, TimeUnit.SECONDS);
            if (message.has("error")) {
                throw new IllegalStateException(method + ": " + message.get("error"));
            }
            return message.get("result");
        } catch (Exception e) {
            throw new IllegalStateException(method, e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        socket.abort();
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        process.destroy();
        process.waitFor(20, TimeUnit.SECONDS);
        family.forEach(ProcessHandle::destroyForcibly);
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String message = text.toString();
                text.setLength(0);
                take(message);
            }
            return WebSocket.Listener.super.onText(webSocket, data, last);
        }

        private void take(String text) {
            try {
                JsonNode message = JSON.readTree(text);
                switch (message.path("method").asText()) {
                    case "" -> answers.remove(message.get("id").asInt()).complete(message);
                    case "Runtime.exceptionThrown" -> complaints.add(message.at("/params/exceptionDetails").toString());
                    case "Log.entryAdded" -> {
                        if (message.at("/params/entry/level").asText().equals("error")) {
                            complaints.add(message.at("/params/entry/text").asText() + " " + message.at("/params/entry/url").asText());
                        }
                    }
                    case "Network.requestWillBeSent" -> requests.add(message.at("/params/request/url").asText());
                    default -> { }
                }
            } catch (IOException e) {
                complaints.add(e.toString());
            }
        }
    }
}
