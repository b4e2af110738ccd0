import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import nhldata.sample.SampleLeague;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Serves a season from memory, so that a benchmark does not measure the API: {@code ReplayServer ARCHIVE|sample PORT [SEASONS]}.
 * One thread per connection, responses built before the first request. With more than one season the recorded one is served again under earlier years:
 * game ids, season and dates are shifted, players and rosters stay the same. {@code sample} is a season of the sample league, if there is no recording.
 * {@code GET /__requests} returns the number of requests, {@code GET /__latency/50} delays each response from then on.
 */
public final class ReplayServer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern GAME = Pattern.compile("\\b2024(0[123]\\d{4})\\b");
    private static final Pattern DATE = Pattern.compile("\\b(2024|2025)(-\\d\\d-\\d\\d)");

    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> days = new TreeMap<>();
    private final AtomicLong requests = new AtomicLong();
    private volatile int latencyMillis;

    private ReplayServer() {
    }

    public static void main(String[] args) throws Exception {
        ReplayServer server = new ReplayServer();
        int seasons = args.length > 2 ? Integer.parseInt(args[2]) : 1;
        if (args[0].equals("sample")) {
            server.ask(seasons);
        } else {
            server.read(Path.of(args[0]), seasons);
        }
        try (ServerSocket socket = new ServerSocket(Integer.parseInt(args[1]), 512, InetAddress.getLoopbackAddress())) {
            System.out.println("ready: " + server.answers.size() + " documents");
            while (true) {
                Socket connection = socket.accept();
                Thread thread = new Thread(() -> server.serve(connection));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void read(Path archive, int seasons) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().endsWith(".json")) {
                    String path = "/" + entry.getName().replaceFirst("^\\./", "").replaceFirst("\\.json$", "");
                    String document = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                    for (int back = 0; back < seasons; back++) {
                        keep(path, document, back);
                    }
                }
            }
        }
        makeWeeks();
    }

    /** Fetches all documents that the pipeline will request from the sample league in advance. */
    private void ask(int seasons) throws IOException, InterruptedException {
        try (SampleLeague league = SampleLeague.start()) {
            HttpClient client = HttpClient.newHttpClient();
            Set<String> wanted = new TreeSet<>();
            for (LocalDate date = LocalDate.of(2025 - seasons, 10, 1); date.isBefore(LocalDate.of(2025, 7, 1)); date = date.plusDays(1)) {
                JsonNode day = JSON.readTree(get(client, league, "/v1/schedule/" + date)).get("gameWeek").get(0);
                for (JsonNode game : day.get("games")) {
                    if (game.get("gameType").asInt() > 1) {
                        days.put(date.toString(), (ObjectNode) day);
                        wanted.add("/v1/gamecenter/" + game.get("id") + "/boxscore");
                        wanted.add("/v1/roster/" + game.get("awayTeam").get("abbrev").asText() + "/" + game.get("season"));
                        wanted.add("/v1/roster/" + game.get("homeTeam").get("abbrev").asText() + "/" + game.get("season"));
                    }
                }
            }
            for (String path : wanted) {
                answers.put(path, answer(get(client, league, path)));
            }
        }
        makeWeeks();
    }

    private static byte[] get(HttpClient client, SampleLeague league, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(league.uri() + path)).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    /** The schedules beginning with each date, and the expected games around it, without games that were not recorded. */
    private void makeWeeks() {
        for (ObjectNode day : days.values()) {
            for (Iterator<JsonNode> games = day.withArray("games").iterator(); games.hasNext();) {
                if (!answers.containsKey("/v1/gamecenter/" + games.next().get("id") + "/boxscore")) {
                    games.remove();
                }
            }
            day.put("numberOfGames", day.get("games").size());
        }
        // the off-season has schedules too: empty ones
        LocalDate end = LocalDate.parse(Collections.max(days.keySet())).plusDays(14);
        for (LocalDate day = LocalDate.parse(Collections.min(days.keySet())).minusDays(7); day.isBefore(end); day = day.plusDays(1)) {
            answers.put("/v1/schedule/" + day, answer(week(day)));
            answers.put("/v1/score/" + day, answer(week(day.minusDays(3))));
        }
    }

    private void keep(String path, String document, int back) throws IOException {
        String season = (2024 - back) + "" + (2025 - back);
        if (path.startsWith("/v1/roster/")) {
            answers.put(path.replace("20242025", season), answer(document.getBytes(StandardCharsets.UTF_8)));
            return;
        }
        String moved = back == 0 ? document : DATE.matcher(GAME.matcher(document).replaceAll(2024 - back + "$1").replace("20242025", season))
                .replaceAll(match -> Integer.parseInt(match.group(1)) - back + match.group(2));
        if (path.startsWith("/v1/schedule/")) {
            for (JsonNode day : JSON.readTree(moved).get("gameWeek")) {
                if (!day.get("games").isEmpty()) {
                    days.put(day.get("date").asText(), (ObjectNode) day);
                }
            }
        } else {
            answers.put(GAME.matcher(path).replaceAll(2024 - back + "$1"), answer(moved.getBytes(StandardCharsets.UTF_8)));
            if (back == 0 && path.endsWith("/boxscore")) {
                JSON.readTree(document).findParents("playerId").forEach(this::keepPlayer);
            }
        }
    }

    /** Bios were not recorded: players on no roster get one from the values in the box score. */
    private void keepPlayer(JsonNode line) {
        String id = line.get("playerId").asText();
        if (line.path("name").has("default")) {
            String[] name = line.get("name").get("default").asText().split(" ", 2);
            ObjectNode player = JSON.createObjectNode().put("playerId", Integer.parseInt(id)).put("position", line.get("position").asText());
            player.putObject("firstName").put("default", name[0]);
            player.putObject("lastName").put("default", name[name.length - 1]);
            answers.putIfAbsent("/v1/player/" + id + "/landing", answer(player.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }

    private byte[] week(LocalDate first) {
        ObjectNode week = JSON.createObjectNode();
        week.put("nextStartDate", first.plusDays(7).toString()).put("previousStartDate", first.minusDays(7).toString());
        ArrayNode gameWeek = week.putArray("gameWeek");
        int games = 0;
        for (int day = 0; day < 7; day++) {
            String date = first.plusDays(day).toString();
            JsonNode known = days.get(date);
            gameWeek.add(known != null ? known : JSON.createObjectNode().put("date", date).put("numberOfGames", 0).set("games", JSON.createArrayNode()));
            games += known == null ? 0 : known.get("games").size();
        }
        return week.put("numberOfGames", games).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] answer(byte[] body) {
        return answer("200 OK", body);
    }

    private static byte[] answer(String status, byte[] body) {
        byte[] head = ("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] answer = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, answer, head.length, body.length);
        return answer;
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = new BufferedOutputStream(connection.getOutputStream(), 65536);
            for (String request = line(in); request != null; request = line(in)) {
                while (!line(in).isEmpty()) {
                    continue;
                }
                respond(request.split(" ")[1], out);
            }
        } catch (IOException | RuntimeException closedByTheClient) {
            return;
        }
    }

    private void respond(String path, OutputStream out) throws IOException {
        if (path.equals("/__requests")) {
            out.write(answer(Long.toString(requests.get()).getBytes(StandardCharsets.US_ASCII)));
        } else if (path.startsWith("/__latency/")) {
            latencyMillis = Integer.parseInt(path.substring("/__latency/".length()));
            out.write(answer(new byte[0]));
        } else {
            requests.incrementAndGet();
            pause();
            byte[] answer = answers.get(path.replaceFirst("\\?.*", ""));
            out.write(answer != null ? answer : answer("404 Not Found", "{\"message\":\"Not Found\"}".getBytes(StandardCharsets.US_ASCII)));
        }
        out.flush();
    }

    private void pause() {
        try {
            if (latencyMillis > 0) {
                Thread.sleep(latencyMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
