package nhldata.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The server process that a cluster's postmaster.pid tells of: pid on its first line, port on its fourth. */
record Postmaster(Path cluster, long pid, int port) {

    static Optional<Postmaster> of(Path cluster) throws IOException {
        Path file = pidFile(cluster);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        try {
            return Optional.of(new Postmaster(cluster, Long.parseLong(lines.get(0).strip()), Integer.parseInt(lines.get(3).strip())));
        } catch (IndexOutOfBoundsException | NumberFormatException cutOffByACrash) {
            return Optional.empty();
        }
    }

    static Path pidFile(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    /**
     * False when the pid is free or belongs to something else: after a crash of the machine, and in containers all the time, another process has
     * it. A process that this user may not look into is another user's, and PostgreSQL serves only its own user's files.
     */
    boolean isRunning() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(this::servesTheCluster).orElse(false);
    }

    private boolean servesTheCluster(ProcessHandle process) {
        Path ofProcess = Path.of("/proc", Long.toString(pid));
        if (!Files.exists(ofProcess)) {
            return process.info().command().map(command -> command.endsWith("postgres")).orElse(false);
        }
        try {
            // The server's working directory is its cluster, even when the folder was moved since. A zombie has none.
            return Files.isSameFile(ofProcess.resolve("cwd"), cluster);
        } catch (IOException anotherUsersOrGone) {
            return false;
        }
    }
}
