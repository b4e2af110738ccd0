package nhldata.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code make faults}: the faults of which each stands for many, on real processes and servers. */
@Tag("slow")
class FewFaultsIT {

    private static final List<String> FEW = List.of(
            "process: kill -9 after the commit",
            "process: asleep for longer than its lease after the loader's claim, while another run takes over",
            "PostgreSQL: killed (-9 of its postmaster) before the lines of the staging COPY",
            "PostgreSQL: the network loses the answer to the queueing of the games",
            "S3: refuses connections from the first CSV on, for 3 s");

    @TempDir
    private static Path folder;
    private static FaultHarness harness;

    @BeforeAll
    static void openTheLab() throws Exception {
        harness = FaultHarness.open(folder);
    }

    @AfterAll
    static void closeTheLab() {
        harness.close();
    }

    @TestFactory
    Stream<DynamicTest> nothingIsLostOrDoubled() {
        List<InjectedFault> few = Campaign.all().filter(fault -> FEW.contains(fault.where() + ": " + fault.what())).toList();
        assertEquals(FEW.size(), few.size(), "the names of the faults have changed");
        OutcomeVerifier verifier = new OutcomeVerifier(harness);
        return few.stream().map(fault -> DynamicTest.dynamicTest(fault.where() + ": " + fault.what(), () -> {
            Outcome outcome = verifier.verify(fault);
            assertAll(
                    () -> assertEquals(0, outcome.difference().lost(), "rows lost"),
                    () -> assertEquals(0, outcome.difference().doubled(), "rows doubled"),
                    () -> assertEquals(List.of(), outcome.complaints()),
                    () -> assertTrue(outcome.runs() <= 1, "one more run must do"));
        }));
    }
}
