package nhldata.nhl;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import nhldata.load.CsvMutations;

/**
 * {@code make mutations N=100000}: documents of every kind, each spoiled at random: fields dropped, renamed, doubled, of other types, other values, bytes
 * turned over, cut out and put in. What comes of each is right, or refused, or noted; never a wrong row, a zero for what is not
 * known, a crash, or a long time. A tenth are CSVs, see {@link CsvMutations}. Ends with 1 otherwise; the table is printed, and kept as a file with the date.
 */
public final class Mutations {

    private static final int MOST_COMPLAINTS = 20;
    private static final long NANOS_OF_CPU = 1_000_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What came of the documents of one kind. */
    private static final class Row {
        int documents;
        int refused;
        int read;
        int wrong;
        int crashed;
        int slow;
        long longestNanos;
    }

    private final Map<String, Row> table = new LinkedHashMap<>();
    private final List<String> complaints = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        int documents = Integer.getInteger("mutations.n", 100_000);
        long seed = Long.getLong("mutations.seed", 1);
        Mutations mutations = new Mutations();
        List<MutationSubject> subjects = MutationSubject.all();
        int csvs = documents / 10;
        mutations.attempt(subjects, 1 + (documents - csvs) / subjects.size(), seed);
        CsvMutations.run(csvs, seed, Files.createTempDirectory(Path.of("target"), "mutations"), mutations::note);
        String text = mutations.text(documents, seed);
        System.out.println(text);
        Path results = Path.of("bench", "results", "mutations-" + LocalDate.now(Clock.systemUTC()) + ".md");
        if (documents >= 100_000) {
            Files.writeString(results, text);
            System.out.println("kept as " + results);
        }
        System.exit(mutations.complaints.isEmpty() ? 0 : 1);
    }

    /** So many mutations of each; what is wrong, in words. */
    List<String> attempt(List<MutationSubject> subjects, int times, long seed) throws Exception {
        long next = seed;
        for (MutationSubject subject : subjects) {
            MutationSubject.Trial trial = subject.trial().call();
            for (int i = 0; i < times; i++) {
                attempt(subject, trial, next++);
            }
        }
        return complaints;
    }

    /** What came of the mutations, by kind: how many were read, and how many refused. */
    Map<String, List<Integer>> outcomes() {
        Map<String, List<Integer>> outcomes = new LinkedHashMap<>();
        table.forEach((kind, row) -> outcomes.put(kind, List.of(row.read, row.refused)));
        return outcomes;
    }

    private void attempt(MutationSubject subject, MutationSubject.Trial trial, long seed) {
        Row row = table.computeIfAbsent(subject.kind(), k -> new Row());
        row.documents++;
        long before = THREADS.getCurrentThreadCpuTime();
        try {
            if (trial.holds(new Random(seed * 7919L + 17))) {
                row.read++;
            } else {
                row.refused++;
            }
        } catch (DocumentException e) {
            row.refused++;
        } catch (AssertionError e) {
            row.wrong++;
            complain(subject.kind() + ", " + subject.document(), seed, e);
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            row.crashed++;
            complain(subject.kind() + ", " + subject.document(), seed, e);
        }
        long taken = THREADS.getCurrentThreadCpuTime() - before;
        row.longestNanos = Math.max(row.longestNanos, taken);
        if (taken > NANOS_OF_CPU) {
            row.slow++;
            complain(subject.kind() + ", " + subject.document(), seed, new AssertionError("took " + taken / 1_000_000 + " ms of CPU"));
        }
    }

    private void note(String kind, String outcome) {
        Row row = table.computeIfAbsent(kind, k -> new Row());
        row.documents++;
        switch (outcome) {
            case "read" -> row.read++;
            case "refused" -> row.refused++;
            default -> {
                row.wrong++;
                complain(kind, Long.getLong("mutations.seed", 1), new AssertionError(outcome));
            }
        }
    }

    private void complain(String kind, long seed, Throwable what) {
        String text = kind + ", seed " + seed + ": " + what;
        if (complaints.size() < MOST_COMPLAINTS) {
            System.out.println(text.length() > 1500 ? text.substring(0, 1500) + "…" : text);
        }
        complaints.add(text);
    }

    private String text(int documents, long seed) {
        StringBuilder text = new StringBuilder("# " + documents + " mutated documents\n\n`make mutations N=" + documents + " SEED=" + seed + "`\n\n"
                + "| documents | how many | refused | read | rows wrong, or a zero for what is not known | crashed | more than a second of CPU | longest, ms of CPU |\n"
                + "| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        Row all = new Row();
        table.forEach((kind, row) -> {
            text.append(line(kind, row));
            all.documents += row.documents;
            all.refused += row.refused;
            all.read += row.read;
            all.wrong += row.wrong;
            all.crashed += row.crashed;
            all.slow += row.slow;
            all.longestNanos = Math.max(all.longestNanos, row.longestNanos);
        });
        return text.append(line("all", all)).toString();
    }

    private static String line(String kind, Row row) {
        return String.format(Locale.ROOT, "| %s | %d | %d | %d | %d | %d | %d | %d |%n", kind, row.documents, row.refused, row.read, row.wrong, row.crashed, row.slow,
                row.longestNanos / 1_000_000);
    }
}
