package nhldata.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The image of {@code make image}, without its base: Maven builds it on nothing before the integration tests. */
@Tag("slow")
class ImageIT {

    private static final Path TAR = Path.of("target/nhldata-image-on-nothing.tar");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, byte[]> FILES = new HashMap<>();
    private static final Map<String, TarArchiveEntry> ENTRIES = new HashMap<>();
    private static JsonNode configuration;

    @BeforeAll
    static void unpack() throws IOException {
        assumeTrue(Files.exists(TAR), "skipped: there is no image, Maven builds it in the phase pre-integration-test");
        Map<String, byte[]> blobs = new HashMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(TAR))) {
            read(in, (entry, content) -> blobs.put(entry.getName(), content), name -> true);
        }
        JsonNode manifest = JSON.readTree(blob(blobs, JSON.readTree(blobs.get("index.json")).at("/manifests/0/digest").asText()));
        configuration = JSON.readTree(blob(blobs, manifest.at("/config/digest").asText())).get("config");
        for (JsonNode layer : manifest.get("layers")) {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(blob(blobs, layer.get("digest").asText())))) {
                read(in, (entry, content) -> {
                    ENTRIES.put("/" + entry.getName(), entry);
                    FILES.put("/" + entry.getName(), content);
                }, name -> !name.matches(".*\\.[jw]ar"));
            }
        }
    }

    private interface Taker {
        void take(TarArchiveEntry entry, byte[] content);
    }

    private static void read(InputStream in, Taker taker, java.util.function.Predicate<String> wanted) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(in);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.isFile()) {
                taker.take(entry, wanted.test(entry.getName()) ? tar.readAllBytes() : new byte[0]);
            }
        }
    }

    private static byte[] blob(Map<String, byte[]> blobs, String digest) {
        return blobs.get("blobs/" + digest.replace(':', '/'));
    }

    @Test
    void itRunsAsNobodyInParticularOnThePortsOfTheProgram() {
        assertEquals("10001:10001", configuration.get("User").asText());
        assertEquals("/app", configuration.get("WorkingDir").asText());
        assertEquals(Set.of("8080/tcp", "8081/tcp"), names(configuration.get("ExposedPorts")));
        Set<String> given = StreamSupport.stream(configuration.get("Env").spliterator(), false).map(e -> e.asText().replaceFirst("=.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(given.contains("HTTP_HOST"), given::toString);
        given.removeAll(ProjectFiles.defaultsByVariable().keySet());
        assertEquals(Set.of("HOME", "LANG", "NHLDATA_LOG_DIR"), given);
    }

    @Test
    void itStartsTheProgramWithEveryLibraryOfTheJar() throws IOException {
        List<String> entrypoint = StreamSupport.stream(configuration.get("Entrypoint").spliterator(), false).map(JsonNode::asText).toList();
        assertEquals("nhldata.cli.Main", entrypoint.get(entrypoint.size() - 1));
        assertTrue(entrypoint.contains("@/app/jib-classpath-file"), entrypoint::toString);
        List<String> classPath = List.of(text("/app/jib-classpath-file").replace("/app/classpath/*", "/app/classpath/nhldata.jar").split(":"));
        assertEquals(List.of(), classPath.stream().filter(p -> !ENTRIES.containsKey(p)).toList());
        try (Stream<Path> libraries = Files.list(Path.of("target/lib"))) {
            assertEquals(libraries.count() + 1, classPath.size());
        }
    }

    @Test
    void itHasTheRoutesAndAWayToTheVerbs() throws IOException {
        try (Stream<Path> routes = Files.list(Path.of("routes"))) {
            for (Path route : routes.toList()) {
                assertEquals(ProjectFiles.read(route.toString()), text("/app/routes/" + route.getFileName()));
            }
        }
        assertEquals(0755, ENTRIES.get("/usr/local/bin/nhldata").getMode() & 0777);
        assertTrue(text("/usr/local/bin/nhldata").contains("@/app/jib-classpath-file nhldata.cli.Main"));
    }

    @Test
    void itTellsWhatItIsMadeOf() throws IOException {
        assumeTrue(Files.exists(SbomIT.SBOM), "skipped: there is no bill of materials, which an offline Maven does not make");
        assertEquals(Files.readString(SbomIT.SBOM), text("/app/nhldata-sbom.cdx.json"));
    }

    @Test
    void nothingOfThisMachineIsInIt() {
        assertEquals(List.of(), ENTRIES.keySet().stream().filter(f -> !f.matches("/app/(libs/.*\\.[jw]ar|classpath/.*\\.jar|routes/.*\\.yaml|nhldata-sbom\\.cdx\\.json|jib-(classpath|main-class)-file)|/usr/local/bin/nhldata")).toList());
    }

    private static Set<String> names(JsonNode object) {
        return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false).collect(Collectors.toSet());
    }

    private static String text(String file) {
        return new String(FILES.get(file), StandardCharsets.UTF_8);
    }
}
