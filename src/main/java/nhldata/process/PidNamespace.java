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
 * The processes that this one sees. On Linux a boot of the machine and a PID namespace: containers may share a host's name
 * without sharing its processes.
 *
 * @param id short, and the same for all that see the same processes
 */
record PidNamespace(String id, Path proc) {

    /** Fields of /proc/PID/stat behind the name of the program, which is in parentheses and may hold anything: proc(5). */
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
                // Linux that does not tell: nobody shares this space, so that nobody looks for a process in a wrong one
                return new PidNamespace(shortened(UUID.randomUUID().toString()), proc);
            }
            return new PidNamespace("host-" + hostId(), null);
        }
    }

    /**
     * When the process started, as a number that no change of the clock alters: on Linux in ticks since the boot. Of a
     * process that is not there, or is dead and not yet buried by its parent: {@code none}.
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
