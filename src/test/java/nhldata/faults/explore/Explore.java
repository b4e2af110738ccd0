package nhldata.faults.explore;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.commons.io.FileUtils;

/**
 * {@code make explore [SEED=] [RUNS=]}: random histories, each in a small world of its own and judged by invariants. The
 * histories of a search are those of the seeds from SEED on; one that breaks an invariant is played again and cut down to
 * the deeds that matter. Ends with 1 when one was found.
 */
public final class Explore {

    private static final Path FOLDER = Path.of(System.getProperty("explore.folder", "target/explore"));
    private static final int MOST_SHRINKS = 60;
    /** At once, on two cores: a history often waits, as for the second look at a lease. */
    private static final int GROUNDS = 4;
    private static final String FAILED = "the search itself failed: ";

    private final long seed;
    private final int runs;
    private final boolean untilFound;
    private final int grounds;
    private final long start = System.nanoTime();
    private final AtomicLong next;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger found = new AtomicInteger();

    private Explore(long seed, int runs, boolean untilFound, int grounds) {
        this.seed = seed;
        this.runs = runs;
        this.untilFound = untilFound;
        this.grounds = grounds;
        next = new AtomicLong(seed);
    }

    public static void main(String[] arguments) throws Exception {
        String known = System.getProperty("explore.known");
        if (known != null) {
            System.exit(known(Pattern.compile(known)) ? 0 : 1);
        }
        String seed = System.getProperty("explore.seed", "");
        int runs = Integer.getInteger("explore.runs", 200);
        long first = seed.isBlank() ? ThreadLocalRandom.current().nextLong(1, 1_000_000_000L) : Long.parseLong(seed.strip());
        Explore explore = new Explore(first, runs, Boolean.getBoolean("explore.until-found"), Integer.getInteger("explore.grounds", Math.min(GROUNDS, runs)));
        // a mutant is to be found, a fault of the program is not
        System.exit(explore.search() == explore.untilFound ? 1 : 0);
    }

    /** What failed once, as far as the pattern is found in its name, and the time it takes. */
    private static boolean known(Pattern which) throws Exception {
        FileUtils.deleteDirectory(FOLDER.toFile());
        boolean good = true;
        try (Ground ground = Ground.open(FOLDER.resolve("ground1"))) {
            for (Map.Entry<String, History> known : Known.ALL.entrySet()) {
                if (!which.matcher(known.getKey()).find()) {
                    continue;
                }
                long start = System.nanoTime();
                List<String> wrong = outcome(ground, known.getValue());
                good &= wrong.isEmpty();
                System.out.printf(Locale.ROOT, "%s: %s (%.1f s)%n", known.getKey(), wrong.isEmpty() ? "well" : String.join("\n    ", wrong), (System.nanoTime() - start) / 1e9);
            }
        }
        return good;
    }

    private boolean search() throws Exception {
        FileUtils.deleteDirectory(FOLDER.toFile());
        System.out.printf(Locale.ROOT, "%d histories from seed %d on, %d at once%n", runs, seed, grounds);
        ExecutorService threads = Executors.newFixedThreadPool(grounds);
        List<Future<?>> searching = new ArrayList<>();
        for (int number = 1; number <= grounds; number++) {
            Ground ground = Ground.open(FOLDER.resolve("ground" + number));
            searching.add(threads.submit(() -> {
                search(ground);
                return null;
            }));
        }
        threads.shutdown();
        for (Future<?> one : searching) {
            one.get();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%d histories in %.0f s, %.2f s each; %d broke an invariant%n", done.get(), seconds, seconds / Math.max(1, done.get()), found.get());
        return found.get() == 0;
    }

    /** With the fix in its place the same history is well: it is the mutant that was found. */
    private static boolean isWellWithoutTheMutant(long seed) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Dexplore.folder=" + FOLDER + "-sound",
                "-Dexplore.seed=" + seed, "-Dexplore.runs=1", "-Dexplore.no-shrink=true", "-cp", System.getProperty("java.class.path"), Explore.class.getName()));
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    private void search(Ground ground) throws Exception {
        try (ground) {
            for (long mine = next.getAndIncrement(); mine < seed + runs && !(untilFound && found.get() > 0); mine = next.getAndIncrement()) {
                Histories.Drawn drawn = Histories.of(mine);
                List<String> wrong = outcome(ground, drawn.history());
                if (ground.isClosed()) {
                    return;
                }
                int number = done.incrementAndGet();
                if (wrong.isEmpty()) {
                    if (number % 10 == 0) {
                        double seconds = (System.nanoTime() - start) / 1e9;
                        System.out.printf(Locale.ROOT, "%d histories, %.1f s each%n", number, seconds / number);
                    }
                } else if (untilFound) {
                    report(mine, number, drawn, wrong, ground);
                    if (wrong.stream().noneMatch(line -> line.startsWith(FAILED)) && isWellWithoutTheMutant(mine)) {
                        found.incrementAndGet();
                        System.out.printf(Locale.ROOT, "%s is found by seed %d, after %d histories and %.0f s%n", Mutant.CHOSEN, mine, number, (System.nanoTime() - start) / 1e9);
                    } else {
                        System.out.printf(Locale.ROOT, "seed %d is no proof: it is not well without the mutant either%n", mine);
                    }
                } else {
                    found.incrementAndGet();
                    report(mine, number, drawn, wrong, ground);
                }
            }
        }
    }

    static List<String> outcome(Ground ground, History history) {
        try {
            return ground.play(history);
        } catch (Exception | Error e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return List.of(FAILED + trace);
        }
    }

    private void report(long mine, int number, Histories.Drawn drawn, List<String> wrong, Ground ground) {
        System.out.printf(Locale.ROOT, "%nseed %d breaks an invariant (history %d of this search, %.0f s):%n%s%n%s%n", mine, number, (System.nanoTime() - start) / 1e9,
                drawn.history(), String.join("\n", wrong));
        if (!Boolean.getBoolean("explore.no-shrink")) {
            System.out.printf(Locale.ROOT, "cut down (seed %d):%n%s%n", mine, leastOf(drawn, ground, wrong));
        }
        System.out.printf(Locale.ROOT, "again: make explore SEED=%d RUNS=1%n%n", mine);
    }

    /** Whatever jqwik makes smaller and still breaks the same invariant. */
    private static History leastOf(Histories.Drawn drawn, Ground ground, List<String> wrong) {
        String kind = wrong.get(0).substring(0, 2);
        Histories.Drawn least = drawn;
        int tries = 0;
        boolean smaller = true;
        while (smaller && tries < MOST_SHRINKS) {
            smaller = false;
            for (Histories.Drawn candidate : least.smaller(MOST_SHRINKS)) {
                if (tries++ >= MOST_SHRINKS) {
                    break;
                }
                if (outcome(ground, candidate.history()).stream().anyMatch(line -> line.startsWith(kind))) {
                    least = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return least.history();
    }
}
