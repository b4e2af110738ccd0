package nhldata.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What make removes is what the program has made, whatever the folders are called and whoever else uses them; and JAVA_OPTS has the last word. */
class MakefileTest {

    @TempDir
    private Path folder;
    private Path data;
    private Path logs;

    @BeforeEach
    void makeData() throws IOException {
        data = Files.createDirectories(folder.resolve("my data"));
        logs = Files.createDirectories(folder.resolve("my logs"));
        for (String name : List.of("pg_data", "s3_data")) {
            Files.createFile(Files.createDirectories(data.resolve(name)).resolve(".lock"));
        }
        Files.createDirectories(folder.resolve("my"));
        for (String name : List.of("nhldata.log", "nhldata-verbs.2026-01-01.0.log.gz", "syslog")) {
            Files.createFile(logs.resolve(name));
        }
    }

    @Test
    void cleanRemovesNoData() throws Exception {
        assertEquals("rm -rf target .venv dbt/target dbt/logs\n", make("", "-n", "clean"));
    }

    @Test
    void cleanDataRemovesTheDataAndNothingElse() throws Exception {
        make("y\n", "clean-data");
        assertEquals(List.of(), list(data));
        assertEquals(List.of("syslog"), list(logs));
        assertTrue(Files.exists(folder.resolve("my")));
    }

    @Test
    void cleanDataAsksFirst() throws Exception {
        assertTrue(make("\n", "clean-data").contains("nothing was removed"));
        assertEquals(List.of("pg_data", "s3_data"), list(data));
    }

    @Test
    void aFolderOfAnotherProgramIsLeftAlone() throws Exception {
        Files.delete(data.resolve("s3_data/.lock"));
        assertTrue(make("", "clean-data", "YES=1").contains("s3_data was not created by nhldata"));
        assertEquals(List.of("pg_data", "s3_data"), list(data));
    }

    @Test
    void aRunningStackIsLeftAlone() throws Exception {
        Files.writeString(Files.createDirectories(data.resolve("pg_data/cluster")).resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n");
        assertTrue(make("", "clean-data", "YES=1").contains("is running"));
        assertEquals(List.of("pg_data", "s3_data"), list(data));
    }

    /** A java of the test's own prints what it is started with. */
    @Test
    void javaOptsHaveTheLastWordAlsoForTheCollector() throws Exception {
        assertTrue(java("JAVA_OPTS", "").contains("-XX:+UseSerialGC"));
        String other = java("JAVA_OPTS", "-XX:+UseG1GC -Xmx1g");
        assertTrue(other.contains("-XX:+UseG1GC -Xmx1g -jar") && !other.contains("UseSerialGC"), other);
    }

    /** The JVM reads these itself, and ends when two collectors are selected. */
    @ParameterizedTest
    @ValueSource(strings = {"JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"})
    void theCollectorOfTheJvmsOwnVariablesIsKept(String variable) throws Exception {
        String other = java(variable, "-XX:+UseParallelGC");
        assertFalse(other.contains("UseSerialGC"), other);
    }

    private String java(String variable, String options) throws Exception {
        Files.createDirectories(folder.resolve("bin"));
        Files.copy(Path.of("bin/nhldata"), folder.resolve("bin/nhldata"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(folder.resolve("nhldata.jar"), "");
        Files.writeString(folder.resolve("bin/java"), "#!/bin/sh\necho \"$@\"\n").toFile().setExecutable(true);
        ProcessBuilder builder = new ProcessBuilder("sh", folder.resolve("bin/nhldata").toString(), "status");
        builder.environment().put(variable, options);
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        return output(builder, "");
    }

    private String make(String answer, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("make", "--no-print-directory", "-s", "DATA_DIR=" + data));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("NHLDATA_LOG_DIR", logs.toString());
        builder.environment().remove("MAKEFLAGS");
        String output = output(builder, answer);
        assertFalse(output.contains("No rule"), output);
        return output;
    }

    private static String output(ProcessBuilder builder, String answer) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static List<String> list(Path path) throws IOException {
        try (var files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
