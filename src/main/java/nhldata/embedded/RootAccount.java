package nhldata.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.util.List;

/** PostgreSQL refuses to run as root, which is who we are in many containers. */
final class RootAccount {
    private RootAccount() {
    }

    /**
     * What to put before a PostgreSQL command: nothing for an ordinary user; for root a user namespace of its own, in which it is not root
     * while its files still belong to root.
     */
    static List<String> prefix() {
        if (!isRoot()) {
            return List.of();
        }
        if (LinuxUtils.isUnshareAvailable()) {
            return List.of("unshare", "-U");
        }
        throw new EmbeddedServerException("PostgreSQL does not run as root, and this machine does not allow \"unshare -U\", which would get around it."
                + " Start as an ordinary user, or use the containers: make step1 STACK=docker");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
