package nhldata.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerTest {

    private final Owner owner = new Owner();
    private final String host = owner.name().split("/")[0];

    @Test
    void isNamedByHostProcessAndStart() {
        ProcessHandle self = ProcessHandle.current();
        assertEquals(name(host, self.pid(), start(self)), owner.name());
        assertEquals(owner.name(), new Owner().name());
    }

    @Test
    void thisProcessIsNeverGone() {
        assertFalse(owner.isGone(owner.name(), false));
        assertFalse(owner.isGone(owner.name(), true));
    }

    @Test
    void aLivingProcessOfThisHostIsNotGoneHoweverSilent() {
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        assertFalse(owner.isGone(name(host, parent.pid(), start(parent)), true));
    }

    @Test
    void aProcessThatWasGivenTheIdOfAnotherIsNotThatOther() {
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        assertTrue(owner.isGone(name(host, parent.pid(), start(parent) - 60), false));
        ProcessHandle self = ProcessHandle.current();
        assertTrue(owner.isGone(name(host, self.pid(), start(self) - 60), false));
    }

    @Test
    void aProcessThatEndedIsGoneAtOnce() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        long start = start(child.toHandle());
        child.waitFor();
        assertTrue(owner.isGone(name(host, child.pid(), start), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"another-host/1/2", "", "//", "no owner", "a/b/c/d"})
    void anotherHostsProcessIsGoneWhenItIsSilent(String other) {
        assertFalse(owner.isGone(other, false));
        assertTrue(owner.isGone(other, true));
    }

    @Test
    void aNameThatIsNoneIsJudgedByItsSilence() {
        assertFalse(owner.isGone(host + "/x/2", false));
        assertTrue(owner.isGone(host + "/99999999999999999999/2", true));
    }

    private static String name(String host, long pid, long start) {
        return host + "/" + pid + "/" + start;
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
    }
}
