package nhldata.reload;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;

/** The routes that a person had stopped when their file was replaced: built anew, they stay stopped. Thread safe. */
final class StoppedRoutes {

    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    static StoppedRoutes of(CamelContext camel) {
        return camel.getCamelContextExtension().getContextPlugin(StoppedRoutes.class);
    }

    /** Looks which of these routes do not run now. */
    void see(CamelContext camel, Iterable<String> routes) {
        routes.forEach(id -> {
            if (camel.getRoute(id) != null && !camel.getRouteController().getRouteStatus(id).isStarted()) {
                ids.add(id);
            }
        });
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    /** From now on it is the person's affair again. */
    void forget() {
        ids.clear();
    }
}
