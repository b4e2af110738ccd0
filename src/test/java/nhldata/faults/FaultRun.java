package nhldata.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import nhldata.faults.wire.Deed;
import nhldata.faults.wire.TcpProxy;
import nhldata.faults.wire.Trap;
import nhldata.faults.wire.Verdict;
import nhldata.testing.FakeApi;
import nhldata.testing.PackagedProgram;
import nhldata.testing.TestEnvironment;

/** One disturbance in a world of its own: what an injection has in its hands. */
final class FaultRun implements AutoCloseable {

    private final FaultHarness harness;
    private final Scenario scenario;
    private final Snapshot undisturbed;
    private final FakeApi api;
    private final Path folder;
    private final List<Trap> traps = new ArrayList<>();
    private final List<PackagedProgram> programs = new ArrayList<>();
    private TestEnvironment world;
    private String locale = "";
    private volatile PackagedProgram running;
    private String ended = "";
    private final List<String> complaints = new ArrayList<>();

    FaultRun(FaultHarness harness, Scenario scenario, Snapshot undisturbed, TestEnvironment world, FakeApi api, Path folder) {
        this.harness = harness;
        this.scenario = scenario;
        this.undisturbed = undisturbed;
        this.api = api;
        this.folder = folder;
        this.world = world
                .with("nhl.api.url", harness.apiUrl())
                // shorter than the defaults, so that a campaign ends; long enough to outlast a restart of PostgreSQL
                .with("nhl.api.retry-delay", 100)
                .with("nhl.errors.retry-delay", 250)
                .with("nhl.load.poll", 300);
    }

    /** The database and the buckets, without a proxy in between. */
    TestEnvironment world() {
        return world;
    }

    FakeApi api() {
        return api;
    }

    Servers servers() {
        return harness.servers();
    }

    TcpProxy postgres() {
        return harness.postgresProxy();
    }

    TcpProxy s3() {
        return harness.s3Proxy();
    }

    TcpProxy apiConnection() {
        return harness.apiProxy();
    }

    /** One setting of the programs that are started from now on. */
    void setting(String key, Object value) {
        world = world.with(key, value);
    }

    /** The locale of the programs that are started from now on, as the JVM takes it from the environment. */
    void locale(String tag) {
        locale = tag;
    }

    void before(Checkpoint checkpoint, Deed deed) {
        set(checkpoint, Trap.before(checkpoint.pattern, deed));
    }

    void after(Checkpoint checkpoint, Deed deed) {
        set(checkpoint, Trap.after(checkpoint.pattern, deed));
    }

    /** A trap with another point or count than {@link #before} and {@link #after} set. */
    void set(Checkpoint checkpoint, Trap trap) {
        traps.add((checkpoint.where == Checkpoint.Where.S3 ? s3() : postgres()).set(trap));
    }

    void set(TcpProxy proxy, Trap trap) {
        traps.add(proxy.set(trap));
    }

    /** The scenario's command to its end, however it ends. */
    void run() throws Exception {
        start();
        await();
    }

    void start() throws IOException {
        running = start(scenario.command());
    }

    /** A second program beside the one that is disturbed. */
    PackagedProgram start(String... command) throws IOException {
        PackagedProgram program = harness.start(world, folder, locale, command);
        programs.add(program);
        return program;
    }

    /** A run that waits for what never comes is a fault of its own; it is killed, and told of. */
    void await() throws Exception {
        if (running.endsWithin(scenario.seconds())) {
            ended = RunResult.of(running, running.exitCode(), world);
        } else {
            ended = "still at work after " + scenario.seconds() + " s, killed";
            complaints.add("the run did not end");
            running.kill();
        }
    }

    /** What an injection knows of its own middle: what must be there although not everything has healed yet. */
    void expect(UnaryOperator<Snapshot> allowance) {
        Difference difference = Difference.between(allowance.apply(undisturbed), allowance.apply(Snapshot.of(world)));
        if (difference.lost() + difference.doubled() > 0) {
            complaints.add("before it was healed: " + difference.lost() + " rows lost, " + difference.doubled() + " doubled");
        }
        difference.other().forEach(other -> complaints.add("before it was healed: " + other));
    }

    void expect(String query, String... rows) {
        List<String> found = world.rows(query);
        if (!found.equals(List.of(rows))) {
            complaints.add("before it was healed: " + query + " gave " + found + " instead of " + List.of(rows));
        }
    }

    /** For a trap: SIGKILL, and what was on the wire is lost. */
    Verdict kill() throws InterruptedException {
        running.kill();
        return Verdict.CUT;
    }

    /** For a trap: SIGTERM, and the program may go on with what it was about to do. */
    Verdict terminate() {
        running.terminate();
        return Verdict.PASS;
    }

    void runQuietly(Scenario other) throws Exception {
        runQuietly(other.command());
    }

    void runQuietly(String... command) throws Exception {
        start(command).exitCodeWithin(scenario.seconds());
    }

    /** Nothing is broken any more: what comes now is the next run. */
    void heal() {
        harness.heal();
        api.heal();
    }

    /** What the clock or a person does next: the same command, or a replay of what became a dead letter. */
    void recover() throws Exception {
        boolean hasLetters = !world.rows("select 1 from etl.dead_letter where state = 'open' limit 1").isEmpty();
        if (hasLetters) {
            runQuietly("dlq", "replay");
        } else {
            runQuietly(scenario);
        }
        ended += "; then " + world.row("select kind || ' ' || status from etl.run order by started_at desc limit 1");
    }

    /** How the disturbed run ended and the ones after it, in words. */
    String ended() {
        return ended;
    }

    /** What an injection complained of, traps at which nobody came by, and faults that could not be done, both of which prove nothing. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>(this.complaints);
        for (Trap trap : traps) {
            if (!trap.hasStruck()) {
                complaints.add("the fault did not happen, nobody came " + trap);
            } else if (trap.failure() != null) {
                complaints.add("the fault could not be done " + trap + ": " + trap.failure());
            }
        }
        return complaints;
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        programs.forEach(PackagedProgram::close);
        api.close();
    }
}
