package nhldata.monitoring;

import java.util.Map;
import java.util.function.Supplier;
import nhldata.status.CheckResult;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Adapts a check to Camel's health check registry. */
final class CamelHealthCheck extends AbstractHealthCheck {

    private final Supplier<CheckResult> check;

    CamelHealthCheck(String name, Supplier<CheckResult> check) {
        super("nhldata", name);
        this.check = check;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        CheckResult result = check.get();
        builder.state(result.ok() ? State.UP : State.DOWN).message(result.message());
    }
}
