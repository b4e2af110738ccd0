package nhldata;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Which package may import which. A package imports from its own floor and from the floors below it, and no two packages import
 * each other by any detour. {@code sample} and {@code embedded} stand beside the tower: the product does not depend on them.
 */
class PackagesTest {

    private static final List<Set<String>> TOWER = List.of(
            Set.of("cli"),
            Set.of("jmx", "web"),
            Set.of("app"),
            Set.of("monitoring", "doctor"),
            Set.of("reload"),
            Set.of("bindings", "camel"),
            Set.of("deadletter"),
            Set.of("status", "load"),
            Set.of("storage", "api", "run"),
            Set.of("process"),
            Set.of("schedule", "boxscore", "store", "marts", "notify", "queue", "database"),
            Set.of("nhl", "pgcopy", "config", "ledger"),
            Set.of("time"));

    /** What stands beside the tower, with the packages that may import it and those that it may import. */
    private static final Map<String, Beside> BESIDE = Map.of(
            "sample", new Beside(Set.of("app"), Set.of()),
            "embedded", new Beside(Set.of("cli"), Set.of("process", "config")));

    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target/classes/nhldata"));

    private record Beside(Set<String> importedBy, Set<String> imports) {
    }

    @Test
    void everyPackageHasItsFloor() {
        Set<String> known = new TreeSet<>(BESIDE.keySet());
        TOWER.forEach(known::addAll);
        assertEquals(known, CLASSES.stream().map(PackagesTest::room).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void importsRunDownwards() {
        Set<String> upwards = new TreeSet<>();
        int seen = 0;
        for (JavaClass origin : CLASSES) {
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith("nhldata") && !room(target).equals(room(origin))) {
                    seen++;
                    if (!mayImport(room(origin), room(target))) {
                        upwards.add(origin.getName() + " uses " + target.getName());
                    }
                }
            }
        }
        assertEquals(Set.of(), upwards);
        assertTrue(seen > 500, seen + " dependencies between packages seen");
    }

    @Test
    void noPackagesImportEachOther() {
        slices().matching("nhldata.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    private static boolean mayImport(String origin, String target) {
        if (BESIDE.containsKey(origin)) {
            return BESIDE.get(origin).imports().contains(target);
        }
        return BESIDE.containsKey(target) ? BESIDE.get(target).importedBy().contains(origin) : floor(origin) <= floor(target);
    }

    private static int floor(String room) {
        return IntStream.range(0, TOWER.size()).filter(i -> TOWER.get(i).contains(room)).findFirst().orElseThrow(() -> new AssertionError(room + " has no floor"));
    }

    /** The part of the package's name after {@code nhldata}; empty at the top, where no class lies. */
    private static String room(JavaClass type) {
        return type.getPackageName().replaceFirst("^nhldata\\.?", "").replaceFirst("\\..*", "");
    }
}
