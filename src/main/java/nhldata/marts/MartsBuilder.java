package nhldata.marts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import nhldata.config.MartsSettings;
import nhldata.config.Settings;
import nhldata.config.Toggle;
import nhldata.database.PostgresAddress;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs dbt/build_marts.py as a child process that never outlives this one: it is terminated when the routes stop or when it
 * times out, and it exits when its standard input closes, which also happens if this process is killed.
 *
 * <p>A bean rather than camel-exec: with that component on the class path, an edited route could run any program.
 */
public final class MartsBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(MartsBuilder.class);
    /** Exit code of build_marts.py: another build is running. */
    private static final int BUSY = 3;
    private static final int PUBLISHED = 0;
    /** Shorter than the shutdown timeout of Camel, so that the build ends before the connections are closed. */
    private static final int SECONDS_TO_STOP = 8;
    private static final int LINES_KEPT = 15;
    /** The variables that the child process inherits: of libpq (unless a setting replaces them), dbt and Python, and for paths, libraries and time zone. */
    private static final Pattern INHERITED = Pattern.compile(
            "PG(?!HOST(ADDR)?$|PORT$|USER$|PASSWORD$|DATABASE$|SERVICE$|SSL(MODE|ROOTCERT|CERT|KEY)$|CHANNELBINDING$|REQUIREAUTH$)[A-Z]+|DBT_[A-Z_]+|PYTHON[A-Z0-9]+|PATH|HOME|USER|LANG|LC_[A-Z]+|TZ|TMPDIR|LD_LIBRARY_PATH"
                    + "|SSL_CERT_(FILE|DIR)|VIRTUAL_ENV|SystemRoot|TEMP|TMP");

    private final Settings settings;
    private final MartsSettings marts;

    public MartsBuilder(Settings settings) {
        this.settings = settings;
        this.marts = MartsSettings.of(settings);
    }

    /**
     * The result of a build.
     *
     * @param broken  whether it may have ended without recording its result in the ledger
     * @param message the reason, and the command to run
     */
    public record BuildResult(boolean broken, String message) {
    }

    /**
     * For the service: resolves auto to true or false.
     *
     * @throws IllegalStateException if it is true and dbt is not installed; the message contains the command to run
     */
    public static Settings decide(Settings settings) {
        MartsSettings marts = MartsSettings.of(settings);
        boolean installed = isInstalled(marts);
        switch (marts.enabled()) {
            case TRUE -> {
                if (!installed) {
                    throw new IllegalStateException("NHL_MARTS_ENABLED is true, but " + marts.python() + " or "
                            + program(marts) + " does not exist: run make init, or set NHL_MARTS_ENABLED=auto");
                }
            }
            case AUTO -> LOG.info(installed ? "marts: built after each run that loads games"
                    : "marts: not built by this process because {} does not exist; to install dbt run make init", marts.python());
            case FALSE -> LOG.info("marts: not built by this process (NHL_MARTS_ENABLED=false)");
        }
        return settings.with("nhl.marts.enabled", installed && marts.enabled() != Toggle.FALSE);
    }

    public BuildResult build(CamelContext camel) throws InterruptedException {
        Deque<String> lines = new ArrayDeque<>();
        Process process;
        try {
            process = start();
        } catch (IOException e) {
            return new BuildResult(true, "dbt could not be started: " + e.getMessage() + ". Run: make init, or set NHL_MARTS_PYTHON");
        }
        try {
            Thread out = pump(process.getInputStream(), line -> keep(lines, line, LOG::info));
            Thread err = pump(process.getErrorStream(), line -> keep(lines, line, LOG::warn));
            long deadline = System.nanoTime() + marts.timeout().toNanos();
            while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
                if (camel.isStopping() || camel.isStopped()) {
                    end(process);
                    return new BuildResult(false, "stopped with the service");
                }
                if (System.nanoTime() > deadline) {
                    end(process);
                    return new BuildResult(true, "the build timed out after " + marts.timeout().toMinutes()
                            + " minutes. Run: nhldata marts, or raise NHL_MARTS_TIMEOUT_MINUTES");
                }
            }
            out.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_STOP));
            err.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_STOP));
            int code = process.exitValue();
            return new BuildResult(code != PUBLISHED && code != BUSY,
                    "the build ended with exit code " + code + ": " + text(lines) + "\nRun: nhldata marts");
        } finally {
            end(process);
        }
    }

    /**
     * For the command line: waits for a running build, then runs one with its output on the terminal.
     *
     * @param option of build_marts.py, or empty
     * @return the exit code of build_marts.py
     * @throws IllegalStateException if dbt is not installed; the message contains the command to run
     */
    public int run(String option) throws IOException, InterruptedException {
        if (!isInstalled(marts)) {
            throw new IllegalStateException("dbt is not installed: " + marts.python() + " or " + program(marts)
                    + " does not exist. Run: make init, or set NHL_MARTS_PYTHON and NHL_MARTS_PROJECT");
        }
        ProcessBuilder builder = builder("--with-parent");
        if (!option.isEmpty()) {
            builder.command().add(option);
        }
        Process process = builder.redirectOutput(ProcessBuilder.Redirect.INHERIT).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            return process.waitFor();
        } finally {
            end(process);
        }
    }

    private Process start() throws IOException {
        return builder("--no-wait", "--with-parent").start();
    }

    private ProcessBuilder builder(String... options) {
        Path python = marts.python().toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(python.toString(), program(marts).toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        configure(builder.environment(), settings);
        return builder;
    }

    private static boolean isInstalled(MartsSettings marts) {
        return Files.isExecutable(marts.python()) && Files.isRegularFile(program(marts));
    }

    /**
     * Sets the environment of the child process: the database settings, and the variables of this process that Python needs.
     * Access keys, tokens and passwords of other systems are not passed on.
     */
    static void configure(Map<String, String> environment, Settings settings) {
        environment.keySet().removeIf(name -> !INHERITED.matcher(name).matches());
        environment.putAll(new PostgresAddress(settings).environment());
        environment.putAll(Map.of("PYTHONUNBUFFERED", "1", "PYTHONUTF8", "1"));
    }

    private static Path program(MartsSettings marts) {
        return marts.project().toAbsolutePath().resolve("build_marts.py");
    }

    /** Sends SIGTERM first, so that the build can roll back and record it in the ledger. */
    private static void end(Process process) throws InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        process.destroy();
        if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Thread pump(InputStream in, Consumer<String> line) {
        Thread thread = new Thread(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                reader.lines().filter(text -> !text.isBlank()).forEach(line);
            } catch (IOException | UncheckedIOException e) {
                LOG.debug("the output of the build ended: {}", e.getMessage());
            }
        }, "marts-output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void keep(Deque<String> lines, String line, Consumer<String> log) {
        log.accept(line);
        synchronized (lines) {
            lines.addLast(line);
            if (lines.size() > LINES_KEPT) {
                lines.removeFirst();
            }
        }
    }

    private static String text(Deque<String> lines) {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }
}
