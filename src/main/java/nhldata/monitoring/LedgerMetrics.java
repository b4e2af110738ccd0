package nhldata.monitoring;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import nhldata.status.Ledger;
import nhldata.status.LedgerStatistics;

/**
 * Gauges from the ledger. The label values are those in the ledger, not a fixed list. If PostgreSQL is unavailable, labelled
 * series are absent, the others are NaN, and nhldata_ledger_up is 0.
 */
final class LedgerMetrics {

    private final MeterRegistry registry;
    private final Ledger ledger;
    private final MultiGauge actions;
    private final MultiGauge games;
    private final MultiGauge deadLetters;
    private final MultiGauge lastRun;

    LedgerMetrics(MeterRegistry registry, Ledger ledger) {
        this.registry = registry;
        this.ledger = ledger;
        this.actions = series("nhldata.action.required", "Rows of etl.action_required by kind and severity");
        this.games = series("nhldata.games", "Games in the ledger by state");
        this.deadLetters = series("nhldata.dead.letters", "Open dead letters by stage");
        this.lastRun = series("nhldata.last.run", "Always 1; the label is the status of the last run");
    }

    void register() {
        Gauge.builder("nhldata.ledger.up", () -> ledger.read().statistics() == null ? 0 : 1)
                .description("1 if PostgreSQL is available, else 0").register(registry);
        gauge("nhldata.last.run.seconds", "Duration of the last run in seconds, or the elapsed time of the running one", f -> f.number("run_seconds"));
        gauge("nhldata.game.stats.rows", "Rows in game_stats", f -> f.number("rows_loaded"));
        freshness("run", "hours_since_good_run");
        freshness("load", "hours_since_load");
        freshness("marts", "hours_since_marts");
        gauge("nhldata.marts.games.behind", "Games loaded since the marts were last published", f -> f.number("games_not_in_marts"));
    }

    /** Must be called before each scrape: the set of series depends on the content of the ledger. */
    void refresh() {
        LedgerStatistics statistics = ledger.read().statistics();
        set(actions, statistics == null ? Map.of() : statistics.actions().stream()
                .collect(groupingBy(a -> Tags.of("kind", a.kind(), "severity", a.severity()), counting())));
        set(games, statistics == null ? Map.of() : tagged("state", statistics.games()));
        set(deadLetters, statistics == null ? Map.of() : tagged("stage", statistics.deadLetters()));
        set(lastRun, statistics == null || statistics.text("run_status") == null ? Map.of() : Map.of(Tags.of("status", statistics.text("run_status")), 1L));
    }

    private static Map<Tags, Long> tagged(String tag, Map<String, Long> counts) {
        return counts.entrySet().stream().collect(toMap(e -> Tags.of(tag, e.getKey()), Map.Entry::getValue));
    }

    private static void set(MultiGauge gauge, Map<Tags, Long> counts) {
        gauge.register(counts.entrySet().stream().map(e -> MultiGauge.Row.of(e.getKey(), e.getValue())).toList(), true);
    }

    private MultiGauge series(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private void freshness(String what, String column) {
        Gauge.builder("nhldata.freshness.hours", ledger, l -> read(l, f -> f.number(column)))
                .description("Hours since the last successful scheduled run, the last load, or the last publication of the marts").tag("of", what).register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<LedgerStatistics> value) {
        Gauge.builder(name, ledger, l -> read(l, value)).description(description).register(registry);
    }

    private static double read(Ledger ledger, ToDoubleFunction<LedgerStatistics> value) {
        LedgerStatistics statistics = ledger.read().statistics();
        return statistics == null ? Double.NaN : value.applyAsDouble(statistics);
    }
}
