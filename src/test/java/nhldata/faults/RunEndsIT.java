package nhldata.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nhldata.app.Application;
import nhldata.config.PostgresSettings;
import nhldata.faults.wire.TcpProxy;
import nhldata.faults.wire.Trap;
import nhldata.faults.wire.Verdict;
import nhldata.run.RunResult;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A run always ends. Each statement that a run of a kind executes fails for good, one after the other, in a process that lives on: soon
 * afterwards no run is open, and when PostgreSQL is well again one more run has everything loaded. Which statements there are is seen on
 * the wire, so that a new one is tested without being named here.
 */
@Tag("slow")
@ExtendWith(Stack.class)
class RunEndsIT {

    private static final String DATE = "2022-10-08";
    private static final Path SQL = Path.of("src/main/resources/sql");
    private static final int SECONDS_WITHOUT_PROGRESS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** These are tried in a run of each kind, the others in the first kind that executes them: from there on it is the same route. */
    private static final Pattern OF_EACH_KIND = Pattern.compile("(run/(begin|complete|find|find-load)-run|schedule/queue-[\\w-]+|import/find-known-csvs|dead-letter/record-dead-letter)\\.sql");

    /** Without these nobody can tell PostgreSQL of a run's end, until it is well again. */
    private static final List<String> OF_THE_END = List.of("run/close-run.sql", "run/find-own-runs.sql");

    private enum Kind {
        DAILY {
            @Override
            RunResult run(Application application) {
                return application.sweep("sweep", DATE, DATE, "due");
            }
        },
        BACKFILL {
            @Override
            void prepare() {
                super.prepare();
                api.fault(game + "/boxscore", Fault.status(404));
            }

            @Override
            RunResult run(Application application) {
                return application.sweep("backfill", DATE, DATE, "missing");
            }
        },
        REPLAY {
            @Override
            void prepare() {
                world.execute("update etl.game set state = 'dead', loaded_at = null; delete from public.game_stats; delete from etl.dead_letter");
                world.execute("insert into etl.dead_letter (game_id, game_date, stage, reason_class, reason) select game_id, game_date, 'boxscore', 'api', 'x' from etl.game");
                world.execute("insert into etl.dead_letter (game_date, stage, reason_class, reason, run_id) select '" + DATE + "', 'schedule', 'api', 'x', max(run_id) from etl.run");
            }

            @Override
            RunResult run(Application application) {
                return application.replay("");
            }
        },
        REDERIVE {
            @Override
            void prepare() {
                world.execute("delete from public.game_stats");
            }

            @Override
            RunResult run(Application application) {
                return application.rederive(DATE, DATE);
            }
        },
        LOAD {
            /** A CSV that was stored while no roster could be read has the short names of the box score. */
            @Override
            void prepare() {
                application.sweep("backfill", DATE, DATE, "all");
                super.prepare();
            }

            @Override
            RunResult run(Application application) {
                return application.load();
            }
        };

        /** What a run of this kind finds: an empty ledger, and a run of a process of this host that is gone. */
        void prepare() {
            // what the program polls meanwhile may hold some of these tables and wait for others: a deadlock is tried again
            Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                world.execute("truncate etl.run, etl.game, etl.day, etl.dead_letter, etl.document, etl.correction, public.game_stats cascade");
                return true;
            });
            world.execute("insert into etl.run (run_id, kind, source, owner, command) select 'gone', 'sweep', 'nhl', '" + gone + "', 'nhldata'");
        }

        abstract RunResult run(Application application);
    }

    private static final Set<String> TRIED = new HashSet<>();

    @RegisterExtension
    private static final FakeApi api = FakeApi.ofSampleLeague();
    private static TcpProxy postgres;
    private static TestEnvironment world;
    private static Application application;
    private static String game;
    private static String gone;
    private static List<String> undisturbed;

    @BeforeAll
    static void start(TestEnvironment empty) throws Exception {
        world = empty.asking(api);
        postgres = TcpProxy.ofPostgres(PostgresSettings.of(world.settings()).port());
        application = world.with("postgres.port", postgres.port()).with("nhl.errors.retry-delay", 1).with("nhl.errors.max-retry-delay", 10)
                .with("nhl.schedule.heartbeat", 200).with("nhl.notify.poll", 500).start();
        gone = application.owner().replaceFirst("/\\d+/(\\d+/\\d+)$", "/4194304/$1");
        assertNotEquals(gone, application.owner());
        assertEquals("succeeded", application.sweep("sweep", DATE, DATE, "missing").status());
        undisturbed = rows();
        game = world.row("select min(game_id) from etl.game where state = 'loaded'");
    }

    @AfterAll
    static void stop() throws Exception {
        application.close();
        postgres.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aRunEndsWhicheverOfItsStatementsFailsForGood(Kind kind) throws Exception {
        List<String> wrong = new ArrayList<>();
        Map<String, String> statements = statementsOf(kind);
        assertTrue(statements.size() >= 8 && statements.containsKey("run/begin-run.sql") && statements.containsKey("run/complete-run.sql"), statements.keySet().toString());
        for (Map.Entry<String, String> statement : statements.entrySet()) {
            if (!TRIED.add(statement.getKey()) && !OF_EACH_KIND.matcher(statement.getKey()).matches()) {
                continue;
            }
            kind.prepare();
            Trap trap = postgres.set(Trap.before(statement.getValue(), () -> Verdict.RESET).always());
            CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> kind.run(application));
            String what = kind + ", " + statement.getKey();
            try {
                awaitEnd(run);
                if (!OF_THE_END.contains(statement.getKey())) {
                    awaitNoOpenRun();
                }
                awaitPoll(trap);
                postgres.heal();
                awaitNoOpenRun();
                if (!trap.hasStruck()) {
                    wrong.add(what + " was not executed this time");
                }
                wrong.addAll(world.rows("select '" + what + ": ' || run_id || ' failed without saying why or what to type: ' || coalesce(message, '')"
                        + " from etl.run where status = 'failed' and run_id <> 'gone' and message !~ 'run: nhldata'"));
            } catch (RuntimeException | AssertionError e) {
                wrong.add(what + ": " + e.getMessage() + " " + world.rows("select run_id, status, message from etl.run where status = 'running'"));
            } finally {
                postgres.heal();
                api.heal();
            }
            makeGood(what, wrong);
        }
        assertEquals(List.of(), wrong);
    }

    /** A claim commits and its answer is lost, at each poll: it keeps its time, by which a run sees that nothing moves and ends. */
    @Test
    void aClaimThatIsRepeatedIsNoProgress() throws Exception {
        Kind.DAILY.prepare();
        Trap trap = postgres.set(Trap.after(files().get("load/claim-stored.sql"), () -> Verdict.RESET).always());
        CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> Kind.DAILY.run(application));
        String claims = "select game_id, updated_at from etl.game where state = 'loading' order by 1";
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> !world.rows(claims).isEmpty() && world.rows("select 1 from etl.game where state in ('queued', 'fetching')").isEmpty());
            int strikes = trap.strikes();
            Awaitility.await().atMost(PATIENCE).until(() -> trap.strikes() > strikes + 1);
            List<String> claimed = world.rows(claims);
            Awaitility.await().atMost(PATIENCE).until(() -> trap.strikes() > strikes + 3);
            assertEquals(claimed, world.rows(claims));
        } finally {
            postgres.heal();
        }
        assertEquals("succeeded", run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).status());
    }

    /** Those that a run of this kind executes when all is well, as they look on the wire. */
    private static Map<String, String> statementsOf(Kind kind) throws Exception {
        Map<String, Trap> seen = new LinkedHashMap<>();
        kind.prepare();
        files().forEach((file, pattern) -> seen.put(file, postgres.set(Trap.before(pattern, () -> Verdict.PASS).always())));
        kind.run(application);
        // the heartbeat, and the loader, have their turn
        Awaitility.await().atMost(PATIENCE).until(() -> seen.get("run/record-heartbeat.sql").hasStruck() && seen.get("load/claim-stored.sql").hasStruck());
        postgres.heal();
        api.heal();
        makeGood(kind + " undisturbed", new ArrayList<>());
        return files().entrySet().stream().filter(file -> seen.get(file.getKey()).hasStruck())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }

    /** One more run, and nothing is missing. */
    private static void makeGood(String what, List<String> wrong) {
        for (String only : List.of("missing", "failed")) {
            application.sweep("sweep", DATE, DATE, only);
        }
        if (rows().size() != undisturbed.size()) {
            application.rederive(DATE, DATE);
        }
        List<String> rows = rows();
        if (!undisturbed.equals(rows)) {
            wrong.add(what + ": one more run has not loaded everything: " + world.rows("select game_id, state, run_id from etl.game where state <> 'loaded'") + " "
                    + rows.size() + " rows, the first other one " + rows.stream().filter(row -> !undisturbed.contains(row)).findFirst()
                    + " instead of " + undisturbed.stream().filter(row -> !rows.contains(row)).findFirst());
        }
    }

    /** Those of the date, wherever they were loaded from: a replay reads the whole week of a schedule. */
    private static List<String> rows() {
        return world.rows("select to_jsonb(g) - 'run_id' - 'loaded_at' - 'source' from public.game_stats as g where game_date = '" + DATE
                + "' order by game_id, player_person_id");
    }

    /** Nothing moves, and so the ledger grows old while somebody waits. */
    private static void awaitEnd(CompletableFuture<?> run) {
        long start = System.nanoTime();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!run.isDone() && TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) >= SECONDS_WITHOUT_PROGRESS) {
                world.execute("update etl.game set updated_at = updated_at - interval '1 hour' where state in ('queued', 'fetching', 'stored', 'loading')");
            }
            return run.isDone();
        });
    }

    /** Some statements are executed at intervals, and not by the run itself. */
    private static void awaitPoll(Trap trap) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_WITHOUT_PROGRESS);
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> trap.hasStruck() || System.nanoTime() > end);
    }

    private static void awaitNoOpenRun() {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> world.rows("select run_id from etl.run where status = 'running' and run_id <> 'gone'").isEmpty());
    }

    /** A pattern for each file of SQL: its text up to where a batch may be put together otherwise, with anything for a parameter. */
    private static Map<String, String> files() throws IOException {
        Map<String, String> patterns = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(SQL)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String sql = Files.readString(file).replaceAll("(?m)^\\s*--.*$", "").replaceAll("\\s+", " ").strip();
                patterns.put(SQL.relativize(file).toString(), Stream.of(sql.split(":#(?:\\w+|\\$\\{(?:[^{}]|\\{[^{}]*})*})", -1))
                        .map(Pattern::quote).collect(Collectors.joining("\\$\\d+")));
            }
        }
        return patterns;
    }
}
