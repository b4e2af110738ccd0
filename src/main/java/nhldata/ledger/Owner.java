package nhldata.ledger;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The name under which one pipeline of this process owns runs and claims: host/process space/process id/start of the
 * process/number of the pipeline in the process; two of them are never the same. With it another process can tell whether
 * the owner still lives: where it sees the same processes by looking for it, so that one that died is replaced at once; and
 * wherever it runs by its silence, since one that hangs must not hold its games for ever. One that was taken for dead and
 * wakes up can write nothing: every statement asks whether its run still runs.
 */
public final class Owner {

    private static final int PARTS = 5;
    private static final AtomicInteger PIPELINES = new AtomicInteger();

    private final ProcessSpace space = ProcessSpace.own();
    private final String host = host();
    private final String name = host + process(ProcessHandle.current().pid()) + "/" + PIPELINES.incrementAndGet();

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
        return silent || isSeenFromHere(parts) && !isAlive(parts);
    }

    /** Whether it is a process that is seen from here, and alive. */
    public boolean livesHere(String owner) {
        String[] parts = owner.split("/");
        return isSeenFromHere(parts) && isAlive(parts);
    }

    private boolean isSeenFromHere(String[] owner) {
        return owner.length == PARTS && owner[1].equals(space.id()) && owner[2].matches("\\d{1,18}");
    }

    private boolean isAlive(String[] owner) {
        return process(Long.parseLong(owner[2])).equals("/" + String.join("/", Arrays.asList(owner).subList(1, PARTS - 1)));
    }

    /** The start tells a process from a later one that was given the same id. */
    private String process(long pid) {
        return "/" + space.id() + "/" + pid + "/" + space.start(pid);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replace('/', '_');
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
