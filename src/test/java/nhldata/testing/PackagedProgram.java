package nhldata.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in its own process, as a user starts it: {@code bin/nhldata}, a command with its options, and the environment. */
public final class PackagedProgram implements AutoCloseable {

    private static final int SECONDS = 120;

    private final Path output;
    private final Path errors;
    private final Process process;

    private PackagedProgram(Path output, Path errors, Process process) {
        this.output = output;
        this.errors = errors;
        this.process = process;
    }

    /** Starts it in a world; {@code folder} takes its output and its log. */
    public static PackagedProgram start(TestEnvironment world, Path folder, String... arguments) throws IOException {
        return start(world, folder, Map.of(), arguments);
    }

    /** @param more environment variables; options of {@code JAVA_OPTS} come after those of the tests, and override them */
    public static PackagedProgram start(TestEnvironment world, Path folder, Map<String, String> more, String... arguments) throws IOException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        // JSON is read from standard output alone
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        boolean json = List.of(arguments).contains("--json");
        ProcessBuilder builder = new ProcessBuilder(command(arguments)).redirectErrorStream(!json).redirectOutput(output.toFile());
        if (json) {
            builder.redirectError(errors.toFile());
        }
        environment(builder.environment(), world, folder, more);
        return new PackagedProgram(output, errors, builder.start());
    }

    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of("bin", "nhldata").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    static void environment(Map<String, String> environment, TestEnvironment world, Path folder, Map<String, String> more) {
        environment.keySet().removeIf(name -> name.matches("(NHL|PG|AWS_|S3_|LC_|LANG).*|JAVA_OPTS"));
        environment.put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
        environment.putAll(world.environment());
        environment.put("DATA_DIR", folder.toString());
        environment.put("NHLDATA_LOG_DIR", folder.toString());
        environment.putAll(more);
        environment.put("JAVA_OPTS", String.join(" ", Tls.javaOptions()) + " " + more.getOrDefault("JAVA_OPTS", ""));
    }

    /** SIGKILL: no code of the program runs any more. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        exitCode();
    }

    /** SIGTERM, as Kubernetes, systemd and docker stop send it. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** SIGSTOP: it sleeps in the middle of whatever it does, as a laptop or a paused container does. */
    public void stop() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it wakes up and knows nothing of the time that has passed. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    public long pid() {
        return process.pid();
    }

    private void signal(String name) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor() != 0) {
            throw new IllegalStateException("no signal " + name + " to process " + process.pid());
        }
    }

    /** Waits for its end. */
    public int exitCode() throws InterruptedException {
        return exitCodeWithin(SECONDS);
    }

    public int exitCodeWithin(int seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the program still runs after " + seconds + " seconds");
        }
        return process.exitValue();
    }

    public boolean endsWithin(int seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    /** What it printed, errors included. */
    public String output() throws IOException {
        return Files.readString(output) + Files.readString(errors);
    }

    /** What it printed to standard output. */
    public String answer() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
