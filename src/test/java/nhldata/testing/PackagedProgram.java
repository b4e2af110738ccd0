package nhldata.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nhldata.cli.Main;

/** The program in a process of its own, as a user or a container starts it: a verb, its options, and the environment. */
public final class PackagedProgram implements AutoCloseable {

    private static final int SECONDS = 120;
    private static final Path JAR = Path.of("target", "nhldata.jar");

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
        return start(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName()), world, folder, arguments);
    }

    /** As it is packaged: {@code java -jar target/nhldata.jar}. */
    public static PackagedProgram startPackaged(List<String> javaOptions, TestEnvironment world, Path folder, String... arguments) throws IOException {
        List<String> java = new ArrayList<>(javaOptions);
        java.addAll(List.of("-jar", JAR.toString()));
        return start(java, world, folder, arguments);
    }

    /** As it is installed: {@code bin/nhldata}, with more of an environment. */
    public static PackagedProgram startInstalled(TestEnvironment world, Path folder, Map<String, String> more, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of("bin", "nhldata").toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        environment(builder.environment(), world, folder);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("LANG") || name.equals("JAVA_OPTS"));
        builder.environment().put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
        builder.environment().putAll(more);
        builder.environment().merge("JAVA_OPTS", String.join(" ", Tls.javaOptions()), (given, trust) -> given + " " + trust);
        return new PackagedProgram(output, Files.createTempFile(folder, "errors", ".txt"), builder.start());
    }

    /** By its name, with the memory that it has there: {@code bin/nhldata}. */
    public static PackagedProgram startByName(TestEnvironment world, Path folder, String... arguments) throws IOException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        List<String> command = new ArrayList<>(List.of("/bin/sh", Path.of("bin", "nhldata").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        environment(builder.environment(), world, folder);
        builder.environment().put("JAVA_OPTS", String.join(" ", Tls.javaOptions()));
        return new PackagedProgram(output, Files.createTempFile(folder, "errors", ".txt"), builder.start());
    }

    private static PackagedProgram start(List<String> java, TestEnvironment world, Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(Tls.javaOptions());
        command.addAll(java);
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "output", ".txt");
        // an answer for a program is standard output alone
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        boolean json = List.of(arguments).contains("--json");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(!json).redirectOutput(output.toFile());
        if (json) {
            builder.redirectError(errors.toFile());
        }
        environment(builder.environment(), world, folder);
        return new PackagedProgram(output, errors, builder.start());
    }

    static void environment(Map<String, String> environment, TestEnvironment world, Path folder) {
        environment.keySet().removeIf(name -> name.startsWith("NHL") || name.startsWith("PG") || name.startsWith("AWS_") || name.startsWith("S3_"));
        environment.putAll(world.environment());
        environment.put("DATA_DIR", folder.toString());
        environment.put("NHLDATA_LOG_DIR", folder.toString());
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
