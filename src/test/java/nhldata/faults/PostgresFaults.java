package nhldata.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import nhldata.faults.wire.Deed;
import nhldata.faults.wire.Trap;
import nhldata.faults.wire.Verdict;

/** PostgreSQL is away, goes away, or refuses. */
final class PostgresFaults {

    private static final String WHERE = "PostgreSQL";
    private static final int SECONDS_AWAY = 3;
    private static final int SECONDS_BEYOND_PATIENCE = 20;

    /** What a server in need says, by its SQLSTATE. */
    private static final Map<String, String> COMPLAINTS = new TreeMap<>(Map.of(
            "53100", "disk full", "40P01", "deadlock", "40001", "serialization failure", "57014", "statement timeout", "53300", "too many connections"));

    private PostgresFaults() {
    }

    static List<InjectedFault> all() {
        List<InjectedFault> faults = new ArrayList<>();
        faults.add(InjectedFault.of(WHERE, "down when the run starts", trial -> {
            trial.servers().stopPostgres();
            trial.run();
        }));
        for (Checkpoint checkpoint : List.of(Checkpoint.QUEUE, Checkpoint.CLAIM_GAME, Checkpoint.MARK_STORED, Checkpoint.CLAIM_STORED, Checkpoint.COPY_LINES, Checkpoint.MERGE, Checkpoint.COMMIT, Checkpoint.RUN_END)) {
            faults.add(InjectedFault.of(WHERE, "stopped (fast) before " + checkpoint.words + ", back after " + SECONDS_AWAY + " s",
                    trial -> play(trial, checkpoint, false, stop(trial))));
        }
        for (Checkpoint checkpoint : List.of(Checkpoint.GAMES, Checkpoint.MARK_STORED)) {
            faults.add(InjectedFault.of(WHERE, "stopped (fast) before " + checkpoint.words + ", for longer than every patience but the run's end", trial -> play(trial, checkpoint, false, () -> {
                trial.servers().stopPostgres();
                trial.servers().startPostgresIn(SECONDS_BEYOND_PATIENCE);
                return Verdict.CUT;
            })));
        }
        faults.add(InjectedFault.of(WHERE, "stopped (fast) after the commit, its answer lost", trial -> play(trial, Checkpoint.COMMIT, true, stop(trial))));
        for (Checkpoint checkpoint : List.of(Checkpoint.COPY_LINES, Checkpoint.COMMIT)) {
            faults.add(InjectedFault.of(WHERE, "killed (-9 of its postmaster) before " + checkpoint.words, trial -> play(trial, checkpoint, false, kill(trial))));
        }
        faults.add(InjectedFault.of(WHERE, "killed (-9 of its postmaster) after the commit, its answer lost",
                trial -> play(trial, Checkpoint.COMMIT, true, kill(trial))));
        faults.add(InjectedFault.of(WHERE, "all sessions ended by an administrator in the middle of a COPY", trial -> play(trial, Checkpoint.COPY_LINES, false, () -> {
            trial.servers().execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'nhldata'");
            return Verdict.PASS;
        })));
        for (Checkpoint checkpoint : List.of(Checkpoint.RUN_ROW, Checkpoint.QUEUE, Checkpoint.CLAIM_GAME, Checkpoint.MARK_STORED, Checkpoint.CLAIM_STORED, Checkpoint.COMMIT, Checkpoint.RUN_END)) {
            faults.add(InjectedFault.of(WHERE, "the network loses the answer to " + checkpoint.words, trial -> play(trial, checkpoint, true, () -> Verdict.RESET)));
        }
        faults.add(InjectedFault.of(WHERE, "the network breaks in the middle of the lines of a COPY", trial -> {
            trial.set(Checkpoint.COPY_LINES, Trap.before(Checkpoint.COPY_LINES.pattern, () -> Verdict.CUT).at(2).times(2));
            trial.run();
        }));
        faults.add(InjectedFault.of(WHERE, "the network delays every statement by 30 ms", trial -> {
            trial.set(trial.postgres(), Trap.before(".", Delay.of(30)).always());
            trial.run();
        }));
        COMPLAINTS.forEach((state, words) -> faults.add(InjectedFault.of(WHERE, words + " (" + state + ") three times while merging", trial -> {
            refuse(trial, "before insert on public.game_stats", state, words, 3);
            trial.run();
        })));
        faults.add(InjectedFault.of(WHERE, "disk full (53100) for all of the run while merging", trial -> {
            refuse(trial, "before insert on public.game_stats", "53100", "disk full", Integer.MAX_VALUE);
            trial.run();
            trial.world().execute("drop trigger refuse on public.game_stats");
        }));
        faults.add(InjectedFault.of(WHERE, "read-only from the queueing on, for " + SECONDS_AWAY + " s", PostgresFaults::readOnly));
        faults.add(InjectedFault.of(WHERE, "no connections left for " + SECONDS_AWAY + " s", PostgresFaults::noConnections));
        faults.add(InjectedFault.of(WHERE, "its schema is newer than the program", trial -> {
            trial.world().execute("""
                    insert into etl.schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success)
                    values (999, '999', 'of tomorrow', 'SQL', 'V999__of_tomorrow.sql', current_user, 0, true)""");
            trial.run();
            trial.expect("select count(*) from etl.run", "0");
            trial.world().execute("delete from etl.schema_history where version = '999'");
        }));
        faults.add(InjectedFault.of(WHERE, "its clock is put back by an hour in the middle of a run", trial -> clock(trial, "+")));
        faults.add(InjectedFault.of(WHERE, "its clock is put forward by an hour in the middle of a run, while another run starts", trial -> clock(trial, "-")));
        faults.add(InjectedFault.of(WHERE, "somebody holds a lock on game_stats for " + SECONDS_AWAY + " s", PostgresFaults::locked));
        return faults;
    }

    private static void play(FaultRun trial, Checkpoint checkpoint, boolean after, Deed deed) throws Exception {
        if (after) {
            trial.after(checkpoint, deed);
        } else {
            trial.before(checkpoint, deed);
        }
        trial.run();
    }

    private static Deed stop(FaultRun trial) {
        return () -> {
            trial.servers().stopPostgres();
            trial.servers().startPostgresIn(SECONDS_AWAY);
            return Verdict.CUT;
        };
    }

    private static Deed kill(FaultRun trial) {
        return () -> {
            trial.servers().killPostgres();
            trial.servers().startPostgresIn(SECONDS_AWAY);
            return Verdict.CUT;
        };
    }

    /** PostgreSQL itself says it, from a trigger; a sequence counts, because a rollback does not take it back. */
    private static void refuse(FaultRun trial, String when, String state, String words, int times) {
        trial.world().execute("create sequence public.refusals");
        trial.world().execute(String.format(Locale.ROOT, """
                create function public.refuse() returns trigger language plpgsql as $$
                begin
                    if nextval('public.refusals') <= %d then
                        raise exception '%s' using errcode = '%s';
                    end if;
                    return new;
                end $$""", times, words, state));
        trial.world().execute("create trigger refuse " + when + " for each statement execute function public.refuse()");
    }

    private static void readOnly(FaultRun trial) throws Exception {
        String database = trial.world().settings().get("postgres.database");
        trial.before(Checkpoint.QUEUE, () -> {
            trial.servers().execute("alter database " + database + " set default_transaction_read_only = on");
            endSessions(trial);
            Delay.later(SECONDS_AWAY, () -> trial.servers().execute("alter database " + database + " reset default_transaction_read_only"));
            Delay.later(SECONDS_AWAY, () -> endSessions(trial));
            return Verdict.CUT;
        });
        trial.run();
    }

    private static void noConnections(FaultRun trial) throws Exception {
        String database = trial.world().settings().get("postgres.database");
        trial.before(Checkpoint.CLAIM_GAME, () -> {
            trial.servers().execute("alter database " + database + " connection limit 0");
            endSessions(trial);
            Delay.later(SECONDS_AWAY, () -> trial.servers().execute("alter database " + database + " connection limit -1"));
            return Verdict.CUT;
        });
        trial.run();
    }

    private static void locked(FaultRun trial) throws Exception {
        trial.before(Checkpoint.COPY_LINES, () -> {
            Delay.inBackground(() -> trial.world().execute(
                    "begin; lock table public.game_stats; select pg_sleep(" + SECONDS_AWAY + "); commit"));
            return Verdict.PASS;
        });
        trial.run();
    }

    /** A clock that is put back is the same as everything noted so far lying so much later, and the other way round. */
    private static void clock(FaultRun trial, String sign) throws Exception {
        trial.after(Checkpoint.MARK_STORED, () -> {
            String by = " " + sign + " interval '1 hour'";
            trial.world().execute("update etl.run set started_at = started_at" + by + ", heartbeat_at = heartbeat_at" + by);
            trial.world().execute("update etl.game set seen_at = seen_at" + by + ", stored_at = stored_at" + by + ", updated_at = updated_at" + by);
            trial.world().execute("update etl.day set read_at = read_at" + by);
            if (sign.equals("-")) {
                trial.start(Scenario.A_DAY.command());
            }
            return Verdict.PASS;
        });
        trial.run();
    }

    private static void endSessions(FaultRun trial) throws Exception {
        trial.servers().execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'nhldata'");
    }
}
