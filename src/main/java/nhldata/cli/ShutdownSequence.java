package nhldata.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops what was started, in order, once, also when Ctrl-C comes while the rest is still starting. */
final class ShutdownSequence {

    private static final Logger LOG = LoggerFactory.getLogger(ShutdownSequence.class);

    private AutoCloseable first;
    private AutoCloseable last;
    private volatile boolean begun;

    /** What is stopped before the rest. Stopped at once if stopping has begun already. */
    synchronized void first(AutoCloseable part) {
        first = part;
        if (begun) {
            close(part);
        }
    }

    /** What is stopped when everything that needs it is. */
    synchronized void last(AutoCloseable part) {
        last = part;
        if (begun) {
            close(part);
        }
    }

    boolean hasBegun() {
        return begun;
    }

    synchronized void stop() {
        if (begun) {
            return;
        }
        begun = true;
        if (first != null || last != null) {
            System.out.println("stopping: the routes first, then S3 and PostgreSQL");
        }
        close(first);
        close(last);
    }

    private static void close(AutoCloseable part) {
        if (part == null) {
            return;
        }
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("not stopped cleanly: {}", e.getMessage(), e);
        }
    }
}
