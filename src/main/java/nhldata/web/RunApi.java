package nhldata.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nhldata.config.HttpSettings;
import nhldata.config.ProcessSettings;
import nhldata.config.Role;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.deadletter.DeadLetterService;
import nhldata.jmx.Operations;
import nhldata.run.RunRequest;
import nhldata.status.RunHistory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP API of the runs: start, follow, cancel, replay; described by {@code /api/openapi.json}, which needs no token. Everything else
 * needs the bearer token of {@code http.api-token}, which is compared in constant time and appears in no log or response. Without that
 * setting the API is off. Errors are JSON with {@code error}.
 */
final class RunApi implements HttpHandler {

    static final String PATH = "/api";

    private static final Logger LOG = LoggerFactory.getLogger(RunApi.class);
    private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS).build();
    private static final int MAX_BYTES = 10_000;
    private static final int MAX_RUNS = 1_000;
    private static final String SCHEME = "Bearer ";
    private static final Pattern OF_A_RUN = Pattern.compile(PATH + "/runs/([^/]+)(/cancel)?");
    private static final int ROW_TRIES = 50;
    private static final int ROW_MILLIS = 100;

    private final Settings settings;
    private final Database database;
    private final Operations operations;
    private final byte[] token;

    RunApi(Settings settings, Operations operations) {
        this.settings = settings;
        this.database = new Database(settings);
        this.operations = operations;
        this.token = HttpSettings.of(settings).apiToken().value().getBytes(StandardCharsets.UTF_8);
    }

    /** What a client sends to start a run; the fields that the kind has not are absent. */
    private record Start(@JsonProperty(required = true) String kind, String from, String to, String only, String order, String game, String stage, String reason, Boolean force) {
    }

    private record Cancel(String why) {
    }

    /** A response other than success. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refusal(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        HttpResponse response;
        try {
            response = respond(exchange);
        } catch (Refusal e) {
            response = error(e.status, e.getMessage());
        } catch (RunHistory.NotFoundException e) {
            response = error(404, e.getMessage());
        } catch (IllegalArgumentException e) {
            response = error(400, e.getMessage());
        } catch (IllegalStateException e) {
            response = error(409, e.getMessage());
        } catch (SQLException e) {
            LOG.warn("request for {} failed: {}", exchange.getHttpContext().getPath(), e.getMessage());
            response = error(503, "42501".equals(e.getSQLState()) ? "the role of the service lacks a right: " + e.getMessage() : "PostgreSQL unavailable: " + e.getMessage());
        }
        HttpPort.send(exchange, response);
    }

    private HttpResponse respond(HttpExchange exchange) throws Refusal, SQLException, IOException {
        if (token.length == 0) {
            throw new Refusal(404, "the HTTP API is off: to turn it on set HTTP_API_TOKEN");
        }
        String path = exchange.getRequestURI().getPath();
        if (path.equals(PATH + "/openapi.json")) {
            allow(exchange, "GET");
            return openapi();
        }
        authenticate(exchange);
        if (path.equals(PATH + "/runs")) {
            return allow(exchange, "GET", "POST").equals("GET") ? list(exchange) : start(read(exchange, Start.class));
        }
        Matcher run = OF_A_RUN.matcher(path);
        if (!run.matches()) {
            throw new Refusal(404, "not found: see " + PATH + "/openapi.json");
        }
        try (Connection connection = database.connect()) {
            if (run.group(2) == null) {
                allow(exchange, "GET");
                return json(200, RunHistory.read(connection, run.group(1)).asMap());
            }
            allow(exchange, "POST");
            Cancel cancel = read(exchange, Cancel.class);
            String message = RunHistory.cancel(connection, run.group(1), "by the HTTP API" + (cancel.why() == null || cancel.why().isBlank() ? "" : ": " + cancel.why()));
            Map<String, Object> row = RunHistory.asMap(RunHistory.read(connection, run.group(1)).run());
            row.put("next", message);
            return json(202, row);
        }
    }

    private static String allow(HttpExchange exchange, String... methods) throws Refusal {
        String method = exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
        if (!List.of(methods).contains(method)) {
            exchange.getResponseHeaders().set("Allow", String.join(", ", methods));
            throw new Refusal(405, "use " + String.join(" or ", methods));
        }
        return method;
    }

    private void authenticate(HttpExchange exchange) throws Refusal {
        String given = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
        boolean hasToken = given.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        if (!hasToken || !MessageDigest.isEqual(token, given.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8))) {
            LOG.warn("{} request for the HTTP API from {} rejected: {}", exchange.getRequestMethod().replaceAll("\\W", ""), exchange.getRemoteAddress().getAddress().getHostAddress(),
                    hasToken ? "wrong token" : "no token");
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            throw new Refusal(401, hasToken ? "wrong token: it is not that of HTTP_API_TOKEN" : "no token: send the header Authorization: Bearer TOKEN with that of HTTP_API_TOKEN");
        }
    }

    /** Of any content type: curl -d names another, and no browser of another origin has the token. */
    private static <T> T read(HttpExchange exchange, Class<T> type) throws IOException, Refusal {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new Refusal(413, "the body is longer than " + MAX_BYTES + " bytes");
        }
        try {
            T value = JSON.readValue(body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body, type);
            if (value == null) {
                throw new IllegalArgumentException("the body must be a JSON object; see " + PATH + "/openapi.json");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is not as " + PATH + "/openapi.json describes it: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
        }
    }

    private HttpResponse list(HttpExchange exchange) throws SQLException, JsonProcessingException {
        String limit = HttpPort.query(exchange.getRequestURI()).getOrDefault("limit", "20");
        if (!limit.matches("[1-9]\\d{0,3}") || Integer.parseInt(limit) > MAX_RUNS) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_RUNS);
        }
        try (Connection connection = database.connect()) {
            return json(200, Map.of("runs", RunHistory.latest(connection, Integer.parseInt(limit)).stream().map(RunHistory::asMap).toList()));
        }
    }

    private HttpResponse start(Start start) throws Refusal, SQLException, JsonProcessingException {
        if (!ProcessSettings.of(settings).roles().contains(Role.SCHEDULE)) {
            throw new Refusal(409, "this process does not have the role schedule: start the run at one that has it");
        }
        String id = operations.start(request(start));
        Map<String, Object> started = new LinkedHashMap<>();
        started.put("run_id", id);
        started.put("href", PATH + "/runs/" + id);
        awaitRow(id);
        HttpResponse response = json(202, started);
        return new HttpResponse(response.status(), response.type(), response.body(), Map.of("Location", PATH + "/runs/" + id));
    }

    /** So that the client finds the run at once. A run that recovers a crashed one first takes longer, and the client then has to try again. */
    private void awaitRow(String id) throws SQLException {
        try (Connection connection = database.connect()) {
            for (int i = 0; i < ROW_TRIES; i++) {
                try {
                    RunHistory.read(connection, id);
                    return;
                } catch (RunHistory.NotFoundException e) {
                    if (!operations.lastStarted().contains(id + " is in progress")) {
                        throw new IllegalStateException("not started: " + operations.lastStarted(), e);
                    }
                    Thread.sleep(ROW_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RunRequest request(Start start) throws SQLException {
        return switch (Objects.requireNonNullElse(start.kind(), "")) {
            case "sweep", "backfill" -> {
                reject(start, "game", start.game(), "stage", start.stage(), "reason", start.reason(), "force", start.force());
                yield RunRequest.over(start.kind(), date("from", start.from()), last(start), word("only", start.only(), "missing", "failed", "all"), word("order", start.order(), "oldest", "newest"));
            }
            case "rederive" -> {
                reject(start, "only", start.only(), "order", start.order(), "game", start.game(), "stage", start.stage(), "reason", start.reason(), "force", start.force());
                yield RunRequest.rederive(date("from", start.from()), last(start));
            }
            case "load" -> {
                reject(start, "from", start.from(), "to", start.to(), "only", start.only(), "order", start.order(), "game", start.game(), "stage", start.stage(), "reason", start.reason(),
                        "force", start.force());
                yield RunRequest.load();
            }
            case "replay" -> {
                reject(start, "from", start.from(), "to", start.to(), "only", start.only(), "order", start.order());
                yield new DeadLetterService(settings).replay(orEmpty(start.game()), orEmpty(start.stage()), orEmpty(start.reason()), Boolean.TRUE.equals(start.force()));
            }
            default -> throw new IllegalArgumentException("kind must be one of sweep, backfill, rederive, load, replay");
        };
    }

    private static void reject(Start start, Object... fields) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i + 1] != null) {
                throw new IllegalArgumentException("a run of kind " + start.kind() + " has no " + fields[i]);
            }
        }
    }

    private static String last(Start start) {
        String last = date("to", start.to());
        if (LocalDate.parse(last).isBefore(LocalDate.parse(start.from()))) {
            throw new IllegalArgumentException("the last date, " + last + ", is before the first, " + start.from());
        }
        return last;
    }

    private static String date(String field, String date) {
        try {
            if (date != null && date.length() == "2024-10-04".length()) {
                return LocalDate.parse(date).toString();
            }
        } catch (DateTimeException e) {
            // below
        }
        throw new IllegalArgumentException(field + " must be a date such as 2024-10-04");
    }

    private static String word(String field, String given, String... words) {
        String word = given == null ? words[0] : given;
        if (!List.of(words).contains(word)) {
            throw new IllegalArgumentException(field + " must be one of " + String.join(", ", words));
        }
        return word;
    }

    private static String orEmpty(String value) {
        return value == null ? "" : value;
    }

    private static HttpResponse openapi() throws IOException {
        try (InputStream in = Objects.requireNonNull(RunApi.class.getResourceAsStream("/web/openapi.json"))) {
            return HttpResponse.of(HttpResponse.JSON, in.readAllBytes());
        }
    }

    private static HttpResponse json(int status, Object document) throws JsonProcessingException {
        return HttpResponse.of(status, HttpResponse.JSON, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
    }

    private static HttpResponse error(int status, String message) throws JsonProcessingException {
        return json(status, Map.of("error", Objects.requireNonNullElse(message, "internal error; see the log")));
    }
}
