package nhldata.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nhldata.cli.Main;
import nhldata.packaging.ProjectFiles.Setting;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** README, CONTRIBUTING and the pages under docs name settings, commands, files, links and transitions that exist. */
class ReadmeTest {

    private static final int LONGEST_README = 150;
    private static final Path README = Path.of("README.md");
    private static final Map<Path, String> PAGES = pages();
    private static final String TEXT = String.join("\n", PAGES.values());

    /** variable, key, default or nothing, meaning */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z0-9_]+)` \\| `([a-z0-9.-]+)` \\|(?: `([^`]*)`)? \\| \\S.* \\|$");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]+`");
    private static final Pattern TARGET = Pattern.compile("\\bmake ([a-z][a-z0-9_-]+)");
    private static final Pattern RULE = Pattern.compile("(?m)^([a-z][a-z0-9_-]+):");
    private static final Pattern COMMAND = Pattern.compile("(?<![\\w/.-]|install )nhldata ([a-z][^`\n|#)]*)");
    private static final Pattern FILE = Pattern.compile("`((?:routes|dbt|src|bin|deploy|bench)/[\\w./-]*\\w|[\\w.]+\\.xml|\\.env\\.example)`");
    /** What the recipe for a stage adds. */
    private static final Pattern OF_THE_RECIPE = Pattern.compile(".*[/-]export\\b.*");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))(?:#\\w+)?`");
    private static final Set<String> TESTS_OF_THE_RECIPE = Set.of("GameParquetTest", "ExportIT");
    /** A Deployment of the chart, not a file. */
    private static final Pattern DEPLOYMENT = Pattern.compile("deploy/nhldata-(job|web)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern STATES = Pattern.compile("(?s)```mermaid\nstateDiagram.*?```");
    private static final Pattern ARROW = Pattern.compile("(?m)^ +(\\w+|\\[\\*]) --> (\\w+)");

    @Test
    void theReadmeIsShort() {
        long lines = PAGES.get(README).lines().count();
        assertTrue(lines <= LONGEST_README, lines + " lines");
    }

    @Test
    void everySettingHasItsRowWithItsVariableAndItsDefault() {
        Map<String, Setting> rows = new LinkedHashMap<>();
        ROW.matcher(PAGES.get(Path.of("docs/settings.md"))).results()
                .forEach(r -> rows.put(r.group(2), new Setting(r.group(1), r.group(3) == null ? "" : r.group(3))));
        assertEquals(lines(ProjectFiles.settings()), lines(rows));
    }

    @Test
    void everyMakeTargetIsOneOfTheMakefile() {
        Set<String> targets = found(TARGET, code());
        assertTrue(targets.contains("step1"), "no targets found");
        targets.removeAll(found(RULE, ProjectFiles.read("Makefile")));
        assertEquals(Set.of(), targets);
    }

    /** Subcommands and options: nhldata dlq replay GAME, nhldata backfill --dry-run. */
    @Test
    void everyCommandAndItsOptionsExist() {
        CommandSpec program = new CommandLine(new Main()).getCommandSpec();
        Set<String> commands = new TreeSet<>();
        Set<String> unknown = new TreeSet<>();
        COMMAND.matcher(code()).results().map(r -> r.group(1)).forEach(command -> {
            CommandSpec spec = program;
            for (String word : command.split("[\\s=]+")) {
                CommandLine subcommand = spec.subcommands().get(word);
                if (subcommand != null) {
                    spec = subcommand.getCommandSpec();
                    commands.add(word);
                } else if (spec == program || word.startsWith("--") && !spec.optionsMap().containsKey(word) || !spec.subcommands().isEmpty() && word.matches("[a-z]+")) {
                    unknown.add(command);
                }
            }
        });
        assertTrue(commands.containsAll(Set.of("run", "backfill", "dlq", "replay", "accept")), commands.toString());
        assertEquals(Set.of(), unknown);
    }

    @Test
    void everyFileThatIsNamedExists() {
        Set<String> files = found(FILE, TEXT);
        assertTrue(files.contains("routes/4-load.camel.yaml"), "no files found");
        files.removeIf(f -> f.startsWith("dbt/target/") || OF_THE_RECIPE.matcher(f).matches() || DEPLOYMENT.matcher(f).matches() || Files.exists(Path.of(f)));
        assertEquals(Set.of(), files);
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> tests = found(TEST, TEXT);
        assertTrue(tests.contains("NotifyIT"), "no tests found");
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            sources.forEach(source -> tests.remove(source.getFileName().toString().replace(".java", "")));
        }
        tests.removeAll(TESTS_OF_THE_RECIPE);
        assertEquals(Set.of(), tests);
    }

    @Test
    void everyLinkLeadsToAFileAndItsHeading() {
        List<String> broken = new ArrayList<>();
        PAGES.forEach((page, text) -> LINK.matcher(text).results().map(r -> r.group(1)).filter(link -> !link.matches("https?:.*")).forEach(link -> {
            Path target = target(page, link);
            String anchor = link.contains("#") ? link.substring(link.indexOf('#') + 1) : "";
            if (!Files.exists(target) || !anchor.isEmpty() && !anchors(target).contains(anchor)) {
                broken.add(page + ": " + link);
            }
        }));
        assertEquals(List.of(), broken);
    }

    @Test
    void everyPageIsReachedFromTheReadme() {
        Set<Path> reached = new TreeSet<>(Set.of(README));
        Deque<Path> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            Path page = next.remove();
            LINK.matcher(PAGES.get(page)).results().map(r -> target(page, r.group(1)))
                    .filter(target -> PAGES.containsKey(target) && reached.add(target)).forEach(next::add);
        }
        assertEquals(new TreeSet<>(PAGES.keySet()), reached);
    }

    /** The page of all transitions is held to {@code etl.transition} by an integration test. */
    @Test
    void theSimplifiedLifeOfAGameHasOnlyTransitionsThatExist() {
        Set<String> all = arrows(Path.of("docs/states.md"));
        // there final is one of the states that a schedule gives
        all.add("listed final");
        Set<String> simplified = arrows(Path.of("docs/architecture.md"));
        assertTrue(simplified.contains("queued fetching"), simplified.toString());
        simplified.removeAll(all);
        assertEquals(Set.of(), simplified);
    }

    static Set<String> anchors(Path page) {
        return HEADING.matcher(PAGES.get(page)).results()
                .map(r -> r.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\s-]", "").strip().replace(' ', '-')).collect(Collectors.toSet());
    }

    private static Set<String> arrows(Path page) {
        String diagrams = STATES.matcher(PAGES.get(page)).results().map(MatchResult::group).collect(Collectors.joining("\n"));
        return ARROW.matcher(diagrams).results().map(r -> r.group(1) + " " + r.group(2)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Path target(Path page, String link) {
        String path = link.replaceFirst("#.*", "");
        return path.isEmpty() ? page : page.resolveSibling(path).normalize();
    }

    private static String code() {
        return CODE.matcher(TEXT).results().map(MatchResult::group).collect(Collectors.joining("\n"));
    }

    private static Map<Path, String> pages() {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(Stream.of(README, Path.of("CONTRIBUTING.md")), docs.filter(page -> page.toString().endsWith(".md")).sorted())
                    .collect(Collectors.toMap(page -> page, page -> ProjectFiles.read(page.toString()), (one, other) -> one, LinkedHashMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(r -> r.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String lines(Map<String, Setting> settings) {
        return settings.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue().variable() + " " + e.getValue().byDefault())
                .collect(Collectors.joining("\n"));
    }
}
