package nhldata.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The dbt that make init installs, run on a world. Without it a test is skipped. */
public final class Dbt {

    public static final Path PYTHON = Path.of(".venv/bin/python");

    private final TestEnvironment world;
    private final Path folder;

    /** {@code folder} takes what it prints. */
    public Dbt(TestEnvironment world, Path folder) {
        this.world = world;
        this.folder = folder;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PYTHON);
    }

    public static void assumeInstalled() {
        assumeTrue(isInstalled(), "skipped: there is no " + PYTHON + "; make init installs it");
    }

    /** How it ended, and all that it printed. */
    public record Ended(int code, String output) {
    }

    /** Models, tests, publishing; anything but exit code 0 is a failure, with what dbt said. */
    public void build() throws IOException, InterruptedException {
        succeed(3, "dbt/build_marts.py");
    }

    public void succeed(int minutes, String... arguments) throws IOException, InterruptedException {
        Ended ended = run(minutes, arguments);
        assertEquals(0, ended.code(), ended.output());
    }

    public Ended run(int minutes, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "dbt", ".txt");
        Process process = start(output, arguments);
        try {
            if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                throw new IllegalStateException("it takes longer than " + minutes + " minutes: " + Files.readString(output));
            }
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            process.toHandle().destroyForcibly();
        }
    }

    public Process start(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(PYTHON.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder python = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        python.environment().putAll(world.environment());
        return python.start();
    }
}
