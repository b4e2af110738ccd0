package nhldata.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of the campaign: a line as soon as a fault is judged, by whichever lab, and all of it as Markdown. */
final class Report {

    private static final String ROW = "%-9s %-10s %-92s %5s %7s %5s %6s%n";

    private final PrintStream screen;
    private final Path markdown;
    private final int total;
    private final List<Outcome> outcomes = new ArrayList<>();

    Report(PrintStream screen, Path markdown, int total) {
        this.screen = screen;
        this.markdown = markdown;
        this.total = total;
        screen.printf(Locale.ROOT, ROW, "", "where", "fault, and what happened", "lost", "doubled", "runs", "s");
    }

    synchronized void add(Outcome outcome) {
        outcomes.add(outcome);
        InjectedFault fault = outcome.disturbance();
        screen.printf(Locale.ROOT, ROW, outcomes.size() + "/" + total, fault.where(), fault.what(), outcome.difference().lost(),
                outcome.difference().doubled(), outcome.runs(), String.format(Locale.ROOT, "%.1f", outcome.seconds()));
        screen.printf(Locale.ROOT, "%20s   %s%n", "", outcome.ended());
        outcome.complaints().forEach(complaint -> screen.printf(Locale.ROOT, "%20s ! %s%n", "", complaint));
        screen.flush();
        write();
    }

    boolean isGood() {
        return outcomes.stream().allMatch(Outcome::isGood);
    }

    /** A line for each that was hit, and one for all. */
    String summary() {
        StringBuilder text = new StringBuilder("| hit | faults | rows lost | rows doubled | ended otherwise than undisturbed | most runs to recover | minutes |\n")
                .append("| --- | --- | --- | --- | --- | --- | --- |\n");
        outcomes.stream().map(o -> o.disturbance().where()).distinct().forEach(where -> text.append(
                summary(where, outcomes.stream().filter(o -> o.disturbance().where().equals(where)).toList())));
        return text.append(summary("all", outcomes)).toString();
    }

    private static String summary(String where, List<Outcome> outcomes) {
        return String.format(Locale.ROOT, "| %s | %d | %d | %d | %d | %d | %.1f |%n", where, outcomes.size(),
                outcomes.stream().mapToInt(o -> o.difference().lost()).sum(),
                outcomes.stream().mapToInt(o -> o.difference().doubled()).sum(),
                outcomes.stream().filter(o -> !o.isGood()).count(),
                outcomes.stream().mapToInt(Outcome::runs).max().orElse(0),
                outcomes.stream().mapToDouble(Outcome::seconds).sum() / 60);
    }

    private void write() {
        StringBuilder text = new StringBuilder("# make faults\n\n").append(summary()).append("\n")
                .append("| where | fault | what happened | rows lost | rows doubled | runs to recover | seconds |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        for (Outcome o : outcomes) {
            String happened = o.complaints().isEmpty() ? o.ended() : o.ended() + " **" + String.join("; ", o.complaints()) + "**";
            text.append(String.format(Locale.ROOT, "| %s | %s | %s | %d | %d | %d | %.1f |%n", o.disturbance().where(), cell(o.disturbance().what()),
                    cell(happened), o.difference().lost(), o.difference().doubled(), o.runs(), o.seconds()));
        }
        try {
            text.append("\n## All that can go wrong\n\n| where | what | faults run | of them good | other tests |\n| --- | --- | --- | --- | --- |\n");
            for (Lines.Line line : Lines.all()) {
                List<InjectedFault> its = line.of(outcomes.stream().map(Outcome::disturbance).toList());
                text.append(String.format(Locale.ROOT, "| %s | %s | %s | %s | %s |%n", line.where(), line.what(), line.faults().isEmpty() ? "" : its.size(),
                        line.faults().isEmpty() ? "" : outcomes.stream().filter(o -> its.contains(o.disturbance()) && o.isGood()).count(), String.join(", ", line.tests())));
            }
            Files.writeString(markdown, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
