package nhldata.nhl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Recorded documents that are not part of this project: in ../shared/nhl, or below NHLDATA_SHARED. Tests on them are skipped
 * where they are absent.
 */
final class Shared {
    private Shared() { }

    static Path nhl(String path) {
        String setting = System.getenv("NHLDATA_SHARED");
        Path file = Path.of(setting == null || setting.isBlank() ? "../shared" : setting).resolve("nhl").resolve(path);
        assumeTrue(Files.exists(file), () -> "skipped: no recorded documents at " + file + " (set NHLDATA_SHARED)");
        return file;
    }

    static byte[] bytes(String path) {
        return bytes(nhl(path));
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(String folder) {
        try (Stream<Path> files = Files.walk(nhl(folder))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
