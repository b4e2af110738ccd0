package nhldata.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One PostgreSQL data directory: creates it, and starts and stops its server. */
final class PostgresCluster {
    static final String SUPERUSER = "postgres";
    private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);
    /** Major version of the binaries in the pom, as in PG_VERSION. */
    private static final String MAJOR_VERSION = "17";
    /** Crash recovery and the shutdown checkpoint may take long on a slow disk. */
    private static final String TIMEOUT_SECONDS = "120";
    private static final int LINES_OF_LOG_TO_SHOW = 12;

    private final Path directory;
    private final Path startLog;
    private final PostgresPrograms programs;

    PostgresCluster(Path directory, PostgresPrograms programs) {
        this.directory = directory;
        this.startLog = directory.resolveSibling("start.log");
        this.programs = programs;
    }

    /** @throws EmbeddedServerException if the database is of another major version; it is not changed */
    static void rejectOtherVersion(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Path file = directory.resolve("PG_VERSION");
        String version = Files.exists(file) ? Files.readString(file).strip() : "unknown";
        if (!version.equals(MAJOR_VERSION)) {
            throw new EmbeddedServerException("The database in " + directory + " was created by PostgreSQL " + version + " and this is PostgreSQL "
                    + MAJOR_VERSION + ", which cannot read it. Move that folder away to start with an empty database (a backfill loads"
                    + " the games again), or dump it with PostgreSQL " + version + " and restore it");
        }
    }

    /** Creates the database under a temporary name and renames it when complete, so that an interrupted first start leaves no incomplete database. */
    void createIfAbsent() throws IOException {
        if (Files.exists(directory)) {
            return;
        }
        LOG.info("First start: creating the database in {}, takes a few seconds", directory);
        Path unfinished = directory.resolveSibling("cluster-unfinished");
        PostgresPrograms.delete(unfinished);
        // The built-in locale does not depend on the machine and never changes its sort order; the collation of a library may change and invalidate indexes.
        PostgresPrograms.Outcome initdb = programs.run("initdb", List.of("-D", unfinished.toString(), "-U", SUPERUSER, "--auth=trust",
                "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums", "--no-instructions"));
        if (!initdb.succeeded()) {
            throw new EmbeddedServerException("PostgreSQL could not create its database in " + directory + ":\n" + initdb.output());
        }
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The server of this cluster that an earlier run left running when it was killed. */
    Optional<Postmaster> leftover() throws IOException {
        return Postmaster.of(directory).filter(Postmaster::isRunning);
    }

    /** The caller must hold the directory's lock, and no leftover server may be running. */
    void start(int port) throws IOException {
        deleteStalePidFile();
        Files.deleteIfExists(startLog);
        PostgresPrograms.Outcome start = programs.run("pg_ctl", List.of("start", "-D", directory.toString(), "-l", startLog.toString(),
                "-w", "-t", TIMEOUT_SECONDS, "-o", String.join(" ", serverOptions(port))));
        if (!start.succeeded()) {
            throw new EmbeddedServerException("PostgreSQL did not start in " + directory + ":\n" + start.output() + "\n" + endOfLog());
        }
    }

    /**
     * PostgreSQL deletes the pid file of a crashed server (and checks first for surviving children), but takes a truncated file, or a pid that
     * belongs to another process of this user now, for a running server.
     */
    private void deleteStalePidFile() throws IOException {
        Optional<Postmaster> stale = Postmaster.of(directory);
        if (stale.isEmpty() || ProcessHandle.of(stale.get().pid()).isPresent()) {
            Files.deleteIfExists(Postmaster.pidFile(directory));
        }
    }

    void deleteOlderPrograms() throws IOException {
        programs.deleteOlder();
    }

    /** On the command line, so that neither postgresql.conf nor "alter system" can make the data less safe or visible to the network. */
    private static List<String> serverOptions(int port) {
        return List.of("-p", Integer.toString(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
                "-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on",
                "-c", "timezone=UTC", "-c", "log_timezone=UTC",
                // one log file per day of the week, overwritten a week later
                "-c", "logging_collector=on", "-c", "log_filename=postgresql-%a.log", "-c", "log_truncate_on_rotation=on",
                "-c", "log_rotation_age=1d", "-c", "log_rotation_size=0");
    }

    /** Ends open sessions, shuts the server down cleanly and waits until it has ended; does nothing if no server is running. */
    void stop() throws IOException {
        if (leftover().isEmpty()) {
            return;
        }
        PostgresPrograms.Outcome fast = stop("fast");
        if (!fast.succeeded() && leftover().isPresent()) {
            LOG.warn("PostgreSQL in {} did not stop within {} s; stopping it immediately, it recovers at the next start", directory,
                    TIMEOUT_SECONDS);
            PostgresPrograms.Outcome immediate = stop("immediate");
            if (!immediate.succeeded() && leftover().isPresent()) {
                throw new EmbeddedServerException("PostgreSQL in " + directory + " does not stop:\n" + immediate.output());
            }
        }
    }

    private PostgresPrograms.Outcome stop(String mode) throws IOException {
        return programs.run("pg_ctl", List.of("stop", "-D", directory.toString(), "-m", mode, "-w", "-t", TIMEOUT_SECONDS));
    }

    private String endOfLog() throws IOException {
        if (!Files.exists(startLog)) {
            return "";
        }
        List<String> lines = Files.readAllLines(startLog);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG_TO_SHOW), lines.size()));
    }
}
