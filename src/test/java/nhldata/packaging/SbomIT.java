package nhldata.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bill of materials names what is shipped, to the byte, and nothing else. Maven makes it with the package, when it is online. */
@Tag("slow")
class SbomIT {

    static final Path SBOM = Path.of("target/nhldata-sbom.cdx.json");

    private static JsonNode bill;

    @BeforeAll
    static void read() throws IOException {
        assumeTrue(Files.exists(SBOM), "skipped: there is no " + SBOM + ", which an offline Maven does not make. Type: make sbom");
        bill = new ObjectMapper().readTree(SBOM.toFile());
    }

    @Test
    void itListsEveryLibraryAndNothingThatIsNotShipped() throws Exception {
        Map<String, String> listed = new TreeMap<>();
        for (JsonNode component : bill.get("components")) {
            String name = component.get("name").asText() + "-" + component.get("version").asText();
            listed.put(name, sha256(component));
            assertTrue(component.get("purl").asText().startsWith("pkg:maven/"), name + " cannot be looked up");
        }
        Map<String, String> shipped = new TreeMap<>();
        try (Stream<Path> libraries = Files.list(Path.of("target/lib"))) {
            for (Path library : libraries.toList()) {
                shipped.put(library.getFileName().toString().replaceFirst("\\.[jw]ar$", ""), sha256(library));
            }
        }
        assertTrue(shipped.size() > 100, shipped::toString);
        assertEquals(shipped, listed, "type: make clean build sbom");
    }

    @Test
    void itIsOfThisProgramAndTheSameWheneverAndWhereverItIsMade() throws IOException {
        assertEquals("pkg:maven/nhldata/nhldata@" + ProjectFiles.version() + "?type=jar", bill.at("/metadata/component/purl").asText());
        assertFalse(bill.has("serialNumber"));
        assertFalse(bill.get("metadata").has("timestamp"));
        assertFalse(Files.readString(SBOM).contains(System.getProperty("user.home") + "/"));
    }

    private static String sha256(JsonNode component) {
        return StreamSupport.stream(component.get("hashes").spliterator(), false).filter(h -> h.get("alg").asText().equals("SHA-256"))
                .map(h -> h.get("content").asText()).findFirst().orElse("none");
    }

    private static String sha256(Path file) throws Exception {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }
}
