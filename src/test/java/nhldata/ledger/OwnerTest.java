package nhldata.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerTest {

    private final Owner owner = new Owner();
    private final String host = owner.name().split("/")[0];

    /** In another process: tells its name, and ends when its input does. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(new Owner().name());
        System.in.read();
    }

    @Test
    void isNamedByHostProcessStartAndPipeline() {
        String[] parts = owner.name().split("/");
        assertEquals(4, parts.length, owner.name());
        assertEquals(String.valueOf(ProcessHandle.current().pid()), parts[1]);
    }

    @Test
    void twoPipelinesOfOneProcessAreTwoOwnersAndBothLive() {
        Owner other = new Owner();
        assertNotEquals(owner.name(), other.name());
        assertFalse(owner.isGone(other.name(), true));
        assertFalse(other.isGone(owner.name(), true));
    }

    @Test
    void itIsNeverGoneItself() {
        assertFalse(owner.isGone(owner.name(), true));
    }

    @Test
    void anotherProcessOfThisHostIsNotGoneHoweverSilentUntilItEnds() throws Exception {
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), OwnerTest.class.getName()).start();
        String name;
        try (BufferedReader output = new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            name = output.readLine();
            assertFalse(owner.isGone(name, true), name);
        } finally {
            other.toHandle().destroyForcibly();
        }
        other.waitFor();
        assertTrue(owner.isGone(name, false), name);
    }

    @Test
    void aProcessThatWasGivenTheIdOfAnotherIsNotThatOther() {
        assertTrue(owner.isGone(host + "/" + ProcessHandle.current().pid() + "/12345/1", false));
    }

    /** The time of day of its start would change when the clock is put right, and a living owner would seem to have died. */
    @Test
    void theStartIsCountedByTheKernelAndNotByTheClock() throws Exception {
        Path stat = Path.of("/proc/self/stat");
        Assumptions.assumeTrue(Files.exists(stat), "skipped: there is no /proc on this system");
        String ticks = Files.readString(stat).replaceFirst(".*\\) ", "").split(" ")[19];
        assertTrue(owner.name().split("/")[2].endsWith("-" + ticks), owner.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"another-host/1/2", "another-host/1/2/3", "", "//", "no owner", "a/b/c/d"})
    void anotherHostsProcessIsGoneWhenItIsSilent(String other) {
        assertFalse(owner.isGone(other, false));
        assertTrue(owner.isGone(other, true));
    }

    @Test
    void aNameThatIsNoneIsJudgedByItsSilence() {
        assertFalse(owner.isGone(host + "/x/2", false));
        assertTrue(owner.isGone(host + "/99999999999999999999/2", true));
    }
}
