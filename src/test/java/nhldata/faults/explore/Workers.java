package nhldata.faults.explore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import nhldata.testing.TestEnvironment;
import nhldata.testing.Tls;

/**
 * Processes of the program that wait for a command: starting one costs more than most commands do. A process does at most one
 * command of a history, unless the command has left nothing that belongs to its process; the next history may have it again, unless it was killed, failed,
 * or has done many.
 */
final class Workers implements AutoCloseable {

    private static final int COMMANDS_OF_A_LIFE = 150;
    private static final int SPARE = 1;
    private static final int MOST_WARM = 6;
    private static final Path JAR = Path.of("target", "nhldata.jar");
    private static final Path WORKER_JAR = Path.of("target", "explore-worker" + Mutant.CHOSEN.suffix() + ".jar");
    private static final Path ARCHIVE = Path.of("target", "explore-worker" + Mutant.CHOSEN.suffix() + ".jsa");
    private static final String CLASS_PATH = WORKER_JAR + ":" + JAR;
    /** Those of bin/nhldata. */
    private static final List<String> JAVA_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=0.3", "-XX:+UseSerialGC", "-Xmx224m", "-Xmn112m",
            "-XX:+ExitOnOutOfMemoryError", "-XX:PerfDataSamplingInterval=1000");
    private static final Path CLASSES = Path.of("target", "test-classes");

    private final Path folder;
    private int spare = SPARE;
    private String archiving = "-XX:SharedArchiveFile=" + ARCHIVE;
    private final List<Worker> idle = new ArrayList<>();
    private final Set<Worker> used = new LinkedHashSet<>();
    private int number;

    Workers(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder.toAbsolutePath());
    }

    /**
     * The class Worker in a jar beside the program's, and an archive of the classes of a command (class data sharing takes jars only). Both stay for the next
     * search.
     *
     * @param command does something with a process, so that there is something to archive
     */
    static synchronized void prepare(Path folder, Warming command) throws Exception {
        Path newest = CLASSES.resolve("nhldata/cli/Worker.class");
        if (Mutant.CHOSEN == Mutant.NONE && Files.exists(ARCHIVE) && isNewer(ARCHIVE, JAR) && isNewer(ARCHIVE, newest)) {
            return;
        }
        Files.deleteIfExists(ARCHIVE);
        pack(WORKER_JAR);
        if (Boolean.getBoolean("explore.no-archive")) {
            return;
        }
        Path list = folder.toAbsolutePath().resolve("classes.txt");
        try (Workers one = new Workers(folder)) {
            one.archiving = "-XX:DumpLoadedClassList=" + list;
            one.spare = 0;
            command.warm(one);
            Worker first = one.used.iterator().next();
            first.commands.close();
            first.process.waitFor(60, TimeUnit.SECONDS);
        }
        List<String> dump = new ArrayList<>(List.of(java(), "-Xshare:dump", "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:disable"));
        dump.addAll(JAVA_OPTIONS);
        dump.addAll(List.of("-cp", CLASS_PATH));
        new ProcessBuilder(dump).redirectErrorStream(true).redirectOutput(folder.resolve("dump.txt").toFile()).start().waitFor();
    }

    /** What a process is to do before its classes are archived. */
    interface Warming {
        void warm(Workers workers) throws Exception;
    }

    private static boolean isNewer(Path one, Path other) throws IOException {
        return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) > 0;
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    /** A process that has done nothing in this history: the one that is warmest, for the first command of a life costs five of a later one. */
    synchronized Worker take() throws IOException {
        return taken(Comparator.comparingInt((Worker worker) -> worker.done).reversed());
    }

    /** One that is to be killed: the one that has done the least. */
    synchronized Worker takeForAKill() throws IOException {
        return taken(Comparator.comparingInt(worker -> worker.done));
    }

    private Worker taken(Comparator<Worker> best) throws IOException {
        idle.removeIf(worker -> !worker.process.isAlive());
        Worker worker = idle.isEmpty() ? new Worker() : idle.stream().min(best).orElseThrow();
        idle.remove(worker);
        used.add(worker);
        while (idle.size() < spare) {
            idle.add(new Worker());
        }
        return worker;
    }

    /** It has done its command, and the same history may have it again. */
    synchronized void giveBack(Worker worker) {
        if (worker.isReusable()) {
            idle.add(worker);
        }
    }

    /** The history is over: whoever can goes on to the next one; the others are ended. */
    synchronized void endOfHistory() {
        for (Worker worker : used) {
            if (!worker.isReusable()) {
                worker.close();
                idle.remove(worker);
            } else if (!idle.contains(worker)) {
                idle.add(worker);
            }
        }
        used.clear();
        idle.sort(Comparator.comparingInt((Worker worker) -> worker.done).reversed());
        while (idle.size() > SPARE + MOST_WARM) {
            idle.remove(idle.size() - 1).close();
        }
    }

    /** Files and processes of this history that the program should not have made, or not left. */
    synchronized List<String> leftovers() throws IOException {
        List<String> left = new ArrayList<>();
        for (Worker worker : used) {
            worker.strangeFiles().forEach(file -> left.add("7: a file that is none of the program's: " + file));
            if (worker.hasEnded()) {
                worker.children().forEach(child -> left.add("1: a process is left: " + child));
            }
        }
        return left;
    }

    /** Processes of this history that still do something. */
    synchronized List<Worker> atWork() {
        return used.stream().filter(worker -> worker.answer != null && !worker.answer.isDone() && worker.process.isAlive()).toList();
    }

    @Override
    public synchronized void close() {
        used.forEach(Worker::close);
        idle.forEach(Worker::close);
    }

    private static void pack(Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar)); Stream<Path> files = Files.list(CLASSES.resolve("nhldata/cli"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("Worker(\\$.*)?\\.class")).toList()) {
                out.putNextEntry(new JarEntry("nhldata/cli/" + file.getFileName()));
                out.write(Files.readAllBytes(file));
                out.closeEntry();
            }
            for (Map.Entry<String, byte[]> changed : Mutant.CHOSEN.changed().entrySet()) {
                out.putNextEntry(new JarEntry(changed.getKey()));
                out.write(changed.getValue());
                out.closeEntry();
            }
        }
    }

    /** One process. */
    final class Worker {

        private final Path output;
        private final Process process;
        private final Writer commands;
        private final BufferedReader answers;
        private int done;
        private boolean sound = true;
        private volatile CompletableFuture<String> answer;

        private Worker() throws IOException {
            number++;
            Path own = Files.createDirectories(folder.resolve(String.format(Locale.ROOT, "worker%04d", number)));
            output = own.resolve("output.txt");
            List<String> command = new ArrayList<>(List.of(java()));
            command.addAll(JAVA_OPTIONS);
            command.add(archiving);
            command.addAll(Tls.javaOptions());
            command.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-cp", CLASS_PATH, "nhldata.cli.Worker", output.toString()));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(own.resolve("errors.txt").toFile());
            builder.environment().keySet().removeIf(name -> name.matches("(NHL|PG|AWS_|S3_|HTTP_|HAWTIO_|DATA_DIR|DEST_|DEAD_).*"));
            builder.environment().put("NHLDATA_LOG_DIR", own.toString());
            builder.environment().put("DATA_DIR", own.toString());
            process = builder.start();
            commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Begins a command in a world. */
        void begin(TestEnvironment world, List<String> command) throws IOException {
            Properties settings = new Properties();
            Properties all = world.settings().all();
            all.stringPropertyNames().forEach(key -> settings.setProperty(key, all.getProperty(key)));
            settings.setProperty("embedded.data-dir", output.getParent().toString());
            Path file = output.resolveSibling("settings.properties");
            try (Writer writer = Files.newBufferedWriter(file)) {
                settings.store(writer, null);
            }
            done++;
            answer = CompletableFuture.supplyAsync(this::read, task -> {
                Thread thread = new Thread(task, "worker-answers");
                thread.setDaemon(true);
                thread.start();
            });
            try {
                commands.write(file + "\t" + String.join("\t", command) + "\n");
                commands.flush();
            } catch (IOException e) {
                sound = false;
            }
        }

        private String read() {
            try {
                String line = answers.readLine();
                while (line != null && !line.startsWith("exit ")) {
                    line = answers.readLine();
                }
                return line == null ? "gone" : line;
            } catch (IOException e) {
                return "gone";
            }
        }

        /** What came of the command: {@code exit CODE THREADS}, {@code gone} when the process has ended, {@code at work}. */
        String await(int seconds) throws Exception {
            try {
                String end = answer.get(seconds, TimeUnit.SECONDS);
                return end;
            } catch (TimeoutException e) {
                sound = false;
                return "at work";
            }
        }

        Duration cpu() {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }

        /** Processes that it has started and that are still there. */
        List<String> children() {
            return process.descendants().filter(ProcessHandle::isAlive).map(child -> child.info().commandLine().orElse("process " + child.pid())).toList();
        }

        /** Files beside its output that are not of its own names. */
        List<String> strangeFiles() throws IOException {
            try (Stream<Path> files = Files.walk(output.getParent())) {
                return files.filter(Files::isRegularFile).map(file -> output.getParent().relativize(file).toString())
                        .filter(name -> !name.matches("output\\.txt|errors\\.txt|settings\\.properties|nhldata(-verbs)?[^/]*\\.log")).sorted().toList();
            }
        }

        long pid() {
            return process.pid();
        }

        /** The process or its command is over. */
        boolean hasEnded() {
            return !process.isAlive() || answer.isDone();
        }

        /** SIGKILL, and nothing of it is left when this returns. */
        void kill() throws InterruptedException {
            sound = false;
            process.destroyForcibly().waitFor();
        }

        void terminate() {
            sound = false;
            process.destroy();
        }

        void freeze() throws IOException, InterruptedException {
            signal("STOP");
        }

        void thaw() throws IOException, InterruptedException {
            signal("CONT");
        }

        private void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
        }

        boolean isReusable() {
            return sound && process.isAlive() && done < COMMANDS_OF_A_LIFE && (answer == null || answer.isDone());
        }

        /** The last lines that it printed or logged. */
        String lastWords(int lines) {
            try {
                List<String> all = Files.exists(output) ? Files.readAllLines(output) : List.of();
                return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void close() {
            process.destroyForcibly();
        }
    }
}
