package nhldata.faults;

import java.util.EnumMap;
import java.util.Map;

/** Plays a disturbance, lets the next runs mend it, and compares the end with an undisturbed one. */
final class OutcomeVerifier {

    private static final int MOST_RUNS = 4;
    private static final double NANOS = 1e9;

    private final FaultHarness harness;
    private final Map<Scenario, Snapshot> undisturbed = new EnumMap<>(Scenario.class);

    OutcomeVerifier(FaultHarness harness) {
        this.harness = harness;
    }

    Outcome verify(InjectedFault disturbance) throws Exception {
        Snapshot truth = undisturbed(disturbance.scenario());
        long start = System.nanoTime();
        try (FaultRun trial = harness.newTrial(disturbance.scenario(), truth)) {
            disturbance.scenario().prepare(trial);
            disturbance.injection().play(trial);
            trial.heal();
            // also after a run that needed no help: the next one must leave everything as it is
            Difference difference = Difference.between(truth, Snapshot.of(trial.world()));
            int needed = difference.isNone() ? 0 : MOST_RUNS;
            for (int run = 1; run <= Math.max(1, needed); run++) {
                trial.recover();
                difference = Difference.between(truth, Snapshot.of(trial.world()));
                if (difference.isNone()) {
                    needed = Math.min(needed, run);
                }
            }
            return new Outcome(disturbance, trial.ended(), difference, needed, (System.nanoTime() - start) / NANOS, trial.complaints());
        }
    }

    private Snapshot undisturbed(Scenario scenario) throws Exception {
        if (!undisturbed.containsKey(scenario)) {
            try (FaultRun trial = harness.newTrial(scenario, null)) {
                scenario.prepare(trial);
                trial.runQuietly(scenario);
                Snapshot snapshot = Snapshot.of(trial.world());
                if (snapshot.lines().isEmpty()) {
                    throw new IllegalStateException("undisturbed, " + scenario + " loaded nothing: see " + trial.folder());
                }
                undisturbed.put(scenario, snapshot);
            }
        }
        return undisturbed.get(scenario);
    }
}
