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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Serves a recorded season from memory, so that the API is not what a benchmark measures: {@code ReplayServer ARCHIVE PORT [SEASONS [LATENCY_MS]]}.
 * A thread per connection, answers made before the first request. With more than one season the recorded one is served again under earlier years:
 * game ids, season and dates are moved, players and rosters stay. {@code GET /__requests} tells how many requests there were.
 */
public final class ReplayServer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern GAME = Pattern.compile("\\b2024(0[123]\\d{4})\\b");
    private static final Pattern DATE = Pattern.compile("\\b(2024|2025)(-\\d\\d-\\d\\d)");

    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> days = new TreeMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final int latencyMillis;

    private ReplayServer(int latencyMillis) {
        this.latencyMillis = latencyMillis;
    }

    public static void main(String[] args) throws Exception {
        ReplayServer server = new ReplayServer(args.length > 3 ? Integer.parseInt(args[3]) : 0);
        server.read(Path.of(args[0]), args.length > 2 ? Integer.parseInt(args[2]) : 1);
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
        for (String date : days.keySet()) {
            LocalDate monday = LocalDate.parse(date).minusDays(7);
            for (int day = 0; day < 14; day++) {
                LocalDate first = monday.plusDays(day);
                answers.computeIfAbsent("/v1/schedule/" + first, path -> answer(week(first)));
            }
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
            Thread.sleep(latencyMillis);
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
