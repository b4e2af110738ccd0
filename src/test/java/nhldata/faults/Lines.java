package nhldata.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of {@code lines.md}: all that can go wrong, each with what shows that it does no harm. */
final class Lines {

    private static final Pattern ROW = Pattern.compile("^\\| (\\S+) \\| (.+?) \\| (.+) \\|$");
    private static final Pattern PROOF = Pattern.compile("/(.+?)/(?=,|$)|([\\w.]+)(?:#(\\w+))?");

    /**
     * @param faults patterns, found in "where: what" of the faults of the campaign that show it
     * @param tests class#method, or class alone, of other tests that do; a file of Python too
     */
    record Line(String where, String what, List<String> faults, List<String> tests) {

        List<InjectedFault> of(List<InjectedFault> all) {
            return all.stream().filter(d -> faults.stream().anyMatch(f -> Pattern.compile(f).matcher(d.where() + ": " + d.what()).find())).toList();
        }
    }

    private Lines() {
    }

    static List<Line> all() throws IOException {
        try (InputStream in = Lines.class.getResourceAsStream("lines.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> l.startsWith("| "))
                    .map(ROW::matcher).filter(Matcher::matches).filter(m -> !m.group(1).matches("where|---")).map(Lines::line).toList();
        }
    }

    private static Line line(Matcher row) {
        List<String> faults = new ArrayList<>();
        List<String> tests = new ArrayList<>();
        for (Matcher proof = PROOF.matcher(row.group(3)); proof.find();) {
            if (proof.group(1) != null) {
                faults.add(proof.group(1).replace("\\|", "|"));
            } else {
                tests.add(proof.group());
            }
        }
        return new Line(row.group(1), row.group(2), faults, tests);
    }
}
