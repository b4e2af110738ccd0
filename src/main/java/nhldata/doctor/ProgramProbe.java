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

/** Checks Java, the route files and the log directory. */
final class ProgramProbe {

    private static final int OLDEST_JAVA = 17;

    private final Settings settings;

    ProgramProbe(Settings settings) {
        this.settings = settings;
    }

    List<ProbeResult> check() {
        return List.of(java(), routes(), log());
    }

    private ProbeResult java() {
        String version = "version " + Runtime.version() + ", " + System.getProperty("java.vendor");
        return Runtime.version().feature() >= OLDEST_JAVA ? ProbeResult.ok("Java", version) : ProbeResult.fail("Java", version, "install JDK 17 or later");
    }

    private ProbeResult routes() {
        Path folder = RouteSettings.of(settings).dir().toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            return ProbeResult.fail("routes", "directory " + folder + " does not exist", "start nhldata in the project directory, or set NHL_ROUTES_DIR");
        }
        try {
            List<Problem> problems = RoutesCheck.of(settings);
            return problems.isEmpty() ? ProbeResult.ok("routes", "the files in " + folder + " are valid")
                    : ProbeResult.fail("routes", problems.get(0).toString(), "fix the file; run nhldata check to validate all files");
        } catch (Exception e) {
            return ProbeResult.fail("routes", "the files in " + folder + " cannot be checked: " + e.getMessage(), "run: nhldata check");
        }
    }

    private static ProbeResult log() {
        Path folder = Path.of(Objects.requireNonNullElse(System.getenv("NHLDATA_LOG_DIR"), "logs")).toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "doctor", ".tmp"));
            return ProbeResult.ok("log", "directory " + folder + " is writable");
        } catch (IOException e) {
            return ProbeResult.fail("log", "directory " + folder + " is not writable: " + e.getMessage(), "set NHLDATA_LOG_DIR to a directory that this user may write");
        }
    }
}
