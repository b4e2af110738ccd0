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
import nhldata.faults.Disturbance.Injection;
import nhldata.faults.wire.Deed;
import nhldata.faults.wire.Trap;
import nhldata.faults.wire.Verdict;
import nhldata.testing.Fault;
import nhldata.testing.PackagedProgram;

/** The program dies, is told to stop, sleeps too long, or is not alone. */
final class ProcessFaults {

    private static final String WHERE = "process";
    private static final Set<Step> OF_LETTERS = EnumSet.of(Step.LETTER_PUT, Step.LETTER_ROW);
    private static final Set<Step> WITHOUT_ANSWER = EnumSet.of(Step.COPY_LINES);
    private static final Set<Step> OF_A_CORRECTION = EnumSet.of(Step.CORRECTIONS);

    private ProcessFaults() {
    }

    static List<Disturbance> all() {
        List<Disturbance> faults = new ArrayList<>();
        for (Step step : Step.values()) {
            Story story = OF_A_CORRECTION.contains(step) ? Story.A_CORRECTION : Story.A_DAY;
            faults.add(new Disturbance(WHERE, "kill -9 before " + step.words, story, killed(step, t -> t.before(step, t::kill))));
            if (!WITHOUT_ANSWER.contains(step)) {
                faults.add(new Disturbance(WHERE, "kill -9 after " + step.words, story, killed(step, t -> t.after(step, t::kill))));
            }
        }
        faults.add(Disturbance.of(WHERE, "kill -9 in the middle of the lines of the staging COPY",
                play(Step.COPY_LINES, t -> {
                    // so seldom that all games come in one COPY, which is then longer than one message
                    t.setting("nhl.load.poll", 2000);
                    t.set(Step.COPY_LINES, Trap.before(Step.COPY_LINES.pattern, t::kill).at(2));
                })));
        faults.add(new Disturbance(WHERE, "kill -9 before the commit of a correction", Story.A_CORRECTION,
                play(Step.COMMIT, t -> t.before(Step.COMMIT, t::kill))));
        faults.add(new Disturbance(WHERE, "kill -9 after the commit of a correction", Story.A_CORRECTION,
                play(Step.COMMIT, t -> t.after(Step.COMMIT, t::kill))));
        faults.add(Disturbance.of(WHERE, "kill -9 before the commit, and again of the run that follows", ProcessFaults::killTwice));
        for (Step step : List.of(Step.QUEUE, Step.CSV_PUT, Step.COPY_LINES, Step.COMMIT)) {
            faults.add(Disturbance.of(WHERE, "SIGTERM before " + step.words, play(step, t -> t.before(step, t::terminate))));
        }
        for (String locale : List.of("tr-TR", "C")) {
            faults.add(Disturbance.of(WHERE, "in the locale " + locale + ", killed before the commit", t -> {
                t.locale(locale);
                t.before(Step.COMMIT, t::kill);
                t.run();
            }));
        }
        faults.add(Disturbance.of(WHERE, "its routes and its data in a path with blanks", t -> {
            t.setting("nhl.routes.dir", copyOfRoutes(t.folder().resolve("a path with blanks")));
            t.before(Step.COMMIT, t::kill);
            t.run();
        }));
        faults.add(Disturbance.of(WHERE, "two runs of the same day at once", ProcessFaults::two));
        faults.add(Disturbance.of(WHERE, "a loader (make run_sql) beside the run", ProcessFaults::loaderBeside));
        faults.add(Disturbance.of(WHERE, "asleep for longer than its lease after the loader's claim, while another run takes over",
                t -> asleep(t, Step.CLAIM_STORED)));
        faults.add(Disturbance.of(WHERE, "asleep for longer than its lease after the put of a CSV, while another run takes over",
                t -> asleep(t, Step.CSV_PUT)));
        faults.add(Disturbance.of(WHERE, "asleep for longer than its lease just before the put of a CSV reaches S3, while another run takes over",
                t -> asleep(t, Step.CSV_PUT, false)));
        faults.add(Disturbance.of(WHERE, "asleep for longer than its lease before the mark \"stored\", while another run takes over",
                t -> asleep(t, Step.MARK_STORED)));
        return faults;
    }

    private static Injection play(Step step, Injection traps) {
        return trial -> {
            if (OF_LETTERS.contains(step)) {
                trial.api().fault(boxscore(Story.GAME), Fault.status(404));
            }
            traps.play(trial);
            trial.run();
        };
    }

    /** After a kill a person types make step2, or another process loads: the next command is no sweep. */
    private static Injection killed(Step step, Injection traps) {
        return trial -> {
            play(step, traps).play(trial);
            trial.heal();
            trial.runQuietly("load");
        };
    }

    private static void killTwice(Trial trial) throws Exception {
        trial.before(Step.COMMIT, trial::kill);
        trial.run();
        trial.before(Step.CLAIM_STORED, trial::kill);
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

    private static void two(Trial trial) throws Exception {
        trial.start();
        PackagedProgram other = trial.start(Story.A_DAY.command());
        trial.await();
        other.exitCode();
    }

    private static void loaderBeside(Trial trial) throws Exception {
        trial.before(Step.COMMIT, () -> {
            trial.start("load");
            return Verdict.PASS;
        });
        trial.run();
    }

    /**
     * The program is held at a step while the ledger says that it has been silent for an hour, on another host, where
     * nobody can look whether it lives. Another run takes everything over and ends. Then the sleeper wakes up.
     */
    private static void asleep(Trial trial, Step step) throws Exception {
        asleep(trial, step, true);
    }

    private static void asleep(Trial trial, Step step, boolean after) throws Exception {
        Deed takeover = () -> {
            trial.world().execute("update etl.run set owner = 'elsewhere/1/1', heartbeat_at = now() - interval '1 hour'");
            trial.world().execute("update etl.game set loader = 'elsewhere/1/1', updated_at = now() - interval '1 hour' where state = 'loading'");
            trial.runQuietly(Story.A_DAY);
            return Verdict.PASS;
        };
        if (after) {
            trial.after(step, takeover);
        } else {
            trial.before(step, takeover);
        }
        trial.run();
    }
}
