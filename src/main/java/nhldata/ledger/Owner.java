package nhldata.ledger;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/**
 * The name under which this process owns runs and claims: host/process id/start of the process. With it another process
 * can tell whether the owner still lives: on the same host by looking at the process, elsewhere by its silence.
 */
public final class Owner {

    private final String host;
    private final String name;

    public Owner() {
        this.host = host();
        this.name = name(host, ProcessHandle.current());
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
        if (parts.length != 3 || !parts[0].equals(host) || !parts[1].matches("\\d{1,18}")) {
            return silent;
        }
        // The start time tells a process from a later one that was given the same id.
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(parts[1]));
        return process.isEmpty() || !process.get().isAlive() || !name(host, process.get()).equals(owner);
    }

    private static String name(String host, ProcessHandle process) {
        long start = process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
        return host + "/" + process.pid() + "/" + start;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replace('/', '_');
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
