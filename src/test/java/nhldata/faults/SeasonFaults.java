package nhldata.faults;

import java.nio.file.Path;
import java.util.List;
import nhldata.faults.wire.Trap;
import nhldata.faults.wire.Verdict;
import nhldata.testing.Fault;
import nhldata.testing.Shared;
import org.opentest4j.TestAbortedException;

/** Many faults in one run of a recorded season. Without the recording it is left out, saying so. */
final class SeasonFaults {

    private static final String CUT_GAME = "2024020777";
    private static final String CUT_GAME_DATE = "2025-01-25";

    private SeasonFaults() {
    }

    static List<InjectedFault> all() {
        try {
            recording();
        } catch (TestAbortedException e) {
            System.out.println("the recorded season is left out; " + e.getMessage().replaceFirst("^Assumption failed: ", ""));
            return List.of();
        }
        return List.of(new InjectedFault("season", "an ailing API, one box score that stays cut, PostgreSQL restarted, kill -9, all in one run of 1,398 games",
                Scenario.A_SEASON, SeasonFaults::play));
    }

    static Path recording() {
        return Shared.nhl("replay/season-20242025.tar.gz");
    }

    /** Two runs follow while the one box score is still cut: everything else must be as if nothing had been. */
    private static void play(FaultRun trial) throws Exception {
        // as it comes: how long a game waits for an API that is ill is what this is about
        trial.setting("nhl.api.retry-delay", 1000);
        trial.setting("nhl.errors.retry-delay", 500);
        trial.api()
                .fault("boxscore", Fault.status(503), 40)
                .fault("20240205[0-9]5/boxscore", Fault.status(500), 6)
                .fault("schedule", Fault.reset(), 3)
                .fault(CUT_GAME + "/boxscore", Fault.truncated());
        trial.set(Checkpoint.COMMIT, Trap.before(Checkpoint.COMMIT.pattern, () -> {
            trial.servers().stopPostgres();
            trial.servers().startPostgresIn(3);
            return Verdict.CUT;
        }).at(4));
        trial.set(Checkpoint.COMMIT, Trap.before(Checkpoint.COMMIT.pattern, trial::kill).at(9));
        trial.run();
        trial.runQuietly(Scenario.A_SEASON);
        trial.runQuietly(Scenario.A_SEASON);
        trial.expect(snapshot -> snapshot.without(CUT_GAME, CUT_GAME_DATE));
        trial.expect("select game_id, stage, reason_class from etl.dead_letter where state = 'open' order by 1",
                "2024020777 | boxscore | document", "2024020936 | boxscore | api");
    }
}
