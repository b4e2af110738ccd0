package nhldata.faults.explore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import nhldata.faults.explore.Deed.Change;
import nhldata.faults.explore.Deed.Command;
import nhldata.faults.explore.Deed.Happening;
import nhldata.faults.explore.Deed.Hit;
import nhldata.faults.explore.Deed.Order;
import org.apache.commons.io.FileUtils;

/**
 * {@code make kills N=1000}: {@code kill -9} of daily runs, backfills, loads, replays, re-derivations and builds of the marts, at a
 * random moment or at a random message to PostgreSQL, S3 or the API. After each ten of them two daily runs, and the
 * question of {@link Invariants}. The table is printed, and kept as a file with the date. Ends with 1 when a row is lost, doubled or wrong or a run stuck.
 */
public final class Kills {

    private static final Path FOLDER = Path.of("target", "kills");
    private static final int KILLS_OF_A_WORLD = 10;

    private final int wanted;
    private final long seed;
    private final int grounds;
    private final long start = System.nanoTime();
    private final AtomicLong next = new AtomicLong();
    private final Map<Command, Integer> kills = new EnumMap<>(Command.class);
    private int worlds;
    private int lost;
    private int doubled;
    private int wrong;
    private int stuck;
    private int other;

    private Kills(int wanted, long seed, int grounds) {
        this.wanted = wanted;
        this.seed = seed;
        this.grounds = grounds;
    }

    public static void main(String[] arguments) throws Exception {
        Kills kills = new Kills(Integer.getInteger("kills.n", 1000), Long.getLong("kills.seed", 1), Integer.getInteger("kills.grounds", 4));
        FileUtils.deleteDirectory(FOLDER.toFile());
        System.exit(kills.run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(grounds);
        List<Future<?>> working = new ArrayList<>();
        for (int number = 1; number <= grounds; number++) {
            Ground ground = Ground.open(FOLDER.resolve("ground" + number));
            working.add(threads.submit(() -> {
                work(ground);
                return null;
            }));
        }
        threads.shutdown();
        for (Future<?> one : working) {
            one.get();
        }
        keep();
        return lost + doubled + wrong + stuck + other == 0;
    }

    private void work(Ground ground) throws Exception {
        try (ground) {
            while (total() < wanted) {
                long world = seed * 1_000_003 + next.getAndIncrement();
                History history = history(new Random(world));
                ground.kills.clear();
                List<String> broken = Explore.outcome(ground, history);
                add(ground, world, history, broken);
            }
        }
    }

    private synchronized int total() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    private synchronized void add(Ground ground, long world, History history, List<String> broken) {
        worlds++;
        ground.kills.forEach((command, count) -> kills.merge(command, count, Integer::sum));
        lost += ground.facts.lost;
        doubled += ground.facts.doubled;
        wrong += ground.facts.wrongRows;
        stuck += ground.facts.stuck;
        if (!broken.isEmpty()) {
            other += ground.facts.lost + ground.facts.doubled + ground.facts.wrongRows + ground.facts.stuck == 0 ? 1 : 0;
            System.out.printf(Locale.ROOT, "world %d:%n%s%n%s%n", world, history, String.join("\n", broken));
        }
        System.out.printf(Locale.ROOT, "%d kills in %d worlds, %.0f s%n", total(), worlds, (System.nanoTime() - start) / 1e9);
    }

    private static History history(Random random) {
        List<Deed> deeds = new ArrayList<>();
        for (int i = 0; i < KILLS_OF_A_WORLD; i++) {
            deeds.add(new Change(Happening.CORRECTED, random.nextInt(4), random.nextInt(20)));
            if (random.nextInt(4) == 0) {
                deeds.add(new Change(random.nextBoolean() ? Happening.MOVED_BACK : Happening.MOVED_ON, random.nextInt(4), 0));
            }
            deeds.add(new Order(command(random), 0, false, List.of(kill(random))));
        }
        return new History(List.of(1, 2, 1), 0, false, true, 8, deeds);
    }

    private static Command command(Random random) {
        List<Command> commands = List.of(Command.MISSING, Command.MISSING, Command.ALL, Command.ALL, Command.ALL, Command.DAILY, Command.DAILY, Command.LOAD, Command.LOAD,
                Command.REPLAY, Command.REDERIVE, Command.MARTS);
        return commands.get(random.nextInt(commands.size()));
    }

    private static Hit kill(Random random) {
        int last = Point.ALL.size() - 1;
        // the last four points are any statement, any request to S3, any to the API, and any moment
        return switch (random.nextInt(6)) {
            case 0, 1, 2 -> new Hit(last, false, 1 + random.nextInt(50), Act.KILL);
            case 3 -> new Hit(last - 3, random.nextBoolean(), 1 + random.nextInt(90), Act.KILL);
            case 4 -> new Hit(last - 2, random.nextBoolean(), 1 + random.nextInt(20), Act.KILL);
            default -> new Hit(random.nextInt(Point.ALL.size() - 4), random.nextBoolean(), 1 + random.nextInt(2), Act.KILL);
        };
    }

    private void keep() throws IOException {
        StringBuilder text = new StringBuilder("# " + total() + " times kill -9\n\n`make kills N=" + wanted + " SEED=" + seed + "`, ")
                .append(String.format(Locale.ROOT, "%.0f minutes, %d worlds%n%n| killed at | kills |%n| --- | --- |%n", (System.nanoTime() - start) / 60e9, worlds));
        kills.forEach((command, count) -> text.append("| ").append(command.name().toLowerCase(Locale.ROOT)).append(" | ").append(count).append(" |\n"));
        text.append(String.format(Locale.ROOT, "%n| kills | rows lost | rows doubled | rows wrong | runs or games stuck | other invariants broken |%n| --- | --- | --- | --- | --- | --- |%n"
                + "| %d | %d | %d | %d | %d | %d |%n", total(), lost, doubled, wrong, stuck, other));
        System.out.println(text);
        if (total() >= 1000) {
            Files.writeString(Path.of("bench", "results", "kills-" + LocalDate.now(Clock.systemUTC()) + ".md"), text);
        }
    }
}
