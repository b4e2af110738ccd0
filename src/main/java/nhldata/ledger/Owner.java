package nhldata.ledger;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The name under which one pipeline of this process owns runs and claims: host/process id/start of the process/number of
 * the pipeline in the process. With it another process can tell whether the owner still lives: on the same host by
 * looking at the process, elsewhere by its silence.
 */
public final class Owner {

    private static final AtomicInteger PIPELINES = new AtomicInteger();
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    /** In /proc/<id>/stat, counted behind the program's name, which may itself have blanks and brackets in it. */
    private static final int START_IN_STAT = 19;

    private final String host;
    private final String name;

    public Owner() {
        this.host = host();
        this.name = process(host, ProcessHandle.current()) + "/" + PIPELINES.incrementAndGet();
    }

    public String name() {
        return name;
    }

    /**
     * @param silent whether the owner gave no sign of life for so long that it counts as gone wherever it runs
     */
    public boolean isGone(String owner, boolean silent) {
        if (name.equals(owner)) {
            return false;
        }
        String[] parts = owner.split("/");
        if (parts.length < 3 || !parts[0].equals(host) || !parts[1].matches("\\d{1,18}")) {
            return silent;
        }
        // The start time tells a process from a later one that was given the same id.
        String process = String.join("/", parts[0], parts[1], parts[2]);
        return ProcessHandle.of(Long.parseLong(parts[1]))
                .filter(ProcessHandle::isAlive)
                .map(living -> !process(host, living).equals(process))
                .orElse(true);
    }

    private static String process(String host, ProcessHandle process) {
        return host + "/" + process.pid() + "/" + start(process);
    }

    /**
     * Where the kernel counts it, in its ticks since this boot: the time of day of the start is worked out from the clock,
     * and would be another one when that is put right, so that a living process would look like one that died.
     */
    private static String start(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Files.readString(BOOT).substring(0, 8) + "-" + fields[START_IN_STAT];
        } catch (IOException | IndexOutOfBoundsException e) {
            // no Linux, or gone in this moment
            return Long.toString(process.info().startInstant().map(Instant::getEpochSecond).orElse(0L));
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replace('/', '_');
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
