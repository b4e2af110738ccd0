package nhldata.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One PostgreSQL data directory: made once, started and stopped with the programs that belong to it. */
final class PostgresCluster {
    static final String SUPERUSER = "postgres";
    private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);
    /** Major version of the binaries in the pom; what initdb writes into PG_VERSION. */
    private static final String MAJOR_VERSION = "17";
    /** Crash recovery and the last checkpoint both take longer than a moment on a slow disk with much to write. */
    private static final String START_AND_STOP_WITHIN_SECONDS = "120";
    private static final int LINES_OF_LOG_TO_SHOW = 12;

    private final Path directory;
    private final Path startLog;
    private final PostgresPrograms programs;

    PostgresCluster(Path directory, PostgresPrograms programs) {
        this.directory = directory;
        this.startLog = directory.resolveSibling("start.log");
        this.programs = programs;
    }

    /** A database of another major version cannot be served; nothing is changed in it. */
    static void refuseOtherVersion(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Path file = directory.resolve("PG_VERSION");
        String version = Files.exists(file) ? Files.readString(file).strip() : "unknown";
        if (!version.equals(MAJOR_VERSION)) {
            throw new EmbeddedServerException("The database in " + directory + " was made by PostgreSQL " + version + " and this is PostgreSQL "
                    + MAJOR_VERSION + ", which cannot read it. Move that folder away to start with an empty database (what is in S3 is loaded again by"
                    + " a backfill), or dump it with PostgreSQL " + version + " and restore it");
        }
    }

    /** Made beside its place and moved there when complete, so that an interrupted first start leaves nothing that looks like a database. */
    void createIfAbsent() throws IOException {
        if (Files.exists(directory)) {
            return;
        }
        LOG.info("First start: creating the database in {}, a few seconds", directory);
        Path unfinished = directory.resolveSibling("cluster-unfinished");
        PostgresPrograms.delete(unfinished);
        // The built-in locale needs nothing from the machine and sorts the same for ever; a library's collation may change under the indexes.
        PostgresPrograms.Outcome initdb = programs.run("initdb", List.of("-D", unfinished.toString(), "-U", SUPERUSER, "--auth=trust",
                "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums", "--no-instructions"));
        if (!initdb.succeeded()) {
            throw new EmbeddedServerException("PostgreSQL could not create its database in " + directory + ":\n" + initdb.output());
        }
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The server over this cluster that an earlier run left behind when it was killed. */
    Optional<Postmaster> leftover() throws IOException {
        return Postmaster.of(directory).filter(Postmaster::isRunning);
    }

    /** Only with the directory's lock held and no leftover running. */
    void start(int port) throws IOException {
        forgetStalePid();
        Files.deleteIfExists(startLog);
        PostgresPrograms.Outcome start = programs.run("pg_ctl", List.of("start", "-D", directory.toString(), "-l", startLog.toString(),
                "-w", "-t", START_AND_STOP_WITHIN_SECONDS, "-o", String.join(" ", serverOptions(port))));
        if (!start.succeeded()) {
            throw new EmbeddedServerException("PostgreSQL did not start over " + directory + ":\n" + start.output() + "\n" + endOfLog());
        }
    }

    /**
     * PostgreSQL clears the pid file of a dead server away by itself (and looks for survivors of it first), but takes a cut-off file, or a pid that
     * another process of this user has now, for a running server.
     */
    private void forgetStalePid() throws IOException {
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
                // one file for each day of the week, each overwritten a week later
                "-c", "logging_collector=on", "-c", "log_filename=postgresql-%a.log", "-c", "log_truncate_on_rotation=on",
                "-c", "log_rotation_age=1d", "-c", "log_rotation_size=0");
    }

    /** Ends open sessions, writes everything out and waits until the server is gone; nothing happens when none runs. */
    void stop() throws IOException {
        if (leftover().isEmpty()) {
            return;
        }
        PostgresPrograms.Outcome fast = stop("fast");
        if (!fast.succeeded() && leftover().isPresent()) {
            LOG.warn("PostgreSQL over {} did not stop in {} s; stopping it at once, it recovers at the next start", directory,
                    START_AND_STOP_WITHIN_SECONDS);
            PostgresPrograms.Outcome immediate = stop("immediate");
            if (!immediate.succeeded() && leftover().isPresent()) {
                throw new EmbeddedServerException("PostgreSQL over " + directory + " does not stop:\n" + immediate.output());
            }
        }
    }

    private PostgresPrograms.Outcome stop(String mode) throws IOException {
        return programs.run("pg_ctl", List.of("stop", "-D", directory.toString(), "-m", mode, "-w", "-t", START_AND_STOP_WITHIN_SECONDS));
    }

    private String endOfLog() throws IOException {
        if (!Files.exists(startLog)) {
            return "";
        }
        List<String> lines = Files.readAllLines(startLog);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG_TO_SHOW), lines.size()));
    }
}
