package nhldata.monitoring;

/** State of a circuit breaker. Its ordinal is the value of the metric nhldata_breaker_state. */
enum Breaker {
    CLOSED, HALF_OPEN, OPEN;

    /** By resilience4j's name of it: FORCED_OPEN is open, DISABLED and METRICS_ONLY let everything through. */
    static Breaker of(String state) {
        return state.endsWith("HALF_OPEN") ? HALF_OPEN : state.endsWith("OPEN") ? OPEN : CLOSED;
    }
}
