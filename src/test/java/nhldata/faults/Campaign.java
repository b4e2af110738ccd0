package nhldata.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * {@code make faults}: one fault after the other, each in a world of its own; after each the next runs, and then the
 * question whether tables and bucket are those of an undisturbed run. Ends with 1 when anything is lost, doubled or
 * otherwise not as it should be, or when a fault did not happen.
 *
 * <p>Two labs work at once, each with servers, proxies and programs of its own: more than half of a trial is waiting. The longest trial, the
 * season, is the first.
 *
 * <p>With an argument only the faults in whose description that pattern is found: {@code make faults FAULT="the commit|^S3"}.
 */
public final class Campaign {

    private static final Path FOLDER = Path.of("target", "faults");
    private static final Path REPORT = Path.of("target", "faults.md");

    private static final int LABS = 2;
    private static final double NANOS_OF_A_MINUTE = 60e9;

    private Campaign() {
    }

    public static void main(String[] arguments) throws Exception {
        Pattern wanted = Pattern.compile(arguments.length == 0 ? "" : arguments[0], Pattern.CASE_INSENSITIVE);
        List<InjectedFault> faults = all().filter(f -> wanted.matcher(f.where() + ": " + f.what()).find()).toList();
        if (faults.isEmpty()) {
            System.out.println("no fault is called \"" + wanted + "\"");
            System.exit(64);
        }
        boolean good = run(faults);
        System.exit(good ? 0 : 1);
    }

    static Stream<InjectedFault> all() {
        return Stream.of(ProcessFaults.all(), PostgresFaults.all(), StorageFaults.all(), ApiFaults.all(), SeasonFaults.all()).flatMap(List::stream);
    }

    private static boolean run(List<InjectedFault> faults) throws Exception {
        FileUtils.deleteDirectory(FOLDER.toFile());
        Report report = new Report(System.out, REPORT, faults.size());
        Queue<InjectedFault> waiting = new ConcurrentLinkedQueue<>(faults.stream().sorted(Comparator.comparing(fault -> fault.scenario() != Scenario.A_SEASON)).toList());
        ExecutorService labs = Executors.newFixedThreadPool(LABS);
        List<Future<Void>> working = new ArrayList<>();
        long start = System.nanoTime();
        try {
            for (int number = 1; number <= LABS; number++) {
                // opened one after the other, so that no two look for a free port at the same moment
                FaultHarness harness = FaultHarness.open(FOLDER.resolve("lab" + number));
                working.add(labs.submit(work(harness, waiting, report)));
            }
        } finally {
            labs.shutdown();
        }
        for (Future<Void> lab : working) {
            lab.get();
        }
        System.out.println(report.summary());
        System.out.printf(Locale.ROOT, "in %.1f minutes, %d labs at once%n", (System.nanoTime() - start) / NANOS_OF_A_MINUTE, LABS);
        System.out.println("the table: " + REPORT + "; the log and the output of each program: " + FOLDER + "/lab*/trial*");
        return report.isGood();
    }

    private static Callable<Void> work(FaultHarness harness, Queue<InjectedFault> waiting, Report report) {
        return () -> {
            try (harness) {
                OutcomeVerifier verifier = new OutcomeVerifier(harness);
                for (InjectedFault fault = waiting.poll(); fault != null; fault = waiting.poll()) {
                    report.add(verifier.verify(fault));
                }
            }
            return null;
        };
    }
}
