import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nhldata.nhl.Boxscore;
import nhldata.nhl.BoxscoreReader;
import nhldata.nhl.GameKey;
import nhldata.nhl.Person;
import nhldata.nhl.RosterKey;
import nhldata.nhl.RosterReader;
import nhldata.store.GameCsv;
import nhldata.store.GameCsvWriter;
import org.apache.camel.dataformat.csv.CsvMarshaller;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;

/**
 * Box scores to CSVs, as the routes do it; Jackson reading the same documents as a stream, without processing them; and the two libraries that
 * are used, with nothing between them: Jackson's tree of each document, which rejects duplicate names, and commons-csv writing the
 * same cells. {@code Transform API FROM TO}. All in turn, often enough for the JIT to compile them; prints MB of documents per second
 * of the best of the last turns. For one core.
 */
public final class Transform {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setRecordSeparator("\n").setQuoteMode(QuoteMode.MINIMAL).get();
    private static final CsvMarshaller WRITER = new GameCsvWriter().create(FORMAT, null);
    private static final ObjectReader TREES = new ObjectMapper().reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    private static final int TURNS = 8;

    private record Document(byte[] json, GameKey game) {
    }

    private final BoxscoreReader reader = new BoxscoreReader();
    private final GameCsv csv = new GameCsv();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String api;
    private final List<Document> documents = new ArrayList<>();
    private final Map<RosterKey, Map<Integer, Person>> rosters = new HashMap<>();

    private Transform(String api) {
        this.api = api;
    }

    public static void main(String[] args) throws Exception {
        Transform transform = new Transform(args[0]);
        transform.fetch(LocalDate.parse(args[1]), LocalDate.parse(args[2]));
        double megabytes = transform.documents.stream().mapToLong(d -> d.json.length).sum() / 1e6;
        double stream = Double.MAX_VALUE;
        double ours = Double.MAX_VALUE;
        double libraries = Double.MAX_VALUE;
        List<List<List<String>>> cells = new ArrayList<>();
        for (Document document : transform.documents) {
            cells.add(transform.records(document));
        }
        for (int turn = 0; turn < TURNS; turn++) {
            long start = System.nanoTime();
            long tokens = transform.stream();
            long between = System.nanoTime();
            long bytes = transform.transform();
            long end = System.nanoTime();
            long alone = transform.libraries(cells);
            long done = System.nanoTime();
            if (alone != bytes) {
                throw new IllegalStateException("the libraries wrote " + alone + " bytes, the transform " + bytes);
            }
            if (tokens == 0 || bytes == 0) {
                throw new IllegalStateException("nothing was read");
            }
            stream = turn < TURNS / 2 ? stream : Math.min(stream, (between - start) / 1e9);
            ours = turn < TURNS / 2 ? ours : Math.min(ours, (end - between) / 1e9);
            libraries = turn < TURNS / 2 ? libraries : Math.min(libraries, (done - end) / 1e9);
        }
        System.out.printf("{\"documents\": %d, \"stream\": %s, \"libraries\": %s, \"transform\": %s}%n",
                transform.documents.size(), megabytes / stream, megabytes / libraries, megabytes / ours);
    }

    private void fetch(LocalDate from, LocalDate to) throws Exception {
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            for (JsonNode game : JSON.readTree(get("/v1/schedule/" + day)).get("gameWeek").get(0).get("games")) {
                if (game.get("gameType").asInt() > 1) {
                    GameKey ref = new GameKey(game.get("id").asText(), day, game.get("awayTeam").get("id").asInt(), game.get("homeTeam").get("id").asInt());
                    documents.add(new Document(get("/v1/gamecenter/" + ref.gameId() + "/boxscore"), ref));
                }
            }
        }
        for (Document document : documents) {
            for (RosterKey key : new BoxscoreReader().read(document.json, document.game).rosters()) {
                if (!rosters.containsKey(key)) {
                    rosters.put(key, new RosterReader().read(get("/v1/roster/" + key.teamAbbreviation() + "/" + key.season())));
                }
            }
        }
    }

    private byte[] get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(api + path)).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    private long stream() throws Exception {
        long tokens = 0;
        JsonFactory factory = JSON.getFactory();
        for (Document document : documents) {
            try (JsonParser parser = factory.createParser(document.json)) {
                while (parser.nextToken() != null) {
                    tokens++;
                }
            }
        }
        return tokens;
    }

    private long transform() throws Exception {
        long bytes = 0;
        for (Document document : documents) {
            bytes += csv(records(document)).length;
        }
        return bytes;
    }

    private List<List<String>> records(Document document) {
        Boxscore boxscore = reader.read(document.json, document.game);
        Map<Integer, Person> known = new LinkedHashMap<>();
        boxscore.rosters().forEach(key -> known.putAll(rosters.get(key)));
        return csv.records(boxscore.withBios(known::get));
    }

    private long libraries(List<List<List<String>>> cells) throws Exception {
        long bytes = 0;
        for (int i = 0; i < documents.size(); i++) {
            if (TREES.readTree(documents.get(i).json).isEmpty()) {
                throw new IllegalStateException("an empty document");
            }
            bytes += csv(cells.get(i)).length;
        }
        return bytes;
    }

    /** In the pipeline, route store does this with Camel's CSV data format. */
    private static byte[] csv(List<List<String>> records) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WRITER.marshal(null, records, bytes);
        return bytes.toByteArray();
    }
}
