package nhldata.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Recorded documents of a folder or a tar.gz, by their paths. Weeks of the schedule are put together from the days of the
 * recorded ones, so that a week may begin on any day, as the API's do.
 */
public final class ReplayDocuments implements Documents {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SCHEDULE = "/v1/schedule/";
    private static final int WEEK = 7;

    private final Map<String, byte[]> documents = new HashMap<>();
    private final Map<String, JsonNode> days = new HashMap<>();

    /** @param statsApiSchedule path below the folder of the one recorded schedule of statsapi, which answers every range; or null */
    public ReplayDocuments(Path tree, String statsApiSchedule) throws IOException {
        this(List.of(tree), statsApiSchedule);
    }

    /** As above, of several trees together: seasons, for example. */
    public ReplayDocuments(List<Path> trees, String statsApiSchedule) throws IOException {
        for (Path tree : trees) {
            if (Files.isDirectory(tree)) {
                readFolder(tree);
            } else {
                readArchive(tree);
            }
        }
        if (statsApiSchedule != null) {
            documents.put("/api/v1/schedule", documents.get(statsApiSchedule));
        }
        for (Map.Entry<String, byte[]> document : List.copyOf(documents.entrySet())) {
            if (document.getKey().startsWith(SCHEDULE)) {
                for (JsonNode day : MAPPER.readTree(document.getValue()).path("gameWeek")) {
                    days.merge(day.path("date").asText(), day, (a, b) -> a.path("games").isEmpty() ? b : a);
                }
            }
        }
    }

    /** The dates that have games in a recorded schedule, and the schedule of each. */
    public Map<String, JsonNode> days() {
        return Map.copyOf(days);
    }

    @Override
    public byte[] document(String path) {
        return path.startsWith(SCHEDULE) ? week(LocalDate.parse(path.substring(SCHEDULE.length()))) : documents.get(path);
    }

    private byte[] week(LocalDate from) {
        ObjectNode week = MAPPER.createObjectNode();
        ArrayNode list = week.putArray("gameWeek");
        for (LocalDate date = from; date.isBefore(from.plusDays(WEEK)); date = date.plusDays(1)) {
            JsonNode day = days.get(date.toString());
            if (day == null) {
                list.addObject().put("date", date.toString()).put("numberOfGames", 0).putArray("games");
            } else {
                list.add(day);
            }
        }
        try {
            return MAPPER.writeValueAsBytes(week);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
    }

    private void readArchive(Path archive) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && entry.getName().endsWith(".json")) {
                    put(entry.getName().replaceFirst("^\\./", ""), tar.readAllBytes());
                }
            }
        }
    }

    private void put(String name, byte[] content) {
        documents.put("/" + name.replaceFirst("\\.json$", ""), content);
    }
}
