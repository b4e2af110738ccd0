package nhldata.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code make faults}: one fault after the other, each in a world of its own; after each the next runs, and then the
 * question whether tables and bucket are those of an undisturbed run. Ends with 1 when anything is lost, doubled or
 * otherwise not as it should be, or when a fault did not happen.
 *
 * <p>With an argument only the faults in whose description that pattern is found: {@code make faults FAULT="the commit|^S3"}.
 */
public final class Campaign {

    private static final Path FOLDER = Path.of("target", "faults");
    private static final Path REPORT = Path.of("target", "faults.md");

    private Campaign() {
    }

    public static void main(String[] arguments) throws Exception {
        Pattern wanted = Pattern.compile(arguments.length == 0 ? "" : arguments[0], Pattern.CASE_INSENSITIVE);
        List<Disturbance> faults = all().filter(f -> wanted.matcher(f.where() + ": " + f.what()).find()).toList();
        if (faults.isEmpty()) {
            System.out.println("no fault is called \"" + wanted + "\"");
            System.exit(64);
        }
        boolean good = run(faults);
        System.exit(good ? 0 : 1);
    }

    static Stream<Disturbance> all() {
        return Stream.of(ProcessFaults.all(), PostgresFaults.all(), StorageFaults.all(), ApiFaults.all(), SeasonFaults.all()).flatMap(List::stream);
    }

    private static boolean run(List<Disturbance> faults) throws Exception {
        delete(FOLDER);
        Report report = new Report(System.out, REPORT, faults.size());
        try (Lab lab = Lab.open(FOLDER)) {
            Judge judge = new Judge(lab);
            for (Disturbance fault : faults) {
                report.add(judge.judge(fault));
            }
        }
        System.out.println(report.summary());
        System.out.println("the table: " + REPORT + "; the log and the output of each program: " + FOLDER + "/trial*");
        return report.isGood();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
