package nhldata.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

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
}
