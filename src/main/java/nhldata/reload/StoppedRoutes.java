package nhldata.reload;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;

/** The routes that an operator had stopped when their file was replaced: the new ones stay stopped. Thread safe. */
final class StoppedRoutes {

    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    static StoppedRoutes of(CamelContext camel) {
        return camel.getCamelContextExtension().getContextPlugin(StoppedRoutes.class);
    }

    /** Remembers which of these routes are stopped. */
    void remember(CamelContext camel, Iterable<String> routes) {
        routes.forEach(id -> {
            if (camel.getRoute(id) != null && !camel.getRouteController().getRouteStatus(id).isStarted()) {
                ids.add(id);
            }
        });
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    /** Called after the replacement: routes that are added later start as usual. */
    void clear() {
        ids.clear();
    }
}
