package nhldata.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Determines whether a loopback port is taken, and by which process, if this user has the permission to see it. */
final class PortOwner {
    /** State of a listening socket in /proc/net/tcp (include/net/tcp_states.h of Linux). */
    private static final String LISTEN = "0A";
    private static final int CONNECT_TIMEOUT_MILLIS = 500;

    private PortOwner() {
    }

    /** Tries to connect too: on macOS a port that another program has bound on all addresses can still be bound on the loopback address. */
    static boolean isTaken(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback, port), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException connectionRefused) {
            try (ServerSocket free = new ServerSocket(port, 1, loopback)) {
                return !free.isBound();
            } catch (IOException e) {
                return true;
            }
        }
    }

    /** For messages: "process 4711 (/usr/lib/postgresql/15/bin/postgres)", or that the process is not visible. */
    static String describe(int port) {
        return pid(port)
                .map(pid -> "process " + pid + ProcessHandle.of(pid).flatMap(p -> p.info().command()).map(c -> " (" + c + ")").orElse(""))
                .orElse("a process that this user cannot see");
    }

    private static Optional<Long> pid(int port) {
        try {
            return Files.isReadable(Path.of("/proc/net/tcp")) ? pidOnLinux(port) : pidByLsof(port);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> pidOnLinux(int port) throws IOException {
        Set<String> sockets = Stream.concat(listening(Path.of("/proc/net/tcp"), port), listening(Path.of("/proc/net/tcp6"), port))
                .collect(Collectors.toSet());
        return ProcessHandle.allProcesses().map(ProcessHandle::pid).filter(pid -> hasOpen(pid, sockets)).findFirst();
    }

    private static Stream<String> listening(Path table, int port) throws IOException {
        if (!Files.isReadable(table)) {
            return Stream.empty();
        }
        String address = String.format(Locale.ROOT, ":%04X", port);
        return Files.readAllLines(table).stream().map(line -> line.strip().split("\\s+"))
                .filter(field -> field.length > 9 && field[1].endsWith(address) && field[3].equals(LISTEN))
                .map(field -> "socket:[" + field[9] + "]");
    }

    private static boolean hasOpen(long pid, Set<String> sockets) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException | RuntimeException notOursToSeeOrGone) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static Optional<Long> pidByLsof(int port) throws IOException {
        Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN").redirectErrorStream(true).start();
        try {
            String answer = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return lsof.waitFor(5, TimeUnit.SECONDS) && answer.matches("\\d+(\\s+\\d+)*")
                    ? Optional.of(Long.valueOf(answer.split("\\s+")[0])) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
