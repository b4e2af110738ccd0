package nhldata.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An alert or a notification leads to a section of the runbook that says what it means, what to check and which command to run. */
class RunbookTest {

    private static final Path PAGE = Path.of("docs/runbook.md");
    private static final String RUNBOOK = ProjectFiles.read(PAGE.toString());
    private static final Set<String> KINDS = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|").matcher(RUNBOOK).results()
            .map(r -> r.group(1)).collect(Collectors.toCollection(TreeSet::new));

    /** That these are the kinds of etl.action_required, ActionRequiredIT says. */
    @Test
    void everyKindHasASectionByItsName() {
        assertTrue(KINDS.contains("dead_letter"), KINDS.toString());
        assertEquals(Set.of(), without(ReadmeTest.anchors(PAGE), KINDS));
    }

    @Test
    void everyAlertLeadsToItsSection() {
        Set<String> anchors = ReadmeTest.anchors(PAGE);
        for (Map<String, Object> rule : rules()) {
            String alert = rule.get("alert").toString();
            String url = Yaml.at(rule, "annotations", "runbook_url").toString();
            assertTrue(anchors.contains(alert.toLowerCase(Locale.ROOT)), alert + " has no section");
            if (rule.get("expr").toString().contains("kind")) {
                assertEquals(PAGE + "#{{ $labels.kind }}", url);
            } else {
                assertEquals(PAGE + "#" + alert.toLowerCase(Locale.ROOT), url);
            }
        }
    }

    @Test
    void everySectionSaysWhatItMeansWhatToCheckAndWhatToRun() {
        List<MatchResult> sections = Pattern.compile("(?ms)^### (\\w+)\n(.*?)(?=^##)").matcher(RUNBOOK).results().toList();
        assertEquals(KINDS.size() + rules().size(), sections.size());
        sections.forEach(section -> assertTrue(Pattern.compile("(?s)\n- \\*\\*Meaning\\*\\*: .*\n- \\*\\*Check\\*\\*: .*\n- \\*\\*Command\\*\\*: ").matcher(section.group(2)).find(), section.group(1)));
    }

    private static List<Map<String, Object>> rules() {
        return Yaml.listAt(Yaml.read(ProjectFiles.read("deploy/prometheus/nhldata-alerts.yml")), "groups", 0, "rules").stream().map(Yaml::map).toList();
    }

    private static Set<String> without(Set<String> there, Set<String> named) {
        Set<String> missing = new TreeSet<>(named);
        missing.removeAll(there);
        return missing;
    }
}
