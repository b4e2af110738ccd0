package nhldata.monitoring;

import java.util.Map;
import java.util.function.Supplier;
import nhldata.status.CheckResult;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** A finding as a health check of Camel's, so that whatever reads Camel's registry reads ours too. */
final class CamelHealthCheck extends AbstractHealthCheck {

    private final Supplier<CheckResult> look;

    CamelHealthCheck(String name, Supplier<CheckResult> look) {
        super("nhldata", name);
        this.look = look;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        CheckResult finding = look.get();
        builder.state(finding.well() ? State.UP : State.DOWN).message(finding.words());
    }
}
