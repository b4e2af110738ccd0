package nhldata.faults.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code make explore}: histories that once broke an invariant, and the seeds of some others. */
@Tag("slow")
class ExploreIT {

    @TempDir
    private static Path folder;
    private static Ground ground;

    @BeforeAll
    static void openTheGround() throws Exception {
        ground = Ground.open(folder);
    }

    @AfterAll
    static void closeTheGround() {
        ground.close();
    }

    @TestFactory
    Stream<DynamicTest> whatFailedOnceIsWell() {
        return Known.ALL.entrySet().stream().map(known -> DynamicTest.dynamicTest(known.getKey(), () -> assertEquals(List.of(), ground.play(known.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> theseSeedsAreWell() throws IOException {
        return seeds().map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> assertEquals(List.of(), ground.play(Histories.of(seed).history()))));
    }

    /** The mutant of a view, which only PostgreSQL can tell whether it fits. */
    @Test
    void theMutantOfAViewFits() throws Exception {
        Mutant.A11.alter(ground.servers.newWorld("mutant"));
    }

    @Test
    void theSameSeedIsTheSameHistory() {
        assertEquals(Histories.of(7).history(), Histories.of(7).history());
    }

    private static Stream<Long> seeds() throws IOException {
        try (InputStream in = ExploreIT.class.getResourceAsStream("seeds.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> line.matches("\\d+.*"))
                    .map(line -> Long.valueOf(line.replaceFirst("\\D.*", ""))).toList().stream();
        }
    }
}
