package nhldata.faults;

import static nhldata.testing.FakeApi.boxscore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nhldata.faults.InjectedFault.Injection;
import nhldata.faults.wire.Deed;
import nhldata.faults.wire.Trap;
import nhldata.faults.wire.Verdict;
import nhldata.testing.Fault;
import nhldata.testing.PackagedProgram;

/** The program dies, is told to stop, sleeps too long, or is not alone. */
final class ProcessFaults {

    private static final String WHERE = "process";
    private static final Set<Checkpoint> OF_LETTERS = EnumSet.of(Checkpoint.LETTER_PUT, Checkpoint.LETTER_ROW);
    private static final Set<Checkpoint> WITHOUT_ANSWER = EnumSet.of(Checkpoint.COPY_LINES);
    private static final Set<Checkpoint> OF_A_CORRECTION = EnumSet.of(Checkpoint.CORRECTIONS);

    private ProcessFaults() {
    }

    static List<InjectedFault> all() {
        List<InjectedFault> faults = new ArrayList<>();
        for (Checkpoint checkpoint : Checkpoint.values()) {
            Scenario scenario = OF_A_CORRECTION.contains(checkpoint) ? Scenario.A_CORRECTION : Scenario.A_DAY;
            faults.add(new InjectedFault(WHERE, "kill -9 before " + checkpoint.words, scenario, killed(checkpoint, t -> t.before(checkpoint, t::kill))));
            if (!WITHOUT_ANSWER.contains(checkpoint)) {
                faults.add(new InjectedFault(WHERE, "kill -9 after " + checkpoint.words, scenario, killed(checkpoint, t -> t.after(checkpoint, t::kill))));
            }
        }
        faults.add(InjectedFault.of(WHERE, "kill -9 in the middle of the lines of the staging COPY",
                play(Checkpoint.COPY_LINES, t -> {
                    // so seldom that all games come in one COPY, which is then longer than one message
                    t.setting("nhl.load.poll", 2000);
                    t.set(Checkpoint.COPY_LINES, Trap.before(Checkpoint.COPY_LINES.pattern, t::kill).at(2));
                })));
        faults.add(new InjectedFault(WHERE, "kill -9 before the commit of a correction", Scenario.A_CORRECTION,
                play(Checkpoint.COMMIT, t -> t.before(Checkpoint.COMMIT, t::kill))));
        faults.add(new InjectedFault(WHERE, "kill -9 after the commit of a correction", Scenario.A_CORRECTION,
                play(Checkpoint.COMMIT, t -> t.after(Checkpoint.COMMIT, t::kill))));
        faults.add(InjectedFault.of(WHERE, "kill -9 before the commit, and again of the run that follows", ProcessFaults::killTwice));
        for (Checkpoint checkpoint : List.of(Checkpoint.QUEUE, Checkpoint.CSV_PUT, Checkpoint.COPY_LINES, Checkpoint.COMMIT)) {
            faults.add(InjectedFault.of(WHERE, "SIGTERM before " + checkpoint.words, play(checkpoint, t -> t.before(checkpoint, t::terminate))));
        }
        for (String locale : List.of("tr-TR", "C")) {
            faults.add(InjectedFault.of(WHERE, "in the locale " + locale + ", killed before the commit", t -> {
                t.locale(locale);
                t.before(Checkpoint.COMMIT, t::kill);
                t.run();
            }));
        }
        faults.add(InjectedFault.of(WHERE, "its routes and its data in a path with blanks", t -> {
            t.setting("nhl.routes.dir", copyOfRoutes(t.folder().resolve("a path with blanks")));
            t.before(Checkpoint.COMMIT, t::kill);
            t.run();
        }));
        faults.add(InjectedFault.of(WHERE, "two runs of the same day at once", ProcessFaults::two));
        faults.add(InjectedFault.of(WHERE, "a loader (make run_sql) beside the run", ProcessFaults::loaderBeside));
        faults.add(InjectedFault.of(WHERE, "asleep for longer than its lease after the loader's claim, while another run takes over",
                t -> asleep(t, Checkpoint.CLAIM_STORED)));
        faults.add(InjectedFault.of(WHERE, "asleep for longer than its lease after the put of a CSV, while another run takes over",
                t -> asleep(t, Checkpoint.CSV_PUT)));
        faults.add(InjectedFault.of(WHERE, "asleep for longer than its lease just before the put of a CSV reaches S3, while another run takes over",
                t -> asleep(t, Checkpoint.CSV_PUT, false)));
        faults.add(InjectedFault.of(WHERE, "asleep for longer than its lease before the mark \"stored\", while another run takes over",
                t -> asleep(t, Checkpoint.MARK_STORED)));
        return faults;
    }

    private static Injection play(Checkpoint checkpoint, Injection traps) {
        return trial -> {
            if (OF_LETTERS.contains(checkpoint)) {
                trial.api().fault(boxscore(Scenario.GAME), Fault.status(404));
            }
            traps.play(trial);
            trial.run();
        };
    }

    /** After a kill a person types make step2, or another process loads: the next command is no sweep. */
    private static Injection killed(Checkpoint checkpoint, Injection traps) {
        return trial -> {
            play(checkpoint, traps).play(trial);
            trial.heal();
            trial.runQuietly("load");
        };
    }

    private static void killTwice(FaultRun trial) throws Exception {
        trial.before(Checkpoint.COMMIT, trial::kill);
        trial.run();
        trial.before(Checkpoint.CLAIM_STORED, trial::kill);
        trial.run();
    }

    private static Path copyOfRoutes(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return folder.toAbsolutePath();
    }

    private static void two(FaultRun trial) throws Exception {
        trial.start();
        PackagedProgram other = trial.start(Scenario.A_DAY.command());
        trial.await();
        other.exitCode();
    }

    private static void loaderBeside(FaultRun trial) throws Exception {
        trial.before(Checkpoint.COMMIT, () -> {
            trial.start("load");
            return Verdict.PASS;
        });
        trial.run();
    }

    /**
     * The program is held at a step while the ledger says that it has been silent for an hour, on another host, where
     * nobody can look whether it lives. Another run takes everything over and ends. Then the sleeper wakes up.
     */
    private static void asleep(FaultRun trial, Checkpoint checkpoint) throws Exception {
        asleep(trial, checkpoint, true);
    }

    private static void asleep(FaultRun trial, Checkpoint checkpoint, boolean after) throws Exception {
        Deed takeover = () -> {
            trial.world().execute("update etl.run set owner = 'elsewhere/1/1', heartbeat_at = now() - interval '1 hour'");
            trial.world().execute("update etl.game set loader = 'elsewhere/1/1', updated_at = now() - interval '1 hour' where state = 'loading'");
            trial.runQuietly(Scenario.A_DAY);
            return Verdict.PASS;
        };
        if (after) {
            trial.after(checkpoint, takeover);
        } else {
            trial.before(checkpoint, takeover);
        }
        trial.run();
    }
}
