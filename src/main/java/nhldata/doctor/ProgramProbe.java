package nhldata.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import nhldata.config.RouteSettings;
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

    List<ProbeResult> findings() {
        return List.of(java(), routes(), log());
    }

    private ProbeResult java() {
        String says = "version " + Runtime.version() + " of " + System.getProperty("java.vendor");
        return Runtime.version().feature() >= OLDEST_JAVA ? ProbeResult.tick("Java", says) : ProbeResult.cross("Java", says, "install a JDK 17 or later");
    }

    private ProbeResult routes() {
        Path folder = RouteSettings.of(settings).dir().toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            return ProbeResult.cross("routes", "there is no folder " + folder, "start the program in the project's folder, or set NHL_ROUTES_DIR");
        }
        try {
            List<Problem> problems = RoutesCheck.of(settings);
            return problems.isEmpty() ? ProbeResult.tick("routes", "the files in " + folder + " are sound")
                    : ProbeResult.cross("routes", problems.get(0).toString(), "put it right; make routes-check tells of all");
        } catch (Exception e) {
            return ProbeResult.cross("routes", "the files in " + folder + " cannot be checked: " + e.getMessage(), "type make routes-check");
        }
    }

    private static ProbeResult log() {
        Path folder = Path.of(Objects.requireNonNullElse(System.getenv("NHLDATA_LOG_DIR"), "logs")).toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "doctor", ".tmp"));
            return ProbeResult.tick("log", "can be written in " + folder);
        } catch (IOException e) {
            return ProbeResult.cross("log", "cannot be written in " + folder + ": " + e.getMessage(), "set NHLDATA_LOG_DIR to a folder that this user may write");
        }
    }
}
