package nhldata.monitoring;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** A finding as a health check of Camel's, so that whatever reads Camel's registry reads ours too. */
final class FindingCheck extends AbstractHealthCheck {

    private final Supplier<Finding> look;

    FindingCheck(String name, Supplier<Finding> look) {
        super("nhldata", name);
        this.look = look;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Finding finding = look.get();
        builder.state(finding.well() ? State.UP : State.DOWN).message(finding.words());
    }
}
