package nhldata.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The server process in a cluster's postmaster.pid, which has the pid on its first line and the port on its fourth. */
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
     * False if the pid is unused or belongs to another process, as after a reboot, and often in containers. A process that this user cannot
     * inspect belongs to another user, and a PostgreSQL server uses no files of other users.
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
            // the server's working directory is its cluster, even if the folder was moved since; a zombie has none
            return Files.isSameFile(ofProcess.resolve("cwd"), cluster);
        } catch (IOException anotherUsersOrGone) {
            return false;
        }
    }
}
