package nhldata.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that starts PostgreSQL and is killed with SIGKILL once that runs. */
final class KilledRun {
    private static final String READY = "ready";

    private KilledRun() {
    }

    /** In the other JVM: says when PostgreSQL runs, then waits to be killed. */
    public static void main(String[] arguments) throws IOException {
        LocalPostgres.start(new LocalPostgres.Settings(Path.of(arguments[0]), Integer.parseInt(arguments[1]), "postgres", "password", "postgres"));
        System.out.println(READY);
        System.in.read();
    }

    static void leavePostgresBehind(Path dataDir, int port) throws Exception {
        Process run = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
                KilledRun.class.getName(), dataDir.toString(), Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (line != null && !line.equals(READY)) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("The other JVM ended without starting PostgreSQL");
            }
        } finally {
            run.toHandle().destroyForcibly();
        }
        if (!run.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The other JVM survived SIGKILL");
        }
    }
}
