package nhldata.monitoring;

/** State of a circuit breaker. The ordinal is the value of the metric nhldata_breaker_state. */
enum Breaker {
    CLOSED, HALF_OPEN, OPEN;

    /** From the state name of resilience4j: FORCED_OPEN is open, DISABLED and METRICS_ONLY are closed. */
    static Breaker of(String state) {
        return state.endsWith("HALF_OPEN") ? HALF_OPEN : state.endsWith("OPEN") ? OPEN : CLOSED;
    }
}
