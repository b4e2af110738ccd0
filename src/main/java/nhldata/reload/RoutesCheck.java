package nhldata.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import nhldata.api.Api;
import nhldata.bindings.RouteBindings;
import nhldata.config.ApiSettings;
import nhldata.config.RouteSettings;
import nhldata.config.Settings;
import nhldata.process.InstanceId;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Validates route files without running them: the YAML, what may stand in it, what the files name in one another and in
 * the program, and at last whether Camel builds each route. Nothing is connected to.
 */
public final class RoutesCheck {

    /** What nobody would read to the end. */
    private static final int PROBLEMS = 50;

    private final RouteSet set;
    private final RouteBindings bindings;
    private final List<Problem> problems = new ArrayList<>();

    private RoutesCheck(RouteSet set, RouteBindings bindings) {
        this.set = set;
        this.bindings = bindings;
    }

    /** What is wrong with the folder of the settings, file by file; empty when the routes are sound. */
    public static List<Problem> of(Settings settings) throws IOException {
        Path folder = RouteSettings.of(settings).dir();
        return of(Files.isDirectory(folder) ? RouteSet.read(folder) : new RouteSet(folder, new java.util.TreeMap<>()), settings);
    }

    public static List<Problem> of(RouteSet set, Settings settings) {
        return of(set, settings, true);
    }

    /** As {@link #of(RouteSet, Settings)}, but whether Camel builds each route is left to the start that follows: it costs as much as that. */
    static List<Problem> beforeStart(RouteSet set, Settings settings) {
        return of(set, settings, false);
    }

    private static List<Problem> of(RouteSet set, Settings settings, boolean tries) {
        if (set.texts().isEmpty()) {
            return List.of(new Problem(set.folder().toString(), 1, "there is no route file (*" + RouteSet.SUFFIX + ") in this folder"));
        }
        ApiSettings given = ApiSettings.of(settings);
        Api api = Api.of(given.isSample() ? "http://localhost" : given.url().toString());
        RoutesCheck check = new RoutesCheck(set, new RouteBindings(settings, api, api.source()));
        try {
            check.run(tries);
        } catch (StackOverflowError e) {
            // whatever recursion it was: nothing of the set has been started
            check.problem(set.folder().toString(), 1, "an expression or a step is nested too deeply to be validated; move the inner part into a route or a bean");
        }
        return check.problems.stream().distinct().sorted(Comparator.comparing(Problem::file).thenComparing(Problem::line)).limit(PROBLEMS).toList();
    }

    private void run(boolean tries) {
        List<RouteFile> files = new ArrayList<>();
        size();
        set.texts().forEach((name, text) -> read(set.path(name), text, files));
        if (problems.isEmpty()) {
            Map<String, Object> beans = bindings.beans(new InstanceId(), null, null);
            problems.addAll(ReferenceCheck.of(files, bindings.properties(), beans));
        }
        if (problems.isEmpty() && tries) {
            // what is missing would be told of a second time, in Camel's words
            problems.addAll(RouteCompiler.of(bindings, set, files));
        }
    }

    /** Of all files together: each alone is judged when it is read. */
    private void size() {
        if (set.texts().size() > RouteFileLimits.FILES) {
            problem(set.folder().toString(), 1, "the folder holds more than " + RouteFileLimits.FILES + " route files; move out what does not belong here");
        }
        if (set.texts().values().stream().mapToInt(String::length).sum() > RouteFileLimits.BYTES_OF_ALL) {
            problem(set.folder().toString(), 1, "the route files together are longer than " + RouteFileLimits.BYTES_OF_ALL + " characters; move out what does not belong here");
        }
    }

    private void read(String path, String text, List<RouteFile> files) {
        if (text.isBlank()) {
            problem(path, 1, "the file is empty; write its routes again, or delete it");
        } else if (text.length() > RouteFileLimits.BYTES || text.lines().limit(RouteFileLimits.LINES + 1L).count() > RouteFileLimits.LINES) {
            problem(path, 1, "the file is longer than " + RouteFileLimits.BYTES + " characters or " + RouteFileLimits.LINES + " lines; write several files");
        } else if (text.codePoints().anyMatch(c -> c == 0xFFFD || c < ' ' && !Character.isWhitespace(c))) {
            problem(path, 1, "this is no text in UTF-8; put the file back as it was");
        } else if (!text.endsWith("\n")) {
            problem(path, (int) text.lines().count(), "the last line does not end: is the file complete? End it with a line break");
        } else {
            try {
                RouteFile file = RouteFile.parse(path, text);
                form(file);
                files.add(file);
            } catch (RouteFileLimits.BeyondException e) {
                problem(path, e.line(), e.getMessage());
            } catch (MarkedYamlEngineException e) {
                int line = 1 + e.getProblemMark().map(mark -> mark.getLine()).orElse(0);
                problem(path, line, "this is no YAML: " + e.getProblem() + "; look at the quotes, brackets and indentation of this line and the one before");
            } catch (YamlEngineException e) {
                problem(path, 1, "this is no YAML: " + e.getMessage());
            }
        }
    }

    /** An edited file may hold routes and error policies. Beans, for example, could be anything. */
    private void form(RouteFile file) {
        if (!file.isList()) {
            problem(file.path(), 1, "this is no list of routes; begin each with - route: or - routeConfiguration:");
        }
        file.parts().stream().filter(part -> !List.of("route", "routeConfiguration").contains(part.kind())).forEach(part ->
                problem(file.path(), part.line(), (part.kind().isEmpty() ? "this" : part.kind()) + " may not stand here; write - route: or - routeConfiguration:"));
    }

    private void problem(String path, int line, String what) {
        problems.add(new Problem(path, line, what));
    }
}
