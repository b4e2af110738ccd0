package nhldata.conventions;

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
 * Which package may import which. A package imports from its own layer and from the layers below it, and there is no cycle of
 * packages. {@code sample} and {@code embedded} stand apart: one package each depends on them, to start them.
 */
class PackagesTest {

    private static final List<Set<String>> LAYERS = List.of(
            Set.of("cli"),
            Set.of("jmx", "web"),
            Set.of("app"),
            Set.of("monitoring", "doctor"),
            Set.of("reload"),
            Set.of("bindings", "camel"),
            Set.of("deadletter", "why", "retention"),
            Set.of("status", "load"),
            Set.of("storage", "api", "run"),
            Set.of("process"),
            Set.of("schedule", "boxscore", "store", "marts", "notify", "queue", "database"),
            Set.of("nhl", "pgcopy", "config", "ledger"),
            Set.of("time"));

    /** Packages without a layer: which may import them, and which they may import. */
    private static final Map<String, Apart> APART = Map.of(
            "sample", new Apart(Set.of("app"), Set.of()),
            "embedded", new Apart(Set.of("cli"), Set.of("process", "config")));

    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target/classes/nhldata"));

    private record Apart(Set<String> importedBy, Set<String> imports) {
    }

    @Test
    void everyPackageHasALayer() {
        Set<String> known = new TreeSet<>(APART.keySet());
        LAYERS.forEach(known::addAll);
        assertEquals(known, CLASSES.stream().map(PackagesTest::packageOf).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void importsRunDownwards() {
        Set<String> upwards = new TreeSet<>();
        int seen = 0;
        for (JavaClass origin : CLASSES) {
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith("nhldata") && !packageOf(target).equals(packageOf(origin))) {
                    seen++;
                    if (!mayImport(packageOf(origin), packageOf(target))) {
                        upwards.add(origin.getName() + " uses " + target.getName());
                    }
                }
            }
        }
        assertEquals(Set.of(), upwards);
        assertTrue(seen > 500, seen + " dependencies between packages seen");
    }

    @Test
    void noCycleOfPackages() {
        slices().matching("nhldata.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    private static boolean mayImport(String origin, String target) {
        if (APART.containsKey(origin)) {
            return APART.get(origin).imports().contains(target);
        }
        return APART.containsKey(target) ? APART.get(target).importedBy().contains(origin) : layer(origin) <= layer(target);
    }

    private static int layer(String name) {
        return IntStream.range(0, LAYERS.size()).filter(i -> LAYERS.get(i).contains(name)).findFirst().orElseThrow(() -> new AssertionError(name + " has no layer"));
    }

    /** The first part of the package's name after {@code nhldata}; empty for a class of {@code nhldata} itself. */
    private static String packageOf(JavaClass type) {
        return type.getPackageName().replaceFirst("^nhldata\\.?", "").replaceFirst("\\..*", "");
    }
}
