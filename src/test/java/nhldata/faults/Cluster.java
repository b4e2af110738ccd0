package nhldata.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nhldata.testing.PackagedProgram;
import nhldata.testing.TestEnvironment;
import org.awaitility.Awaitility;

/** The processes that work in one world together, each with a role and a folder for its output; what is killed is started again, as a supervisor does. */
final class Cluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final TestEnvironment world;
    private final Path folder;
    private final List<String> season;
    private final Map<String, PackagedProgram> services = new LinkedHashMap<>();
    private final List<PackagedProgram> all = new ArrayList<>();
    private PackagedProgram backfill;

    /** @param season its first and its last date */
    Cluster(TestEnvironment world, Path folder, List<String> season) {
        this.season = season;
        this.world = world;
        this.folder = folder;
    }

    /** Services with these names, such as fetch-1: a role and a number. */
    void start(String... names) throws IOException {
        for (String name : names) {
            services.put(name, program(name, world, "run", "--roles=" + name.replaceFirst("-.*", "")));
        }
    }

    /** The season, by a process that schedules and neither fetches nor loads. */
    void startBackfill() throws IOException {
        backfill = program("schedule", world.with("nhl.roles", "schedule"), "backfill", "--from", season.get(0), "--to", season.get(1));
    }

    /** The season, by a process with the roles of the world. */
    void startBackfillAlone() throws IOException {
        backfill = program("alone", world, "backfill", "--from", season.get(0), "--to", season.get(1));
    }

    void killBackfill() throws Exception {
        backfill.kill();
        startBackfill();
    }

    void stopBackfill() throws Exception {
        backfill.terminate();
        backfill.exitCode();
        startBackfill();
    }

    /** SIGKILL, and a new process. */
    void kill(String name) throws Exception {
        services.get(name).kill();
        start(name);
    }

    /** SIGTERM, and a new process when the old one has ended. */
    void restart(String name) throws Exception {
        services.get(name).terminate();
        services.get(name).exitCode();
        start(name);
    }

    int awaitBackfill() throws InterruptedException {
        return backfill.exitCodeWithin(600);
    }

    void awaitLoaded(int games) {
        Awaitility.await().atMost(PATIENCE).until(() -> loaded() >= games);
    }

    int loaded() {
        return Integer.parseInt(world.row("select count(*) from etl.game where loaded_at is not null"));
    }

    TestEnvironment world() {
        return world;
    }

    /** CPU time of all processes that live. */
    Duration cpu() {
        return all.stream().map(program -> ProcessHandle.of(program.pid()).flatMap(p -> p.info().totalCpuDuration()).orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private PackagedProgram program(String name, TestEnvironment in, String... arguments) throws IOException {
        PackagedProgram program = PackagedProgram.start(in, Files.createDirectories(folder.resolve(name)), arguments);
        all.add(program);
        return program;
    }

    @Override
    public void close() throws InterruptedException {
        for (PackagedProgram program : all) {
            program.kill();
        }
    }
}
