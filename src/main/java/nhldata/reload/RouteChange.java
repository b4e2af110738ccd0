package nhldata.reload;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of an edit of the route files. {@code content} is what runs from then on; null unless it was applied. */
record RouteChange(Result result, String version, SortedSet<String> files, List<Problem> problems, String diff, RouteSet content) {

    private static final int DIFF_CHARACTERS = 20_000;
    /** What a comparison takes grows with the product of the lines and the differences. */
    private static final int DIFF_LINES = 2_000;

    enum Result { APPLIED, REFUSED, WITHDRAWN }

    static RouteChange applied(RouteSet former, RouteSet next) {
        return new RouteChange(Result.APPLIED, next.version(), next.changedSince(former), List.of(), diff(former, next), next);
    }

    static RouteChange refused(RouteSet running, RouteSet next, List<Problem> problems) {
        return new RouteChange(Result.REFUSED, next.version(), next.changedSince(running), problems, diff(running, next), null);
    }

    static RouteChange withdrawn(RouteSet running) {
        return new RouteChange(Result.WITHDRAWN, running.version(), running.changedSince(running), List.of(), "", null);
    }

    /** The problems, a line each; null when there are none. */
    String reason() {
        return problems.isEmpty() ? null : problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    private static String diff(RouteSet former, RouteSet next) {
        String diff = next.changedSince(former).stream().flatMap(name -> {
            List<String> from = lines(former, name);
            List<String> to = lines(next, name);
            if (from.size() + to.size() > DIFF_LINES) {
                return Stream.of("--- a/" + name, "+++ b/" + name, "(not compared: " + from.size() + " and " + to.size() + " lines)", "");
            }
            return Stream.concat(UnifiedDiffUtils.generateUnifiedDiff("a/" + name, "b/" + name, from, DiffUtils.diff(from, to, MyersDiffWithLinearSpace.<String>factory().create()), 2).stream(), Stream.of(""));
        }).collect(Collectors.joining("\n"));
        return diff.length() <= DIFF_CHARACTERS ? diff : diff.substring(0, DIFF_CHARACTERS);
    }

    /** PostgreSQL's text knows no NUL. */
    private static List<String> lines(RouteSet set, String name) {
        return set.text(name).replace('\0', '\uFFFD').lines().toList();
    }
}
