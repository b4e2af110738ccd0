package nhldata.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nhldata.packaging.ProjectFiles.Setting;
import org.junit.jupiter.api.Test;

/** What the README and the pages under docs say of the settings, the commands and the files is so. */
class ReadmeTest {

    private static final String SETTINGS = ProjectFiles.read("docs/settings.md");
    private static final String PAGES = ProjectFiles.read("README.md") + ProjectFiles.read("docs/deploy.md") + ProjectFiles.read("docs/scale.md") + SETTINGS;

    /** variable, key, default or nothing, meaning */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z0-9_]+)` \\| `([a-z0-9.-]+)` \\|(?: `([^`]*)`)? \\| \\S.* \\|$");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`]+`");
    private static final Pattern COMMAND = Pattern.compile("\\bmake ([a-z][a-z0-9_-]+)");
    private static final Pattern TARGET = Pattern.compile("(?m)^([a-z][a-z0-9_-]+):");
    private static final Pattern FILE = Pattern.compile("`((?:routes|dbt|src)/[\\w./-]*|[\\w.]+\\.xml|\\.env\\.example)`");

    @Test
    void everySettingHasItsRowWithItsVariableAndItsDefault() {
        Map<String, Setting> rows = new LinkedHashMap<>();
        ROW.matcher(SETTINGS).results()
                .forEach(r -> rows.put(r.group(2), new Setting(r.group(1), r.group(3) == null ? "" : r.group(3))));
        assertEquals(lines(ProjectFiles.settings()), lines(rows));
    }

    @Test
    void everyCommandIsATargetOfTheMakefile() {
        String code = CODE.matcher(PAGES).results().map(MatchResult::group).collect(Collectors.joining("\n"));
        Set<String> commands = found(COMMAND, code);
        assertTrue(commands.contains("step1"), "no commands found");
        commands.removeAll(found(TARGET, ProjectFiles.read("Makefile")));
        assertEquals(Set.of(), commands);
    }

    @Test
    void everyFileThatIsNamedExists() {
        Set<String> files = found(FILE, PAGES);
        assertTrue(files.contains("routes/4-load.camel.yaml"), "no files found");
        files.removeIf(f -> f.startsWith("dbt/target/") || Files.exists(Path.of(f)));
        assertEquals(Set.of(), files);
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
