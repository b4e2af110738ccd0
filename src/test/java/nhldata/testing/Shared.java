package nhldata.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Recorded material that is no part of this project: in ../shared, or where NHLDATA_SHARED says. Without it a test is skipped. */
public final class Shared {

    private Shared() {
    }

    public static Path path(String path) {
        String setting = System.getenv("NHLDATA_SHARED");
        Path file = Path.of(setting == null || setting.isBlank() ? "../shared" : setting).resolve(path);
        assumeTrue(Files.exists(file), () -> "skipped: there is nothing at " + file + " (set NHLDATA_SHARED)");
        return file;
    }

    /** Recorded documents lie in the folder nhl. */
    public static Path nhl(String path) {
        return path("nhl/" + path);
    }

    public static byte[] bytes(String path) {
        return bytes(nhl(path));
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Path> files(String folder) {
        try (Stream<Path> files = Files.walk(nhl(folder))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
