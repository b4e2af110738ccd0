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

/** {@code bin/scan} with scanners that are stand-ins, which note how they were called: what they find needs their databases. */
class ScanTest {

    private static final String SBOM = "target/nhldata-sbom.cdx.json";
    private static final String PYTHON = "dbt/requirements.txt";
    private static final List<String> BY_OSV_SCANNER = List.of("osv-scanner scan source -L " + SBOM + " -L " + PYTHON);
    private static final List<String> BY_GRYPE = List.of("grype sbom:" + SBOM + " --fail-on negligible", "grype file:" + PYTHON + " --fail-on negligible");
    private static final List<String> BY_TRIVY = List.of("trivy sbom --exit-code 1 " + SBOM, "trivy fs --scanners vuln --exit-code 1 " + PYTHON);

    @TempDir
    Path project;
    private Path calls;

    private record Outcome(int exitCode, String output, List<String> calls) {
    }

    @BeforeEach
    void aProjectWithItsBillOfMaterialsAndNoScanner() throws IOException {
        calls = Files.createFile(project.resolve("calls"));
        Files.createDirectories(project.resolve("bin"));
        Files.copy(Path.of("bin/scan"), project.resolve("bin/scan"));
        Files.createDirectories(project.resolve("target"));
        Files.writeString(project.resolve(SBOM), "{}");
        put("dirname", "exec /usr/bin/dirname \"$@\"");
        put("readlink", "for r in /usr/bin/readlink /bin/readlink; do [ -x $r ] && exec $r \"$@\"; done");
    }

    @Test
    void itIsAskedOfTheFirstScannerThatIsThere() throws Exception {
        scanner("trivy", 0);
        assertEquals(new Outcome(0, "", BY_TRIVY), run());
        scanner("grype", 0);
        assertEquals(new Outcome(0, "", BY_GRYPE), run());
        scanner("osv-scanner", 0);
        assertEquals(new Outcome(0, "", BY_OSV_SCANNER), run());
    }

    @Test
    void whatIsFoundFailsItAsTheScannerSaysAndHindersNoOtherQuestion() throws Exception {
        scanner("trivy", 1);
        assertEquals(new Outcome(1, "", BY_TRIVY), run());
        scanner("grype", 2);
        assertEquals(new Outcome(2, "", BY_GRYPE), run());
        scanner("osv-scanner", 127);
        assertEquals(new Outcome(127, "", BY_OSV_SCANNER), run());
    }

    @Test
    void aFindingOfTheFirstQuestionIsNotForgottenForTheSecond() throws Exception {
        put("grype", note("grype") + "; case $1 in sbom:*) exit 2; esac");
        assertEquals(new Outcome(2, "", BY_GRYPE), run());
    }

    @Test
    void withoutAScannerOneMessageSaysWhatToInstallAndWhatToType() throws Exception {
        Outcome outcome = run();
        assertEquals(2, outcome.exitCode());
        assertEquals(1, outcome.output().lines().count());
        assertTrue(outcome.output().contains("install osv-scanner") && outcome.output().strip().endsWith("then run: make scan"), outcome.output());
    }

    @Test
    void withoutABillOfMaterialsNothingIsSaidToBeWell() throws Exception {
        scanner("grype", 0);
        Files.delete(project.resolve(SBOM));
        assertEquals(new Outcome(1, SBOM + " does not exist. Run: make sbom\n", List.of()), run());
    }

    private Outcome run() throws Exception {
        Files.writeString(calls, "");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", project.resolve("bin/scan").toString()).redirectErrorStream(true);
        builder.environment().put("PATH", project.resolve("path").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output, Files.readAllLines(calls));
    }

    private void scanner(String name, int exitCode) throws IOException {
        put(name, note(name) + "; exit " + exitCode);
    }

    private String note(String tool) {
        return "echo " + tool + " \"$@\" >> " + calls;
    }

    private void put(String tool, String body) throws IOException {
        Path file = Files.writeString(Files.createDirectories(project.resolve("path")).resolve(tool), "#!/bin/sh\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }
}
