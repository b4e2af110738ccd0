package nhldata.packaging;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/** What is installed is what was looked at: exact versions, each with the hashes of its files. */
class DependenciesTest {

    private static final Pattern PINNED = Pattern.compile("([A-Za-z0-9._-]+)(\\[[a-z,]+])?==([^\\s;]+)( ;.*)?");
    private static final Pattern PRE_RELEASE = Pattern.compile(".*\\d(a|b|rc|\\.dev)\\d+");

    @ParameterizedTest
    @ValueSource(strings = {"dbt/requirements.txt", "dbt/requirements-dev.txt", "bench/requirements.txt"})
    void pythonPackagesArePinnedByVersionAndHashAndReleased(String file) {
        List<String> packages = Stream.of(ProjectFiles.read(file).replaceAll("(?m)^#.*\n", "").split("\n(?=\\S)")).toList();
        assertTrue(packages.size() > 10, packages::toString);
        assertAll(packages.stream().map(entry -> () -> {
            List<String> parts = List.of(entry.strip().split(" \\\\\n\\s*"));
            assertTrue(PINNED.matcher(parts.get(0)).matches(), entry);
            assertTrue(!PRE_RELEASE.matcher(parts.get(0)).matches(), parts.get(0) + " is a pre-release");
            assertTrue(parts.size() > 1 && parts.stream().skip(1).allMatch(hash -> hash.matches("--hash=sha256:[0-9a-f]{64}")), entry);
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Makefile", "Dockerfile", "deploy/nhldata.service"})
    void pipRefusesAFileWithAnotherHash(String file) {
        List<String> installations = ProjectFiles.read(file).lines().filter(line -> line.contains("pip install") && line.contains("-r ")).toList();
        assertTrue(!installations.isEmpty(), file);
        assertAll(installations.stream().map(line -> () -> assertTrue(line.contains("--require-hashes"), line)));
    }

    @Test
    void mavenRefusesALibraryWhoseChecksumIsWrong() {
        assertEquals("--strict-checksums", ProjectFiles.read(".mvn/maven.config").strip());
    }

    @Test
    void mavenLibrariesHaveExactVersions() {
        List<String> versions = Pattern.compile("<version>([^<]+)</version>|<[\\w.-]+\\.version>([^<]+)<").matcher(ProjectFiles.read("pom.xml"))
                .results().map(found -> found.group(1) != null ? found.group(1) : found.group(2)).toList();
        assertTrue(versions.size() > 20, versions::toString);
        assertAll(versions.stream().map(version -> () -> assertTrue(
                !version.matches("[\\[(].*|LATEST|RELEASE|.*-SNAPSHOT|.*-(alpha|beta|M|RC)[\\d.-]*"), version)));
    }
}
