package nhldata.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import nhldata.faults.wire.Trap;
import nhldata.faults.wire.Verdict;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;

/** S3 refuses, is slow, is full, or its answers are lost. */
final class StorageFaults {

    private static final String WHERE = "S3";
    private static final String ANY_PUT = "^PUT /[^/]*/.";

    private StorageFaults() {
    }

    static List<InjectedFault> all() {
        List<InjectedFault> faults = new ArrayList<>();
        faults.add(InjectedFault.of(WHERE, "down when the run starts", trial -> {
            trial.s3().refuse();
            trial.run();
        }));
        faults.add(InjectedFault.of(WHERE, "refuses connections from the first CSV on, for 3 s", trial -> {
            trial.before(Checkpoint.CSV_PUT, () -> {
                trial.s3().refuse();
                Delay.later(3, trial.s3()::heal);
                return Verdict.CUT;
            });
            trial.run();
        }));
        faults.add(InjectedFault.of(WHERE, "refuses connections from the first raw document to the end of the run", trial -> {
            trial.before(Checkpoint.RAW_PUT, () -> {
                trial.s3().refuse();
                return Verdict.CUT;
            });
            trial.run();
        }));
        faults.add(answers("503 SlowDown to twenty puts", Trap.before(ANY_PUT, () -> Verdict.s3Error(503, "SlowDown")).times(20)));
        faults.add(answers("503 SlowDown to every put of a CSV", Trap.before(Checkpoint.CSV_PUT.pattern, () -> Verdict.s3Error(503, "SlowDown")).always()));
        faults.add(answers("disk full: 507 to every put", Trap.before(ANY_PUT, () -> Verdict.s3Error(507, "InsufficientStorage")).always()));
        faults.add(answers("disk full: 507 to every put of a CSV", Trap.before(Checkpoint.CSV_PUT.pattern, () -> Verdict.s3Error(507, "InsufficientStorage")).always()));
        faults.add(answers("403 AccessDenied to every put of a raw box score", Trap.before(Checkpoint.RAW_PUT.pattern, () -> Verdict.s3Error(403, "AccessDenied")).always()));
        faults.add(answers("404 NoSuchBucket to every put", Trap.before(ANY_PUT, () -> Verdict.s3Error(404, "NoSuchBucket")).always()));
        faults.add(answers("503 to ten reads of a CSV", Trap.before(Checkpoint.CSV_GET.pattern, () -> Verdict.s3Error(503, "SlowDown")).times(10)));
        faults.add(answers("500 to every read of a CSV", Trap.before(Checkpoint.CSV_GET.pattern, () -> Verdict.s3Error(500, "InternalError")).always()));
        for (Checkpoint checkpoint : List.of(Checkpoint.RAW_PUT, Checkpoint.ROSTER_PUT, Checkpoint.CSV_PUT)) {
            faults.add(answers("done but the answer lost, three times: " + checkpoint.words, Trap.after(checkpoint.pattern, () -> Verdict.RESET).times(3)));
        }
        faults.add(answers("the connection is reset before the put of a CSV, four times", Trap.before(Checkpoint.CSV_PUT.pattern, () -> Verdict.RESET).times(4)));
        faults.add(answers("the connection is cut at the read of a CSV, four times", Trap.after(Checkpoint.CSV_GET.pattern, () -> Verdict.CUT).times(4)));
        faults.add(byHand("somebody edits a CSV in the bucket before it is loaded", (trial, key) -> trial.world().put(key,
                new String(trial.world().object(key), StandardCharsets.UTF_8).replaceFirst("(?m)^(\\d+),", "1$1,").getBytes(StandardCharsets.UTF_8))));
        faults.add(byHand("somebody deletes a CSV from the bucket before it is loaded", (trial, key) -> trial.world().delete(key)));
        faults.add(answers("501 NotImplemented to every conditional put of a CSV", Trap.before(Checkpoint.CSV_PUT.pattern, () -> Verdict.s3Error(501, "NotImplemented")).times(3)));
        faults.add(answers("409 ConditionalRequestConflict to three puts of a CSV",
                Trap.before(Checkpoint.CSV_PUT.pattern, () -> Verdict.s3Error(409, "ConditionalRequestConflict")).times(3)));
        faults.add(answers("every request takes 300 ms longer", Trap.before(".", Delay.of(300)).always()));
        faults.add(answers("the put of a CSV is never answered", Trap.before(Checkpoint.CSV_PUT.pattern, Delay.of(45_000))));
        faults.add(InjectedFault.of(WHERE, "the dead-letter bucket refuses (403) while a game fails", trial -> {
            trial.api().fault(FakeApi.boxscore(Scenario.GAME), Fault.status(404));
            trial.set(trial.s3(), Trap.before("^PUT /[^/]*-dead/.", () -> Verdict.s3Error(403, "AccessDenied")).always());
            trial.run();
        }));
        return faults;
    }

    /** When S3 has the CSV of a game, and the program does not know yet. */
    private static InjectedFault byHand(String what, BiConsumer<FaultRun, String> deed) {
        return InjectedFault.of(WHERE, what, trial -> {
            trial.set(trial.s3(), Trap.after(Checkpoint.CSV_PUT.pattern + ".*" + Scenario.GAME, () -> {
                trial.world().keys("player_game_stats/").stream().filter(key -> key.contains(Scenario.GAME)).forEach(key -> deed.accept(trial, key));
                return Verdict.PASS;
            }));
            trial.run();
        });
    }

    private static InjectedFault answers(String what, Trap trap) {
        return InjectedFault.of(WHERE, what, trial -> {
            trial.set(trial.s3(), trap);
            trial.run();
        });
    }
}
