package nhldata.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import nhldata.config.Settings;
import nhldata.reload.Problem;
import nhldata.reload.RoutesCheck;

/** Java, the route files and the folder of the log. */
final class ProgramProbe {

    private static final int OLDEST_JAVA = 17;

    private final Settings settings;

    ProgramProbe(Settings settings) {
        this.settings = settings;
    }

    List<Finding> findings() {
        return List.of(java(), routes(), log());
    }

    private Finding java() {
        String says = "version " + Runtime.version() + " of " + System.getProperty("java.vendor");
        return Runtime.version().feature() >= OLDEST_JAVA ? Finding.tick("Java", says) : Finding.cross("Java", says, "install a JDK 17 or later");
    }

    private Finding routes() {
        Path folder = Path.of(settings.get("nhl.routes.dir")).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            return Finding.cross("routes", "there is no folder " + folder, "start the program in the project's folder, or set NHL_ROUTES_DIR");
        }
        try {
            List<Problem> problems = RoutesCheck.of(settings);
            return problems.isEmpty() ? Finding.tick("routes", "the files in " + folder + " are sound")
                    : Finding.cross("routes", problems.get(0).toString(), "put it right; make routes-check tells of all");
        } catch (Exception e) {
            return Finding.cross("routes", "the files in " + folder + " cannot be checked: " + e.getMessage(), "type make routes-check");
        }
    }

    private static Finding log() {
        Path folder = Path.of(Objects.requireNonNullElse(System.getenv("NHLDATA_LOG_DIR"), "logs")).toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "doctor", ".tmp"));
            return Finding.tick("log", "can be written in " + folder);
        } catch (IOException e) {
            return Finding.cross("log", "cannot be written in " + folder + ": " + e.getMessage(), "set NHLDATA_LOG_DIR to a folder that this user may write");
        }
    }
}
