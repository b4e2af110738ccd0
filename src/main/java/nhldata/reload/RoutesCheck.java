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
 * Validates route files without running them: the YAML, its limits, the references to one another and to
 * the application, and finally whether Camel can build each route. Opens no connection.
 */
public final class RoutesCheck {

    /** Problems that are reported; the rest would hardly be read. */
    private static final int MAX_PROBLEMS = 50;

    private final RouteSet set;
    private final RouteBindings bindings;
    private final List<Problem> problems = new ArrayList<>();

    private RoutesCheck(RouteSet set, RouteBindings bindings) {
        this.set = set;
        this.bindings = bindings;
    }

    /** The problems in the folder of the settings, ordered by file; empty if the routes are valid. */
    public static List<Problem> of(Settings settings) throws IOException {
        Path folder = RouteSettings.of(settings).dir();
        return of(Files.isDirectory(folder) ? RouteSet.read(folder) : new RouteSet(folder, new java.util.TreeMap<>()), settings);
    }

    public static List<Problem> of(RouteSet set, Settings settings) {
        return of(set, settings, true);
    }

    /** As {@link #of(RouteSet, Settings)}, but without building the routes, which costs as much as the start that follows. */
    static List<Problem> beforeStart(RouteSet set, Settings settings) {
        return of(set, settings, false);
    }

    private static List<Problem> of(RouteSet set, Settings settings, boolean compiles) {
        if (set.contents().isEmpty()) {
            return List.of(new Problem(set.folder().toString(), 1, "there is no route file (*" + RouteSet.SUFFIX + ") in this folder"));
        }
        ApiSettings given = ApiSettings.of(settings);
        Api api = Api.of(given.isSample() ? "http://localhost" : given.url().toString());
        RoutesCheck check = new RoutesCheck(set, new RouteBindings(settings, api, api.source()));
        try {
            check.run(compiles);
        } catch (StackOverflowError e) {
            // whichever recursion caused it: no route of the set has been started
            check.problem(set.folder().toString(), 1, "an expression or a step is nested too deeply to be validated; move the inner part into a route or a bean");
        }
        return check.problems.stream().distinct().sorted(Comparator.comparing(Problem::file).thenComparing(Problem::line)).limit(MAX_PROBLEMS).toList();
    }

    private void run(boolean compiles) {
        List<RouteFile> files = new ArrayList<>();
        checkSize();
        set.contents().forEach((name, text) -> read(set.path(name), text, files));
        if (problems.isEmpty()) {
            Map<String, Object> beans = bindings.beans(new InstanceId(), null, null);
            problems.addAll(ReferenceCheck.of(files, bindings.properties(), beans));
        }
        if (problems.isEmpty() && compiles) {
            // otherwise Camel would report the same problems again
            problems.addAll(RouteCompiler.of(bindings, set, files));
        }
    }

    /** Checks the limits of all files together; those of each file are checked when it is read. */
    private void checkSize() {
        if (set.contents().size() > RouteFileLimits.FILES) {
            problem(set.folder().toString(), 1, "the folder holds more than " + RouteFileLimits.FILES + " route files; remove files that do not belong here");
        }
        if (set.contents().values().stream().mapToInt(String::length).sum() > RouteFileLimits.BYTES_OF_ALL) {
            problem(set.folder().toString(), 1, "the route files together are longer than " + RouteFileLimits.BYTES_OF_ALL + " characters; remove files that do not belong here");
        }
    }

    private void read(String path, String text, List<RouteFile> files) {
        if (text.isBlank()) {
            problem(path, 1, "the file is empty; restore its routes, or delete it");
        } else if (text.length() > RouteFileLimits.BYTES || text.lines().limit(RouteFileLimits.LINES + 1L).count() > RouteFileLimits.LINES) {
            problem(path, 1, "the file is longer than " + RouteFileLimits.BYTES + " characters or " + RouteFileLimits.LINES + " lines; write several files");
        } else if (text.codePoints().anyMatch(c -> c == 0xFFFD || c < ' ' && !Character.isWhitespace(c))) {
            problem(path, 1, "this is not valid UTF-8; restore the file");
        } else if (!text.endsWith("\n")) {
            problem(path, (int) text.lines().count(), "the last line does not end with a line break; complete the file, or add the line break");
        } else {
            try {
                RouteFile file = RouteFile.parse(path, text);
                checkForm(file);
                files.add(file);
            } catch (RouteFileLimits.BeyondException e) {
                problem(path, e.line(), e.getMessage());
            } catch (MarkedYamlEngineException e) {
                int line = 1 + e.getProblemMark().map(mark -> mark.getLine()).orElse(0);
                problem(path, line, "this is not valid YAML: " + e.getProblem() + "; check the quotes, brackets and indentation of this line and the one before");
            } catch (YamlEngineException e) {
                problem(path, 1, "this is not valid YAML: " + e.getMessage());
            }
        }
    }

    /** A file may contain routes and error policies only: beans, for example, could run any code. */
    private void checkForm(RouteFile file) {
        if (!file.isList()) {
            problem(file.path(), 1, "this is not a list of routes; begin each with - route: or - routeConfiguration:");
        }
        file.parts().stream().filter(part -> !List.of("route", "routeConfiguration").contains(part.kind())).forEach(part ->
                problem(file.path(), part.line(), (part.kind().isEmpty() ? "this" : part.kind()) + " is not allowed here; write - route: or - routeConfiguration:"));
    }

    private void problem(String path, int line, String what) {
        problems.add(new Problem(path, line, what));
    }
}
