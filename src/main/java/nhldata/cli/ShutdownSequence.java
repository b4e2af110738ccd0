package nhldata.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops what was started, in order and once, even if Ctrl-C arrives during startup. */
final class ShutdownSequence {

    private static final Logger LOG = LoggerFactory.getLogger(ShutdownSequence.class);

    private AutoCloseable first;
    private AutoCloseable last;
    private volatile boolean begun;

    /** Registers the part that is stopped first. It is stopped immediately if the shutdown has begun. */
    synchronized void first(AutoCloseable part) {
        first = part;
        if (begun) {
            close(part);
        }
    }

    /** Registers the part that is stopped last. It is stopped immediately if the shutdown has begun. */
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
            LOG.warn("error during shutdown: {}", e.getMessage(), e);
        }
    }
}
