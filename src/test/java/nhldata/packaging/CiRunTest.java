package nhldata.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/run} on machines that lack this or that: its PATH holds nothing but stand-ins, which note how they were called. */
class CiRunTest {

    private static final String TEST = "make test";
    private static final String UPDATE = "apt-get update -q";
    private static final String INSTALL = "apt-get install -q -y --no-install-recommends ";

    @TempDir
    Path machine;
    private Path calls;

    private record Outcome(int exitCode, String output, List<String> calls) {
    }

    @BeforeEach
    void aMachineWithEverythingAndAPersonWhoMayInstall() throws IOException {
        calls = Files.createFile(machine.resolve("calls"));
        put("dirname", "exec /usr/bin/dirname \"$@\"");
        put("sed", "for s in /usr/bin/sed /bin/sed; do [ -x $s ] && exec $s \"$@\"; done");
        put("javac", "echo javac 17.0.1");
        put("mvn", "");
        put("python3", "");
        put("chromium", "");
        put("pgbouncer", "");
        put("make", note("make"));
        put("id", "echo 0");
        put("apt-get", note("apt-get"));
    }

    @Test
    void whereNothingIsMissingNothingIsInstalled() throws Exception {
        assertEquals(List.of(TEST), run().calls());
    }

    @Test
    void whatIsMissingIsInstalledFirst() throws Exception {
        Files.delete(machine.resolve("bin/mvn"));
        Outcome outcome = run();
        assertEquals(List.of(UPDATE, INSTALL + "maven", TEST), outcome.calls());
        assertEquals(0, outcome.exitCode());
    }

    @Test
    void aBrowserIsWishedForAndNotInsistedOn() throws Exception {
        Files.delete(machine.resolve("bin/chromium"));
        put("apt-get", note("apt-get") + "\n[ $1 = update ]");
        Outcome outcome = run();
        assertEquals(List.of(UPDATE, INSTALL + "chromium fonts-dejavu-core pgbouncer", TEST), outcome.calls());
        assertEquals(0, outcome.exitCode());
    }

    @Test
    void anOldJdkCountsAsNone() throws Exception {
        put("javac", "[ -e " + machine + "/installed ] && echo javac 17.0.1 || echo javac 11.0.20");
        put("apt-get", note("apt-get") + "\n: > " + machine + "/installed");
        assertEquals(List.of(UPDATE, INSTALL + "openjdk-17-jdk-headless", TEST), run().calls());
    }

    @Test
    void aPythonWithoutVenvGetsIt() throws Exception {
        put("python3", "[ -e " + machine + "/installed ]");
        put("apt-get", note("apt-get") + "\n: > " + machine + "/installed");
        assertEquals(List.of(UPDATE, INSTALL + "python3 python3-venv", TEST), run().calls());
    }

    @Test
    void aPythonThatStaysTooOldIsNamed() throws Exception {
        put("python3", "exit 1");
        Outcome outcome = run();
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.output().contains("not 3.11 or later with venv: " + machine + "/bin/python3"), outcome.output());
    }

    @Test
    void whoMayNotInstallIsToldWhatIsMissing() throws Exception {
        Files.delete(machine.resolve("bin/mvn"));
        put("id", "echo 1000");
        Outcome outcome = run();
        assertEquals(1, outcome.exitCode());
        assertEquals(List.of(), outcome.calls());
        assertTrue(outcome.output().contains("missing: maven"), outcome.output());
    }

    @Test
    void aFailedTestFailsIt() throws Exception {
        put("make", note("make") + "\nexit 2");
        assertEquals(2, run().exitCode());
    }

    private Outcome run() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", ".ci/run").redirectErrorStream(true);
        builder.environment().put("PATH", machine.resolve("bin").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output, Files.readAllLines(calls));
    }

    private String note(String tool) {
        return "echo " + tool + " \"$@\" >> " + calls;
    }

    private void put(String tool, String body) throws IOException {
        Path bin = Files.createDirectories(machine.resolve("bin"));
        Path file = Files.writeString(bin.resolve(tool), "#!/bin/bash\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }
}
