package nhldata.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What is the case according to the ledger, as gauges. Without PostgreSQL they are NaN and nhldata_ledger_up is 0. */
final class LedgerMetrics {

    /** The states of {@code etl.game}: each has a series from the start, so that a rule never misses one. */
    static final List<String> GAME_STATES = List.of("scheduled", "live", "postponed", "cancelled", "ignored", "final",
            "queued", "fetching", "stored", "loading", "loaded", "dead");
    static final List<String> STAGES = List.of("schedule", "boxscore", "publish", "load");
    private static final List<String> RUN_STATES = List.of("running", "succeeded", "partial", "failed", "empty");

    private final MeterRegistry registry;
    private final Ledger ledger;

    LedgerMetrics(MeterRegistry registry, Ledger ledger) {
        this.registry = registry;
        this.ledger = ledger;
    }

    void register() {
        Gauge.builder("nhldata.ledger.up", () -> ledger.ask().figures() == null ? 0 : 1)
                .description("1 when PostgreSQL answered, 0 when it did not").register(registry);
        GAME_STATES.forEach(state -> gauge("nhldata.games", "Games in the ledger by state", "state", state,
                f -> f.games().getOrDefault(state, 0L)));
        STAGES.forEach(stage -> gauge("nhldata.dead.letters", "Open dead letters by stage", "stage", stage,
                f -> f.deadLetters().getOrDefault(stage, 0L)));
        RUN_STATES.forEach(state -> gauge("nhldata.last.run", "1 for the state of the last run, 0 for the others", "status", state,
                f -> state.equals(f.text("run_status")) ? 1 : 0));
        gauge("nhldata.last.run.seconds", "How long the last run took, or has taken so far", f -> f.number("run_seconds"));
        gauge("nhldata.runs.died", "1 when a run's process died and no later run has closed it", f -> f.text("died_run") == null ? 0 : 1);
        gauge("nhldata.game.stats.rows", "Player lines loaded into game_stats", f -> f.number("rows_loaded"));
        freshness("run", "hours_since_good_run");
        freshness("load", "hours_since_load");
        freshness("marts", "hours_since_marts");
        gauge("nhldata.unloaded.games", "Games whose CSV is in the bucket and not yet in game_stats", f -> f.number("unloaded"));
        gauge("nhldata.oldest.unloaded.seconds", "Age of the oldest CSV that is not yet loaded, 0 when there is none",
                f -> zeroIfNone(f.number("oldest_unloaded_seconds")));
        gauge("nhldata.incomplete.dates", "Dates with a finished game that is not loaded", f -> f.number("incomplete_days"));
        gauge("nhldata.marts.games.behind", "Games loaded since the marts were last published", f -> f.number("games_not_in_marts"));
        gauge("nhldata.marts.failed", "1 when the last build of the marts failed or was refused by its tests",
                f -> "failed".equals(f.text("marts_status")) || "refused".equals(f.text("marts_status")) ? 1 : 0);
    }

    private void freshness(String what, String column) {
        gauge("nhldata.freshness.hours", "Hours since the last good run, the last load, the last published marts", "of", what,
                f -> f.number(column));
    }

    private void gauge(String name, String description, ToDoubleFunction<Figures> value) {
        Gauge.builder(name, ledger, l -> read(l, value)).description(description).register(registry);
    }

    private void gauge(String name, String description, String tag, String of, ToDoubleFunction<Figures> value) {
        Gauge.builder(name, ledger, l -> read(l, value)).description(description).tag(tag, of).register(registry);
    }

    private static double read(Ledger ledger, ToDoubleFunction<Figures> value) {
        Figures figures = ledger.ask().figures();
        return figures == null ? Double.NaN : value.applyAsDouble(figures);
    }

    private static double zeroIfNone(double seconds) {
        return Double.isNaN(seconds) ? 0 : seconds;
    }
}
