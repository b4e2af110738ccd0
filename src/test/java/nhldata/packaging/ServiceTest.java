package nhldata.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** deploy/nhldata.service is one that systemd takes, and names only what there is. */
class ServiceTest {

    private static final String UNIT = ProjectFiles.read("deploy/nhldata.service");

    @TempDir
    private Path folder;

    @Test
    void systemdFindsNothingWrongWithIt() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "skipped: there is no systemd-analyze here");
        Path unit = Files.writeString(folder.resolve("nhldata.service"),
                UNIT.replace("/opt/nhldata/bin/nhldata run", "/bin/true").replaceAll("(?m)^Documentation=.*$", ""));
        Process verify = new ProcessBuilder("systemd-analyze", "verify", unit.toString()).redirectErrorStream(true).start();
        assertEquals("", new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, verify.waitFor());
    }

    @Test
    void itsCredentialsAreSettings() {
        Set<String> named = Pattern.compile("(?m)^LoadCredential=(\\w+):").matcher(UNIT).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(named.contains("PGPASSWORD"), named::toString);
        named.removeAll(ProjectFiles.defaultsByVariable().keySet());
        assertEquals(Set.of(), named);
    }

    @Test
    void itsEnvironmentIsOfSettingsAndOfTheMarts() {
        Set<String> given = Pattern.compile("(?m)^Environment=(.*)$").matcher(UNIT).results()
                .flatMap(line -> Pattern.compile("(?<![\\w=-])\"?([A-Z_]+)=").matcher(line.group(1)).results()).map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(given.containsAll(Set.of("NHL_MARTS_PYTHON", "NHL_MARTS_PROJECT", "DBT_TARGET_PATH", "DBT_LOG_PATH")), given::toString);
        given.removeAll(ProjectFiles.defaultsByVariable().keySet());
        given.removeAll(Set.of("DBT_LOG_PATH", "DBT_TARGET_PATH", "HOME", "JAVA_OPTS", "NHLDATA_LOG_DIR"));
        assertEquals(Set.of(), given);
        assertTrue(UNIT.contains("StateDirectory=nhldata\n"), "what is under /var/lib/nhldata is written");
    }

    @Test
    void systemdWaitsLongerThanTheProgramDoes() {
        int program = Integer.parseInt(ProjectFiles.defaultsByVariable().get("NHL_ROUTES_STOP_SECONDS"));
        int systemd = Pattern.compile("(?m)^TimeoutStopSec=(\\d+)").matcher(UNIT).results().map(m -> Integer.parseInt(m.group(1))).findFirst().orElseThrow();
        assertTrue(systemd >= 3 * program, systemd + " and " + program);
    }

    @Test
    void theLauncherFindsTheProgramFromAnyFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("nhldata"), Path.of("bin/nhldata").toAbsolutePath());
        assumeTrue(Files.exists(Path.of("target/nhldata.jar")), "skipped: the program is not built yet");
        ProcessBuilder builder = new ProcessBuilder(link.toString(), "--version").directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("NHLDATA_LOG_DIR", folder.toString());
        Process version = builder.start();
        assertTrue(new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("nhldata 1.0.0"));
        assertEquals(0, version.waitFor());
    }
}
