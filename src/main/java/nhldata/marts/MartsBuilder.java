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
 * Runs dbt/build_marts.py, a program of its own that never outlives this one: it is told to end when the routes stop or
 * when its time is over, and it ends by itself when its standard input closes, as it does when this process is killed.
 *
 * <p>A bean rather than camel-exec: with that component on the class path, an edited route could run any program.
 */
public final class MartsBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(MartsBuilder.class);
    /** Of build_marts.py: another build is under way. */
    private static final int BUSY = 3;
    private static final int PUBLISHED = 0;
    /** Less than Camel waits for its routes, so that the build has ended before the connections go. */
    private static final int SECONDS_TO_STOP = 8;
    private static final int LINES_KEPT = 15;
    /** Of libpq, as far as no setting says it, of dbt and Python, and what locates files, libraries and the time zone. */
    private static final Pattern NEEDED = Pattern.compile(
            "PG(?!HOST(ADDR)?$|PORT$|USER$|PASSWORD$|DATABASE$|SERVICE$|SSL(MODE|ROOTCERT|CERT|KEY)$|CHANNELBINDING$|REQUIREAUTH$)[A-Z]+|DBT_[A-Z_]+|PYTHON[A-Z0-9]+|PATH|HOME|USER|LANG|LC_[A-Z]+|TZ|TMPDIR|LD_LIBRARY_PATH"
                    + "|SSL_CERT_(FILE|DIR)|VIRTUAL_ENV|SystemRoot|TEMP|TMP");

    private final Settings settings;
    private final MartsSettings marts;

    public MartsBuilder(Settings settings) {
        this.settings = settings;
        this.marts = MartsSettings.of(settings);
    }

    /**
     * What became of a build.
     *
     * @param broken  whether it may have ended without an account of its own in the ledger
     * @param message what a person should know, and the command to type
     */
    public record Ending(boolean broken, String message) {
    }

    /** For the service: auto becomes true or false. True without dbt is refused, in words. */
    public static Settings decide(Settings settings) {
        MartsSettings marts = MartsSettings.of(settings);
        boolean installed = isInstalled(marts);
        switch (marts.enabled()) {
            case TRUE -> {
                if (!installed) {
                    throw new IllegalStateException("NHL_MARTS_ENABLED is true, but there is no " + marts.python() + " or no "
                            + program(marts) + ": type make init, or set NHL_MARTS_ENABLED=auto");
                }
            }
            case AUTO -> LOG.info(installed ? "the marts are built after each run that loads something"
                    : "the marts are not built by this process, there is no {} (make init installs it); nhldata marts builds them where it is installed", marts.python());
            case FALSE -> LOG.info("the marts are not built by this process: NHL_MARTS_ENABLED is false");
        }
        return settings.with("nhl.marts.enabled", installed && marts.enabled() != Toggle.FALSE);
    }

    public Ending build(CamelContext camel) throws InterruptedException {
        Deque<String> lines = new ArrayDeque<>();
        Process process;
        try {
            process = start();
        } catch (IOException e) {
            return new Ending(true, "dbt could not be started: " + e.getMessage() + ". Run: make init, or set NHL_MARTS_PYTHON");
        }
        try {
            Thread out = pump(process.getInputStream(), line -> keep(lines, line, LOG::info));
            Thread err = pump(process.getErrorStream(), line -> keep(lines, line, LOG::warn));
            long deadline = System.nanoTime() + marts.timeout().toNanos();
            while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
                if (camel.isStopping() || camel.isStopped()) {
                    end(process);
                    return new Ending(false, "ended with the program");
                }
                if (System.nanoTime() > deadline) {
                    end(process);
                    return new Ending(true, "the build took longer than " + marts.timeout().toMinutes()
                            + " minutes and was ended. Run: nhldata marts, or give it more with NHL_MARTS_TIMEOUT_MINUTES");
                }
            }
            out.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_STOP));
            err.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_STOP));
            int code = process.exitValue();
            return new Ending(code != PUBLISHED && code != BUSY,
                    "the build ended with exit code " + code + ": " + text(lines) + "\nRun: nhldata marts");
        } finally {
            end(process);
        }
    }

    /**
     * For a person: waits for another build, and prints what it does. It ends with this process.
     *
     * @param option of build_marts.py, or empty
     * @return the exit code of build_marts.py
     * @throws IllegalStateException without dbt, in words
     */
    public int run(String option) throws IOException, InterruptedException {
        if (!isInstalled(marts)) {
            throw new IllegalStateException("the marts need dbt, and there is no " + marts.python() + " or no " + program(marts)
                    + ": make init installs it; for one elsewhere set NHL_MARTS_PYTHON and NHL_MARTS_PROJECT");
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
        tell(builder.environment(), settings);
        return builder;
    }

    private static boolean isInstalled(MartsSettings marts) {
        return Files.isExecutable(marts.python()) && Files.isRegularFile(program(marts));
    }

    /**
     * The settings of the database, wherever they come from, and what a Python program needs of this process's environment.
     * Nothing else: keys of the bucket, tokens and passwords of other systems are not the build's.
     */
    static void tell(Map<String, String> environment, Settings settings) {
        environment.keySet().removeIf(name -> !NEEDED.matcher(name).matches());
        environment.putAll(new PostgresAddress(settings).environment());
        environment.putAll(Map.of("PYTHONUNBUFFERED", "1", "PYTHONUTF8", "1"));
    }

    private static Path program(MartsSettings marts) {
        return marts.project().toAbsolutePath().resolve("build_marts.py");
    }

    /** Asks first: the build then takes back what it had begun and says so in the ledger. */
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
