package nhldata.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * The set of processes that are visible to this one. On Linux it is identified by the boot id and the PID namespace, because
 * containers may share a host name without sharing processes.
 *
 * @param id short, and equal in all processes of the same namespace
 */
record PidNamespace(String id, Path proc) {

    /** Index in /proc/PID/stat, counted after the command name, which is in parentheses and may contain any character: proc(5). */
    private static final int START_AFTER_NAME = 19;
    private static final String NONE = "none";

    static PidNamespace own() {
        return of(Path.of("/proc"));
    }

    static PidNamespace of(Path proc) {
        try {
            String boot = Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
            String namespace = Files.readSymbolicLink(proc.resolve("self/ns/pid")).toString();
            return new PidNamespace(shortened(boot + " " + namespace), proc);
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            if (Files.exists(proc.resolve("self"))) {
                // Linux without readable ids: a unique namespace, so that no process is searched in the wrong one
                return new PidNamespace(shortened(UUID.randomUUID().toString()), proc);
            }
            return new PidNamespace("host-" + hostId(), null);
        }
    }

    /**
     * The start time of the process as a number that does not depend on the system clock: on Linux in ticks since the boot.
     * {@code none} if the process does not exist or is a zombie.
     */
    String start(long pid) {
        if (proc == null) {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).flatMap(p -> p.info().startInstant())
                    .map(Instant::getEpochSecond).map(String::valueOf).orElse(NONE);
        }
        try {
            String stat = Files.readString(proc.resolve(pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
            return fields[0].matches("[ZX]") ? NONE : fields[START_AFTER_NAME];
        } catch (IOException e) {
            return NONE;
        }
    }

    private static String hostId() {
        try {
            return shortened(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return shortened(UUID.randomUUID().toString());
        }
    }

    private static String shortened(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString().substring(0, 8);
    }
}
