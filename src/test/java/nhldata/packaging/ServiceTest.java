package nhldata.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
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
    void systemdFindsNothingWrongWithItsWatchdog() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "skipped: there is no systemd-analyze here");
        Files.writeString(folder.resolve("nhldata.service"), UNIT.replace("/opt/nhldata/bin/nhldata run", "/bin/true").replaceAll("(?m)^Documentation=.*$", ""));
        for (String name : List.of("nhldata-watchdog.service", "nhldata-watchdog.timer")) {
            Files.writeString(folder.resolve(name), ProjectFiles.read("deploy/" + name).replaceAll("(?m)^Documentation=.*$", ""));
        }
        Process verify = new ProcessBuilder("systemd-analyze", "verify", folder.resolve("nhldata-watchdog.timer").toString()).redirectErrorStream(true).start();
        assertEquals("", new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, verify.waitFor());
    }

    /** The command of the unit against a port that answers as the service does, with a systemctl of the test's own. */
    @Test
    void itsWatchdogRestartsItWhenItIsNotAlive() throws Exception {
        String command = Pattern.compile("(?m)^ExecStart=/bin/bash -c '(.*)'$").matcher(ProjectFiles.read("deploy/nhldata-watchdog.service")).results().map(m -> m.group(1)).findFirst().orElseThrow()
                .replace("\\\\", "\\").replace("sleep 10", "true");
        Files.writeString(folder.resolve("systemctl"), "#!/bin/sh\necho \"$@\" >> " + folder.resolve("restarts") + "\n").toFile().setExecutable(true);
        AtomicInteger status = new AtomicInteger(200);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 5);
        server.createContext("/health/live", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        try {
            watch(command, server.getAddress().getPort());
            assertTrue(Files.notExists(folder.resolve("restarts")));
            status.set(503);
            watch(command, server.getAddress().getPort());
            assertEquals("restart nhldata.service\n", Files.readString(folder.resolve("restarts")));
        } finally {
            server.stop(0);
        }
    }

    private void watch(String command, int port) throws Exception {
        ProcessBuilder bash = new ProcessBuilder("/bin/bash", "-c", command).redirectErrorStream(true);
        bash.environment().put("HTTP_PORT", String.valueOf(port));
        bash.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        Process process = bash.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
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
