package nhldata.reload;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The result of an edit of the route files. {@code content} is the applied set; null if it was not applied. */
record RouteChange(Result result, String version, SortedSet<String> files, List<Problem> problems, String diff, RouteSet content) {

    private static final int DIFF_CHARACTERS = 20_000;
    /** The cost of a comparison grows with the product of lines and differences. */
    private static final int DIFF_LINES = 2_000;

    enum Result { APPLIED, REFUSED, WITHDRAWN }

    static RouteChange applied(RouteSet previous, RouteSet next) {
        return new RouteChange(Result.APPLIED, next.version(), next.changedSince(previous), List.of(), diff(previous, next), next);
    }

    static RouteChange rejected(RouteSet running, RouteSet next, List<Problem> problems) {
        return new RouteChange(Result.REFUSED, next.version(), next.changedSince(running), problems, diff(running, next), null);
    }

    static RouteChange withdrawn(RouteSet running) {
        return new RouteChange(Result.WITHDRAWN, running.version(), running.changedSince(running), List.of(), "", null);
    }

    /** The problems, one per line; null if there are none. */
    String reason() {
        return problems.isEmpty() ? null : problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    private static String diff(RouteSet previous, RouteSet next) {
        String diff = next.changedSince(previous).stream().flatMap(name -> {
            List<String> from = lines(previous, name);
            List<String> to = lines(next, name);
            if (from.size() + to.size() > DIFF_LINES) {
                return Stream.of("--- a/" + name, "+++ b/" + name, "(not compared: " + from.size() + " and " + to.size() + " lines)", "");
            }
            return Stream.concat(UnifiedDiffUtils.generateUnifiedDiff("a/" + name, "b/" + name, from, DiffUtils.diff(from, to, MyersDiffWithLinearSpace.<String>factory().create()), 2).stream(), Stream.of(""));
        }).collect(Collectors.joining("\n"));
        return diff.length() <= DIFF_CHARACTERS ? diff : diff.substring(0, DIFF_CHARACTERS);
    }

    /** PostgreSQL's text type does not accept NUL. */
    private static List<String> lines(RouteSet set, String name) {
        return set.content(name).replace('\0', '\uFFFD').lines().toList();
    }
}
