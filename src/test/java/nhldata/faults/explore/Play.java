package nhldata.faults.explore;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import nhldata.faults.Checkpoint;
import nhldata.faults.explore.Deed.Ailment;
import nhldata.faults.explore.Deed.Command;
import nhldata.faults.explore.Deed.Hit;
import nhldata.faults.explore.Point.Server;
import nhldata.faults.explore.Workers.Worker;
import nhldata.faults.wire.TcpProxy;
import nhldata.faults.wire.Trap;
import nhldata.faults.wire.Verdict;
import nhldata.testing.Dbt;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.TestEnvironment;
import nhldata.testing.WebhookServer;
import org.awaitility.Awaitility;

/** One history in its world: does the deeds, lets everything become well again, and asks whether all is as it must be. */
final class Play implements AutoCloseable {

    private static final int SECONDS_OF_A_COMMAND = 120;
    private static final int SECONDS_OF_A_STOP = 20;
    private static final int SECONDS_MEANWHILE = 60;
    private static final int SECONDS_OF_MARTS = 900;
    private static final int MILLIS_OF_MARTS = 150;
    private static final int RATE = 60;
    private static final int MILLIS = 25;
    private static final int MOMENT = 250;
    private static final int LONG = 2_500;
    private static final int MOST_LONGS = 4;
    /** What belongs to a process: as long as there is any of it, a process whose command has ended must not look alive. */
    private static final String OF_A_PROCESS = """
            select 1 from etl.run where status = 'running' union all select 1 from etl.game where state in ('queued', 'fetching', 'loading')
            union all select 1 from etl.daily_start where done_at is null union all select 1 from etl.object_deletion where state in ('pending', 'deleting')""";
    private static final Executor DAEMONS = task -> {
        Thread thread = new Thread(task, "deed");
        thread.setDaemon(true);
        thread.start();
    };

    private final Ground ground;
    private final History history;
    private final League league;
    private final FakeApi api;
    private final TestEnvironment world;
    private final TestEnvironment behindProxies;
    private final Path routes;
    private final List<String> wrong = new ArrayList<>();
    private final Facts facts;
    private final List<Trap> traps = new ArrayList<>();
    private final Queue<Worker> meanwhile = new ConcurrentLinkedQueue<>();
    private volatile int commands;
    private volatile Worker running;
    private volatile Command commanded = Command.DAILY;
    private volatile int gameAtHand;
    private Worker service;

    /** What the history itself has done that the judge must know. */
    static final class Facts {
        /** Games whose objects a person has touched, or whose dead letter a person has set aside. */
        final Set<String> handled = new TreeSet<>();
        /** Keys of raw documents that the ledger named at any time. */
        final Set<String> raw = new TreeSet<>();
        final Set<String> deletedByHand = new TreeSet<>();
        int lost;
        int doubled;
        int wrongRows;
        int stuck;
    }

    Play(Ground ground, History history, League league, FakeApi api, TestEnvironment given) throws IOException {
        this.ground = ground;
        this.history = history;
        this.league = league;
        this.api = api;
        this.facts = ground.facts;
        routes = Mutant.CHOSEN.routes();
        world = given.with("nhl.api.url", api.url())
                .with("nhl.api.retry-delay", 4)
                .with("nhl.errors.retry-delay", 10)
                // a statement that is refused for good is tried forty times
                .with("nhl.errors.max-retry-delay", 300)
                // a loader whose statements are refused for good: the run ends when nothing has moved for so long
                .with("nhl.schedule.stall-minutes", 1)
                // an API that answers nothing: games are deferred after a minute
                .with("nhl.api.give-up-minutes", 1)
                .with("nhl.api.response-timeout", 1_000)
                .with("nhl.api.total-timeout", 1_500)
                .with("nhl.api.connect-timeout", 500)
                .with("nhl.api.retry-after-cap", 1)
                .with("nhl.load.poll", 100)
                .with("nhl.routes.stop-seconds", 2)
                .with("nhl.notify.poll", 2_000)
                .with("nhl.marts.enabled", false)
                .with("nhl.api.requests-per-second", history.paced() ? RATE : "auto")
                .with("nhl.routes.poll", 200)
                .with("nhl.routes.dir", folderOfRoutes());
        behindProxies = world.with("postgres.port", ground.postgres.port()).with("s3.endpoint", "http://127.0.0.1:" + ground.s3.port());
    }

    /** The project's own, unless somebody edits them. */
    private Path folderOfRoutes() throws IOException {
        if (history.deeds().stream().noneMatch(deed -> deed instanceof Deed.Routes)) {
            return routes;
        }
        Path copy = Files.createDirectories(ground.folder.resolve("routes"));
        restoreRoutes();
        return copy;
    }

    private void restoreRoutes() throws IOException {
        Path copy = ground.folder.resolve("routes");
        if (Files.isDirectory(copy)) {
            try (Stream<Path> files = Files.list(routes)) {
                for (Path file : files.toList()) {
                    Files.write(copy.resolve(file.getFileName()), Files.readAllBytes(file));
                }
            }
        }
    }

    List<String> toTheEnd() throws Exception {
        Invariants invariants = new Invariants(world, league, facts, history.daysAfter() > 0, this::told);
        invariants.putForeignThings();
        List<String> before = routesAndProject();
        Mutant.CHOSEN.alter(world);
        for (Deed deed : history.deeds()) {
            say("- %s", deed);
            doIt(deed);
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        heal();
        api.forgetRequests();
        if (service != null) {
            awaitTheService();
            stopTheService();
        }
        timeGoesBy(history.daysAfter() > 0 ? history.daysAfter() + " days" : "5 minutes");
        command(Command.DAILY, 0, false, List.of());
        // a load that was killed is told of until there is another one: what lies in the bucket only a load looks for
        if (!world.rows("select 1 from etl.action_required where kind = 'run_failed' and subject = 'load'").isEmpty()) {
            command(Command.LOAD, 0, false, List.of());
        }
        List<String> broken = invariants.broken();
        if (!broken.isEmpty() || league.hasNews()) {
            // what one daily run does not heal the next one must
            command(league.hasNews() ? Command.MISSING : Command.DAILY, 0, false, List.of());
            broken = invariants.broken();
        }
        wrong.addAll(broken);
        wrong.addAll(ground.workers.leftovers());
        if (!routesAndProject().equals(before)) {
            wrong.add("7: a file of the routes or of the dbt project has changed: " + routesAndProject());
        }
        martsAreTrue();
        if (history.paced()) {
            wrong.addAll(invariants.tooFast(api.moments(), RATE));
        }
        if (wrong.isEmpty() && history.rederived()) {
            List<String> lines = invariants.lines();
            command(Command.REDERIVE, 0, false, List.of());
            if (!invariants.lines().equals(lines)) {
                wrong.add("4: rederive has changed rows");
            }
            wrong.addAll(invariants.broken());
        }
        return wrong;
    }

    private List<WebhookServer.Request> told() {
        return ground.told.requests(URI.create(world.settings().get("nhl.notify.webhook-url")).getPath());
    }

    private static List<String> routesAndProject() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder : List.of(Path.of("routes"), Path.of("dbt", "models"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    found.add(file + " " + Files.getLastModifiedTime(file));
                }
            }
        }
        return found;
    }

    private static void say(String words, Object... values) {
        if (Boolean.getBoolean("explore.verbose")) {
            System.out.println(String.format(java.util.Locale.ROOT, words, values));
        }
    }

    private void heal() throws IOException {
        ground.heal();
        api.heal();
        league.heal();
        restoreRoutes();
    }

    private void doIt(Deed deed) throws Exception {
        if (deed instanceof Deed.Order order) {
            gameAtHand = order.game();
            command(order.command(), order.game(), order.allTypes(), order.hits());
        } else if (deed instanceof Deed.Together both) {
            together(both);
        } else if (deed instanceof Deed.Change change) {
            change(change);
        } else if (deed instanceof Deed.ByHand hand) {
            byHand(hand);
        } else if (deed instanceof Deed.Ill ill) {
            ail(ill);
        } else if (deed instanceof Deed.Well) {
            api.heal();
        } else if (deed instanceof Deed.Day) {
            timeGoesBy("1 day");
        } else if (deed instanceof Deed.Routes edit) {
            edit(edit);
        }
    }

    // --- commands

    private void command(Command command, int game, boolean allTypes, List<Hit> hits) throws Exception {
        TestEnvironment with = allTypes ? behindProxies.with("nhl.schedule.game-types", "1,2,3") : behindProxies;
        if (command == Command.SERVICE) {
            startTheService(with, hits);
            return;
        }
        if (command == Command.END_OF_SERVICE) {
            stopTheService();
            return;
        }
        if (command == Command.MARTS) {
            marts(hits);
            return;
        }
        Command done = prepared(command);
        commanded = done;
        set(hits);
        running = begin(done, game, with, hits);
        end(running, done);
        for (Worker other = meanwhile.poll(); other != null; other = meanwhile.poll()) {
            end(other, Command.MISSING);
        }
        afterCommands();
    }

    /** The clock starts a daily run where none was since the day before; beside a service, which has one, a person starts it. */
    private Command prepared(Command command) {
        if (command != Command.DAILY || service != null) {
            return command == Command.DAILY ? Command.MISSING : command;
        }
        world.execute("""
                insert into etl.daily_start as d (job, started_for, owner, done_at) values ('sweep', now() - interval '2 days', 'before/1/1', now())
                on conflict (job) do update set started_for = least(d.started_for, excluded.started_for)""");
        return command;
    }

    private void together(Deed.Together both) throws Exception {
        prepared(both.one());
        prepared(both.other());
        commanded = both.other();
        set(both.hits());
        Worker one = begin(both.one(), 0, behindProxies, List.of());
        running = begin(both.other(), 0, behindProxies, both.hits());
        Worker other = running;
        end(other, both.other());
        end(one, both.one());
        for (Worker third = meanwhile.poll(); third != null; third = meanwhile.poll()) {
            end(third, Command.MISSING);
        }
        afterCommands();
    }

    private Worker begin(Command command, int game, TestEnvironment in, List<Hit> hits) throws IOException {
        boolean isToDie = hits.stream().anyMatch(hit -> hit.act() == Act.KILL || hit.act() == Act.TERMINATE);
        Worker worker = isToDie ? ground.workers.takeForAKill() : ground.workers.take();
        worker.begin(in, words(command, league.game(game).id));
        return worker;
    }

    private List<String> words(Command command, String game) {
        String from = league.from().toString();
        String to = league.yesterday().toString();
        return switch (command) {
            case DAILY -> List.of("scheduled-run");
            case MISSING -> List.of("backfill", "--from", from, "--to", to);
            case ALL -> List.of("backfill", "--from", from, "--to", to, "--only", "all");
            case LOAD -> List.of("load");
            case REPLAY -> List.of("dlq", "replay");
            case REDERIVE -> List.of("rederive", "--from", from, "--to", to);
            case DISCARD -> discard(game);
            case RESTORE -> List.of("dlq", "restore", game);
            case MARTS, SERVICE, END_OF_SERVICE -> List.of("run");
        };
    }

    private List<String> discard(String game) {
        facts.handled.add(game);
        return List.of("dlq", "discard", game, "--why", "drawn at random");
    }

    private void end(Worker worker, Command command) throws Exception {
        long start = System.nanoTime();
        java.time.Duration cpu = worker.cpu();
        String end = worker.await(SECONDS_OF_A_COMMAND);
        say("%s: %s after %d ms, process %d, CPU %d ms, in all %d", command, end, (System.nanoTime() - start) / 1_000_000, worker.pid(), worker.cpu().minus(cpu).toMillis(), worker.cpu().toMillis());
        leaveNothingAlive(worker, end);
        if (end.equals("at work")) {
            wrong.add("1: " + command + " has not ended after " + SECONDS_OF_A_COMMAND + " s:\n" + worker.lastWords(15));
            worker.kill();
        } else if (end.matches("exit \\d+ .+")) {
            wrong.add("1: " + command + " left threads behind: " + end);
        } else if (end.matches("exit [02] ") && world.rows(OF_A_PROCESS).isEmpty()) {
            ground.workers.giveBack(worker);
        }
    }

    /** In reality the process ends with its command, and what it left undone is nobody's: here it must not look alive. */
    private void leaveNothingAlive(Worker worker, String end) throws InterruptedException {
        boolean ended = end.equals("exit 0 ") || end.equals("exit 2 ") || end.equals("gone");
        if (!ended) {
            ground.heal();
            if (!world.rows("select 1 from etl.run where status = 'running' union all select 1 from etl.game where state = 'loading'").isEmpty()) {
                worker.kill();
            }
        }
    }

    /** What befell the commands is over; what ails the API or the league may last. */
    private void afterCommands() {
        commands++;
        ground.heal();
        noteRaw();
    }

    private void noteRaw() {
        facts.raw.addAll(world.rows("select raw_key from etl.game where raw_key is not null union all select s3_key from etl.document"));
    }

    /** As make step2 does it; a hit is a kill, so many moments after the start. */
    private void marts(List<Hit> hits) throws Exception {
        if (!Dbt.isInstalled()) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(Dbt.PYTHON.toAbsolutePath().toString(), "dbt/build_marts.py").redirectErrorStream(true)
                .redirectOutput(ground.folder.resolve("marts.txt").toFile());
        builder.environment().putAll(world.environment());
        builder.environment().put("DBT_TARGET_PATH", ground.folder.resolve("dbt-target").toAbsolutePath().toString());
        Process build = builder.start();
        boolean killed = hits.stream().anyMatch(hit -> hit.act() == Act.KILL)
                && !build.waitFor((long) MILLIS_OF_MARTS * hits.get(0).nth(), TimeUnit.MILLISECONDS);
        if (killed) {
            build.destroyForcibly().waitFor();
            ground.kills.merge(Command.MARTS, 1, Integer::sum);
        } else if (!build.waitFor(SECONDS_OF_MARTS, TimeUnit.SECONDS)) {
            wrong.add("1: a build of the marts has not ended after " + SECONDS_OF_MARTS + " s");
            build.destroyForcibly();
        }
        say("%s", Files.readString(ground.folder.resolve("marts.txt")));
    }

    /** The marts count what is loaded, once they are built without a disturbance. */
    private void martsAreTrue() throws Exception {
        if (history.deeds().stream().noneMatch(deed -> deed instanceof Deed.Order order && order.command() == Command.MARTS) || !Dbt.isInstalled()) {
            return;
        }
        marts(List.of());
        String loaded = world.row("""
                select count(distinct player_person_id), coalesce(sum(coalesce(player_stats_skaterStats_goals, 0) + coalesce(player_stats_skaterStats_assists, 0)
                    + coalesce(player_stats_goalieStats_goals, 0) + coalesce(player_stats_goalieStats_assists, 0)) filter (where game_type in (2, 3)), 0)::int
                from game_stats""");
        String counted = world.rows("select 1 from information_schema.tables where table_schema = 'public' and table_name = 'nhl_players'").isEmpty() ? "no marts"
                : world.row("select count(*), coalesce(sum(points), 0)::int from nhl_players");
        if (!counted.equals(loaded)) {
            wrong.add("2: players and points in nhl_players: " + counted + ", in game_stats: " + loaded + "\n" + Files.readString(ground.folder.resolve("marts.txt")));
            facts.wrongRows++;
        }
        world.rows("select kind, reason from etl.action_required where kind like 'marts%' and severity <> 'info'").forEach(action -> wrong.add("3: the marts are built, and an operator is told to act: " + action));
        world.rows("select dbt_run_id, status from etl.dbt_run where status = 'running'").forEach(build -> wrong.add("1: a build still running: " + build));
    }

    // --- the service

    private void startTheService(TestEnvironment with, List<Hit> hits) throws Exception {
        if (service != null) {
            return;
        }
        commanded = Command.SERVICE;
        set(hits);
        service = ground.workers.take();
        running = service;
        service.begin(with.with("nhl.schedule.cron", "0/2 * * * * ?"), List.of("run"));
        try {
            Awaitility.await().pollInterval(100, TimeUnit.MILLISECONDS).atMost(SECONDS_OF_A_COMMAND, TimeUnit.SECONDS)
                    .until(() -> service.hasEnded() || sweepsSince("-infinity") > 0 || strikes() > 0);
            if (!traps.isEmpty()) {
                // as long as it tries again, and a moment more
                Awaitility.await().pollInterval(100, TimeUnit.MILLISECONDS).atMost(MOST_LONGS * LONG, TimeUnit.MILLISECONDS)
                        .during(LONG, TimeUnit.MILLISECONDS).until(new NoFurther()::isTrue);
            }
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            // whatever befell it lasts longer
        }
        afterCommands();
    }

    private int strikes() {
        return traps.stream().mapToInt(Trap::strikes).sum();
    }

    /** Nothing has struck since it was asked last. */
    private final class NoFurther {

        private int before = strikes();

        boolean isTrue() {
            int now = strikes();
            boolean same = now == before;
            before = now;
            return same;
        }
    }

    private int sweepsSince(String time) {
        try {
            return Integer.parseInt(world.row("select count(*) from etl.run where kind = 'sweep' and ended_at is not null and started_at > '" + time + "'"));
        } catch (IllegalStateException e) {
            return 0;
        }
    }

    /** All is well, and it has done two daily runs since: nothing older may still run. */
    private void awaitTheService() throws Exception {
        if (service.hasEnded()) {
            return;
        }
        String healed = world.row("select now()");
        try {
            Awaitility.await().pollInterval(200, TimeUnit.MILLISECONDS).atMost(SECONDS_OF_A_COMMAND, TimeUnit.SECONDS).until(() -> service.hasEnded() || sweepsSince(healed) >= 2);
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            wrong.add("1: the service does no daily runs any more, " + SECONDS_OF_A_COMMAND + " s after all was well:\n" + service.lastWords(15));
        }
        List<String> stuck = world.rows("""
                select run_id, started_at, message from etl.run as r
                where status = 'running' and exists (select from etl.run as l where l.kind = 'sweep' and l.started_at > r.ended_at_or_start and l.ended_at is not null)"""
                .replace("r.ended_at_or_start", "r.started_at"));
        stuck.forEach(run -> wrong.add("1: a later daily run has ended, and this one is still running in a service that lives: " + run));
    }

    private void stopTheService() throws Exception {
        if (service == null) {
            return;
        }
        boolean lived = !service.hasEnded();
        service.terminate();
        if (lived && service.await(SECONDS_OF_A_STOP).equals("at work")) {
            wrong.add("1: the service does not end within " + SECONDS_OF_A_STOP + " s of SIGTERM:\n" + service.lastWords(15));
        }
        service.kill();
        service = null;
    }

    // --- what befalls them

    private void set(List<Hit> hits) {
        commands++;
        traps.clear();
        for (Hit hit : hits) {
            Point point = hit.at();
            int times = hit.act() == Act.REFUSE_ALWAYS ? Integer.MAX_VALUE - hit.nth() : 1;
            if (point.server() == Server.CLOCK) {
                int mine = commands;
                Late strike = () -> {
                    // the command may be over by then, and its process do another one
                    if (mine == commands) {
                        strike(hit, Server.API);
                    }
                };
                if (commanded == Command.DISCARD || commanded == Command.RESTORE) {
                    later(MILLIS * hit.nth(), strike);
                } else {
                    // a moment of its work, not of the start of its process
                    traps.add(ground.postgres.set(Trap.after(Checkpoint.RUN_ROW.pattern, () -> {
                        later(MILLIS * hit.nth(), strike);
                        return Verdict.PASS;
                    })));
                }
            } else if (point.server() == Server.API) {
                setAtTheApi(hit, times);
            } else {
                TcpProxy proxy = point.server() == Server.S3 ? ground.s3 : ground.postgres;
                Trap trap = hit.after() ? Trap.after(point.pattern(), () -> strike(hit, point.server())) : Trap.before(point.pattern(), () -> strike(hit, point.server()));
                traps.add(proxy.set(trap.at(hit.nth()).times(times)));
            }
        }
    }

    private void setAtTheApi(Hit hit, int times) {
        AtomicInteger seen = new AtomicInteger();
        api.fault("", (exchange, document) -> {
            int n = seen.incrementAndGet();
            if (n < hit.nth() || n - hit.nth() >= times) {
                (document == null ? Fault.status(404) : Fault.none()).answer(exchange, document);
                return;
            }
            try {
                Verdict verdict = strike(hit, Server.API);
                Fault fault = verdict == Verdict.PASS ? Fault.none() : verdict == Verdict.CUT || verdict == Verdict.RESET ? Fault.reset() : Fault.status(503);
                (document == null ? Fault.status(404) : fault).answer(exchange, document);
            } catch (Exception e) {
                throw new IOException(e);
            }
        }, Integer.MAX_VALUE);
    }

    private Verdict strike(Hit hit, Server server) throws Exception {
        Worker worker = running;
        switch (hit.act()) {
            case KILL -> {
                if (!worker.hasEnded()) {
                    worker.kill();
                    ground.kills.merge(commanded, 1, Integer::sum);
                }
                return Verdict.CUT;
            }
            case TERMINATE -> {
                worker.terminate();
                return Verdict.PASS;
            }
            case FREEZE -> {
                worker.freeze();
                later(2 * MOMENT, worker::thaw);
                return Verdict.PASS;
            }
            case OVERSLEEP -> {
                oversleep(worker);
                return Verdict.PASS;
            }
            case MOVE -> {
                league.move(league.game(gameAtHand), hit.nth() % 2 == 0 ? 1 : -1);
                return Verdict.PASS;
            }
            case CORRECTION -> {
                league.correct(league.game(gameAtHand), hit.nth());
                return Verdict.PASS;
            }
            case LOADER -> {
                meanwhile(Command.LOAD);
                return Verdict.PASS;
            }
            case OTHER_RUN -> {
                meanwhile(Command.MISSING);
                return Verdict.PASS;
            }
            case LOSE_ANSWER -> {
                return Verdict.RESET;
            }
            case CUT -> {
                return Verdict.CUT;
            }
            case REFUSE, REFUSE_ALWAYS -> {
                return server == Server.POSTGRES ? Verdict.RESET : Verdict.s3Error(503, "SlowDown");
            }
            case AWAY, LONG_AWAY -> {
                away(server, hit.act() == Act.AWAY ? MOMENT : LONG);
                return Verdict.CUT;
            }
            case SERVER_KILLED -> {
                ground.servers.killPostgres();
                later(MOMENT, ground.servers::startPostgres);
                return Verdict.CUT;
            }
        }
        return Verdict.PASS;
    }

    private void away(Server server, int millis) {
        if (server == Server.API) {
            api.fault("", Fault.reset());
            later(millis, api::heal);
        } else {
            TcpProxy proxy = server == Server.S3 ? ground.s3 : ground.postgres;
            proxy.refuse();
            later(millis, proxy::heal);
        }
    }

    /** Silent for an hour, on another host where nobody can look whether it lives; another run does the work meanwhile. */
    private void oversleep(Worker worker) throws Exception {
        worker.freeze();
        try {
            world.execute("update etl.run set owner = 'elsewhere/1/1', heartbeat_at = now() - interval '1 hour' where status = 'running'");
            world.execute("update etl.game set loader = 'elsewhere/1/1', updated_at = now() - interval '1 hour' where state = 'loading'");
            meanwhile(Command.MISSING);
        } finally {
            worker.thaw();
        }
    }

    /** From its begin to its end while another command waits for an answer, unless it has to wait for that one itself. */
    private void meanwhile(Command command) throws Exception {
        Worker other = ground.workers.take();
        other.begin(world, words(command, ""));
        meanwhile.add(other);
        Awaitility.await().pollInterval(20, TimeUnit.MILLISECONDS).atMost(SECONDS_MEANWHILE, TimeUnit.SECONDS).until(() -> other.hasEnded() || isBlocked());
    }

    private boolean isBlocked() {
        return !world.rows("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'").isEmpty();
    }

    private interface Late {
        void run() throws Exception;
    }

    private static void later(int millis, Late what) {
        CompletableFuture.runAsync(() -> {
            try {
                what.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, DAEMONS));
    }

    // --- the world

    private void change(Deed.Change change) {
        League.Game game = league.game(change.game());
        switch (change.what()) {
            case CORRECTED -> league.correct(game, change.much());
            case LINE_GONE -> league.strike(game);
            case MOVED_BACK -> league.move(game, -1 - change.much());
            case MOVED_ON -> league.move(game, 1 + change.much());
            case POSTPONED -> league.state(game, "FUT", "PPD");
            case CANCELLED -> league.state(game, "FUT", "CNCL");
            case DELISTED -> league.list(game, false);
            case RELISTED -> league.list(game, true);
            case UNKNOWN_WORD -> league.state(game, "DONE", "OK");
            case OVER -> league.state(game, "OFF", "OK");
            case LIVE -> league.state(game, "LIVE", "OK");
            case SPOILED -> league.spoil(game);
        }
    }

    private void byHand(Deed.ByHand hand) {
        League.Game game = league.game(hand.game());
        String pattern = hand.what().name().endsWith("RAW") ? "raw/boxscore/" : "player_game_stats/";
        List<String> keys = world.rows("select 1 from etl.run").isEmpty() ? List.of() : world.keys(pattern).stream().filter(key -> key.contains(game.id)).toList();
        if (keys.isEmpty()) {
            return;
        }
        String key = keys.get(0);
        facts.handled.add(game.id);
        switch (hand.what()) {
            case EDITS_CSV -> world.put(key, edited(world.object(key)));
            case DELETES_CSV, DELETES_RAW -> {
                world.delete(key);
                facts.deletedByHand.add(key);
            }
            case EDITS_RAW -> world.put(key, "{}".getBytes(StandardCharsets.UTF_8));
            case PUTS_CSV_OF_NO_SCHEDULE -> world.put(key.replace(game.id, game.id.substring(0, 6) + "0999"), world.object(key));
        }
    }

    /** Another number of hits in the first line. */
    private static byte[] edited(byte[] csv) {
        String[] lines = new String(csv, StandardCharsets.UTF_8).split("\n");
        List<String> names = Arrays.asList(lines[0].split(","));
        int hits = names.indexOf("player_stats_skaterStats_hits");
        for (int i = 1; i < lines.length; i++) {
            String[] fields = lines[i].split(",", -1);
            if (!lines[i].contains("\"") && !fields[hits].isEmpty()) {
                fields[hits] = "77";
                lines[i] = String.join(",", fields);
                break;
            }
        }
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void ail(Deed.Ill ill) {
        String path = switch (ill.what()) {
            case ONE_GAME -> league.game(ill.game()).id + "/boxscore";
            case ALL_GAMES -> "/boxscore";
            case SCHEDULE -> "/v1/schedule/";
            case CALENDAR -> "/v1/score/";
            case ROSTERS -> "/v1/roster/";
            case ALL -> "";
        };
        int times = ill.times() == 0 ? Integer.MAX_VALUE : ill.times();
        Fault fault = fault(ill.how());
        api.fault(path, (exchange, document) -> (document == null ? Fault.status(404) : fault).answer(exchange, document), times);
    }

    private Fault fault(Ailment ailment) {
        return switch (ailment) {
            case STATUS_500 -> Fault.status(500);
            case STATUS_404 -> Fault.status(404);
            case STATUS_403 -> Fault.status(403);
            case TOO_MANY -> Fault.retryAfter("1");
            case HTML -> Fault.html();
            case EMPTY -> Fault.empty();
            case TRUNCATED -> Fault.truncated();
            case RESET -> Fault.reset();
            case OTHER_GAME -> Fault.other(league.document("/v1/gamecenter/" + league.game(5).id + "/boxscore"));
            case REDIRECT -> Fault.redirect("http://127.0.0.1:9/");
            case DRIP -> Fault.drip(400);
            case CODINGS -> (exchange, document) -> {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip");
                Fault.none().answer(exchange, document);
            };
            case SLOW -> (exchange, document) -> {
                try {
                    TimeUnit.MILLISECONDS.sleep(MOMENT);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                Fault.none().answer(exchange, document);
            };
        };
    }

    /** What the ledger noted lies so much longer back. */
    private void timeGoesBy(String interval) {
        for (String column : world.rows("""
                select c.table_name || '|' || string_agg(quote_ident(c.column_name), '|')
                from information_schema.columns as c
                inner join information_schema.tables as t using (table_schema, table_name)
                where c.table_schema = 'etl' and t.table_type = 'BASE TABLE' and c.data_type = 'timestamp with time zone'
                    and c.table_name not in ('api_pace', 'schema_history') and c.is_generated = 'NEVER'
                group by 1""".replace("group by 1", "group by c.table_name"))) {
            String[] parts = column.split("\\|");
            String set = Arrays.stream(parts).skip(1).map(name -> name + " = " + name + " - interval '" + interval + "'").reduce((a, b) -> a + ", " + b).orElseThrow();
            world.execute("update etl." + parts[0] + " set " + set);
        }
    }

    private void edit(Deed.Routes edit) throws IOException {
        Path copy = ground.folder.resolve("routes");
        try (Stream<Path> files = Files.list(copy)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
            Path file = sorted.get(Math.floorMod(edit.file(), sorted.size()));
            switch (edit.how()) {
                case VALID -> Files.writeString(file, Files.readString(file) + "# somebody was here\n");
                case BROKEN -> Files.writeString(file, Files.readString(file).replaceFirst("steps:", "stepz:"));
                case DELETED -> Files.delete(file);
            }
        }
    }

    @Override
    public void close() throws Exception {
        if (service != null) {
            service.kill();
        }
        for (Worker worker : ground.workers.atWork()) {
            worker.kill();
        }
    }
}
