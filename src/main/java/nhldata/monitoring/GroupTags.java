package nhldata.monitoring;

import io.micrometer.core.instrument.Tags;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyNamingStrategy;

/** The metrics of Camel's routes as Camel names them, with one more tag: the group of the route, which is its stage. All series of a metric have the same tags. */
final class GroupTags implements MicrometerRoutePolicyNamingStrategy {

    private static final String GROUP = "group";

    /** Empty for a route without one, or one that an edit has removed. */
    static String of(Route route) {
        return route == null ? "" : Objects.requireNonNullElse(route.getGroup(), "");
    }

    @Override
    public String getName(Route route) {
        return DEFAULT.getName(route);
    }

    @Override
    public Tags getTags(Route route) {
        return DEFAULT.getTags(route).and(GROUP, of(route));
    }

    @Override
    public Tags getTags(CamelContext camel) {
        return DEFAULT.getTags(camel).and(GROUP, "");
    }

    @Override
    public Tags getExchangeStatusTags(Route route) {
        return DEFAULT.getExchangeStatusTags(route).and(GROUP, of(route));
    }

    @Override
    public Tags getExchangeStatusTags(CamelContext camel) {
        return DEFAULT.getExchangeStatusTags(camel).and(GROUP, "");
    }
}
