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
 * What is the case according to the ledger, as gauges. Series with a label are those that the ledger has, and no list of
 * ours. Without PostgreSQL they are absent, the others NaN, and nhldata_ledger_up is 0.
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
        this.lastRun = series("nhldata.last.run", "1, with the status of the last run as a label");
    }

    void register() {
        Gauge.builder("nhldata.ledger.up", () -> ledger.ask().figures() == null ? 0 : 1)
                .description("1 when PostgreSQL answered, 0 when it did not").register(registry);
        gauge("nhldata.last.run.seconds", "How long the last run took, or has taken so far", f -> f.number("run_seconds"));
        gauge("nhldata.game.stats.rows", "Player lines loaded into game_stats", f -> f.number("rows_loaded"));
        freshness("run", "hours_since_good_run");
        freshness("load", "hours_since_load");
        freshness("marts", "hours_since_marts");
        gauge("nhldata.marts.games.behind", "Games loaded since the marts were last published", f -> f.number("games_not_in_marts"));
    }

    /** To be called before each scrape: which series there are depends on what the ledger holds. */
    void refresh() {
        LedgerStatistics figures = ledger.ask().figures();
        set(actions, figures == null ? Map.of() : figures.actions().stream()
                .collect(groupingBy(a -> Tags.of("kind", a.kind(), "severity", a.severity()), counting())));
        set(games, figures == null ? Map.of() : tagged("state", figures.games()));
        set(deadLetters, figures == null ? Map.of() : tagged("stage", figures.deadLetters()));
        set(lastRun, figures == null || figures.text("run_status") == null ? Map.of() : Map.of(Tags.of("status", figures.text("run_status")), 1L));
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
                .description("Hours since the last good scheduled run, the last load, the last published marts").tag("of", what).register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<LedgerStatistics> value) {
        Gauge.builder(name, ledger, l -> read(l, value)).description(description).register(registry);
    }

    private static double read(Ledger ledger, ToDoubleFunction<LedgerStatistics> value) {
        LedgerStatistics figures = ledger.ask().figures();
        return figures == null ? Double.NaN : value.applyAsDouble(figures);
    }
}
