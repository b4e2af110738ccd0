package nhldata.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.util.List;

/** Runs PostgreSQL as root, as which it refuses to run, but which is the user in many containers. */
final class RootAccount {
    private RootAccount() {
    }

    /**
     * The prefix of a PostgreSQL command: empty for an ordinary user; for root a separate user namespace, in which it is not root
     * although its files belong to root.
     */
    static List<String> prefix() {
        if (!isRoot()) {
            return List.of();
        }
        if (LinuxUtils.isUnshareAvailable()) {
            return List.of("unshare", "-U");
        }
        throw new EmbeddedServerException("PostgreSQL does not run as root, and this machine does not allow the workaround \"unshare -U\"."
                + " Start as an ordinary user, or use the containers: make step1 STACK=docker");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
