package nhldata.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.KafkaBroker;
import nhldata.testing.ReplayDocuments;
import nhldata.testing.SampleDocuments;
import nhldata.testing.TestEnvironment;
import org.apache.commons.io.FileUtils;
import org.opentest4j.TestAbortedException;

/**
 * {@code make cluster-test}: a season by one scheduler, three fetchers and two loaders, each a process, with a
 * broker of Kafka in a process of its own. Processes are killed and restarted under it, and then the tables, the bucket
 * to the byte and the ledger must be those of one process that nobody disturbed. Ends with 1 when they are not, or when
 * the API was asked faster than was allowed.
 */
public final class ClusterTest {

    private static final Path FOLDER = Path.of("target", "cluster");
    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final Duration SLOW = Duration.ofMillis(500);
    private static final String[] EVERYTHING = {"fetch-1", "fetch-2", "fetch-3", "load-1", "load-2"};

    private final Servers servers;
    private final KafkaBroker broker;
    private final FakeApi api;
    private final List<String> season;
    private final List<String> wrong = new ArrayList<>();
    private final List<String> table = new ArrayList<>();
    private int ending;

    private ClusterTest(Servers servers, KafkaBroker broker, FakeApi api, List<String> season) {
        this.season = season;
        this.servers = servers;
        this.broker = broker;
        this.api = api;
    }

    public static void main(String[] arguments) throws Exception {
        FileUtils.deleteDirectory(FOLDER.toFile());
        Files.createDirectories(FOLDER.resolve("broker"));
        boolean good;
        try (Servers servers = Servers.start(FOLDER.resolve("servers")); KafkaBroker broker = KafkaBroker.start(FOLDER.resolve("broker"));
                SampleDocuments league = new SampleDocuments(Clock.systemUTC())) {
            boolean recorded = isRecorded();
            FakeApi api = new FakeApi(recorded ? new ReplayDocuments(SeasonFaults.recording(), null) : league);
            ClusterTest test = new ClusterTest(servers, broker, api, recorded ? List.of("2024-10-04", "2025-06-17") : List.of("2022-10-11", "2023-04-10"));
            test.run(List.of(arguments));
            test.table.forEach(System.out::println);
            System.out.println(test.wrong.isEmpty() ? "none lost, none doubled" : String.join("\n", test.wrong));
            good = test.wrong.isEmpty();
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean isRecorded() {
        try {
            SeasonFaults.recording();
            return true;
        } catch (TestAbortedException e) {
            System.out.println("a season of the sample league stands in for the recorded one; " + e.getMessage().replaceFirst("^Assumption failed: ", ""));
            return false;
        }
    }

    private void run(List<String> arguments) throws Exception {
        api.fault("", Fault.slow(LATENCY));
        boolean all = arguments.isEmpty();
        if (all || arguments.contains("kill") || arguments.contains("restart")) {
            Snapshot undisturbed = alone();
            if (all || arguments.contains("kill")) {
                kill(undisturbed);
            }
            if (all || arguments.contains("restart")) {
                rollingRestart(undisturbed);
            }
        }
        if (all || arguments.contains("pace")) {
            pace();
        }
        if (all || arguments.contains("speed")) {
            speed();
        }
    }

    /** The program as it is by default: one process, and no broker. It leaves the archive of classes with which the others start faster. */
    private Snapshot alone() throws Exception {
        TestEnvironment world = world("alone").with("nhl.games.channel", "seda:games?size=5000&blockWhenFull=true&waitForTaskToComplete=Never&concurrentConsumers=8&pollTimeout=200");
        try (Cluster cluster = cluster(world.with("nhl.roles", "schedule,fetch,load"), "alone")) {
            long start = System.nanoTime();
            cluster.startBackfillAlone();
            // 2 with the recording: one of its box scores cannot be had
            ending = cluster.awaitBackfill();
            check("one process", ending != 1, "the backfill failed");
            say("one process, undisturbed: %d games in %d s", cluster.loaded(), seconds(start));
        }
        return Snapshot.of(world);
    }

    private void kill(Snapshot undisturbed) throws Exception {
        try (Cluster cluster = cluster(world("killed"), "killed")) {
            long start = System.nanoTime();
            cluster.start(EVERYTHING);
            cluster.startBackfill();
            cluster.awaitLoaded(150);
            say("kill -9 of a fetcher at %d games", cluster.loaded());
            cluster.kill("fetch-1");
            cluster.awaitLoaded(300);
            say("kill -9 of a loader at %d games", cluster.loaded());
            cluster.kill("load-1");
            cluster.awaitLoaded(450);
            say("stop of the broker at %d games", cluster.loaded());
            broker.stop();
            broker.start();
            cluster.awaitLoaded(650);
            say("kill -9 of the scheduler at %d games", cluster.loaded());
            cluster.killBackfill();
            cluster.awaitLoaded(900);
            say("kill -9 of the broker at %d games", cluster.loaded());
            broker.kill();
            broker.start();
            check("the killed", cluster.awaitBackfill() == ending, "the backfill failed");
            say("disturbed: %d games in %d s", cluster.loaded(), seconds(start));
            compare("the killed", undisturbed, cluster);
        }
    }

    private void rollingRestart(Snapshot undisturbed) throws Exception {
        try (Cluster cluster = cluster(world("rolled"), "rolled")) {
            long start = System.nanoTime();
            cluster.start(EVERYTHING);
            cluster.startBackfill();
            int games = 150;
            for (String name : EVERYTHING) {
                cluster.awaitLoaded(games);
                cluster.restart(name);
                games += 150;
            }
            cluster.stopBackfill();
            check("the rolling restart", cluster.awaitBackfill() == ending, "the backfill failed");
            say("rolling restart of everything: %d games in %d s", cluster.loaded(), seconds(start));
            compare("the rolling restart", undisturbed, cluster);
        }
    }

    /** All three fetchers together ask no faster than one may. */
    private void pace() throws Exception {
        int rate = 20;
        TestEnvironment world = world("paced").with("nhl.api.requests-per-second", rate);
        try (Cluster cluster = cluster(world, "paced")) {
            cluster.start(EVERYTHING);
            api.forgetRequests();
            cluster.startBackfill();
            cluster.awaitLoaded(150);
        }
        List<Long> moments = api.moments();
        double seconds = (moments.get(moments.size() - 1) - moments.get(0)) / 1e3;
        int most = IntStream.range(0, moments.size()).map(i -> (int) moments.stream().filter(m -> m >= moments.get(i) && m < moments.get(i) + 1000).count()).max().orElse(0);
        table.add(String.format(Locale.ROOT, "%d requests a second allowed to three fetchers and a scheduler: %d requests in %.1f s, %.1f a second, at most %d within any second",
                rate, moments.size(), seconds, (moments.size() - 1) / seconds, most));
        check("the pace", (moments.size() - 1) / seconds <= rate * 1.02, "the API was asked too fast");
    }

    private void speed() throws Exception {
        table.add("| fetchers | games a second, API of 50 ms | CPU seconds per game | games a second, API of 500 ms | CPU seconds per game |");
        table.add("| --- | --- | --- | --- | --- |");
        for (int fetchers = 1; fetchers <= 3; fetchers++) {
            StringBuilder row = new StringBuilder("| " + fetchers);
            for (Duration latency : List.of(LATENCY, SLOW)) {
                api.heal();
                api.fault("", Fault.slow(latency));
                row.append(speed(fetchers, latency));
            }
            table.add(row + " |");
        }
    }

    private String speed(int fetchers, Duration latency) throws Exception {
        String name = "speed" + fetchers + "x" + latency.toMillis();
        try (Cluster cluster = cluster(world(name), name)) {
            cluster.start(IntStream.rangeClosed(1, fetchers).mapToObj(i -> "fetch-" + i).toArray(String[]::new));
            cluster.start("load-1");
            cluster.startBackfill();
            // every process is warm, and the rosters are there
            cluster.awaitLoaded(150);
            int before = cluster.loaded();
            Duration cpu = cluster.cpu();
            long start = System.nanoTime();
            cluster.awaitLoaded(before + 300);
            int games = cluster.loaded() - before;
            double seconds = (System.nanoTime() - start) / 1e9;
            String row = String.format(Locale.ROOT, " | %.0f | %.3f", games / seconds, cluster.cpu().minus(cpu).toMillis() / 1e3 / games);
            say("%d fetchers, API of %d ms:%s", fetchers, latency.toMillis(), row);
            return row;
        }
    }

    private TestEnvironment world(String name) {
        return servers.newWorld(name).asking(api).with("nhl.load.poll", 200).with("nhl.games.channel", broker.channel("games-" + name));
    }

    private Cluster cluster(TestEnvironment world, String name) {
        return new Cluster(world, FOLDER.resolve(name), season);
    }

    private void compare(String which, Snapshot undisturbed, Cluster cluster) throws Exception {
        Difference difference = Difference.between(undisturbed, Snapshot.of(cluster.world()));
        check(which, difference.isNone(), difference.lost() + " rows lost, " + difference.doubled() + " doubled " + difference.other());
        String fetched = cluster.world().row("select count(*) filter (where attempts > 1) from etl.game");
        long waiting = broker.waiting("games-" + which(cluster));
        table.add("after " + which + ": " + difference.lost() + " rows lost, " + difference.doubled() + " doubled; " + fetched
                + " games fetched more than once; " + waiting + " messages left");
    }

    private static String which(Cluster cluster) {
        return cluster.world().settings().get("postgres.database");
    }

    private void check(String which, boolean well, String otherwise) {
        if (!well) {
            wrong.add(which + ": " + otherwise);
        }
    }

    private static long seconds(long since) {
        return (System.nanoTime() - since) / 1_000_000_000L;
    }

    private static void say(String words, Object... values) {
        System.out.println(String.format(Locale.ROOT, words, values));
    }
}
