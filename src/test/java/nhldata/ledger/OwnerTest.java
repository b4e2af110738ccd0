package nhldata.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerTest {

    private final Owner owner = new Owner();
    private final ProcessSpace space = ProcessSpace.own();
    private final String host = owner.name().split("/")[0];
    private final long self = ProcessHandle.current().pid();
    private final long parent = ProcessHandle.current().parent().orElseThrow().pid();

    @Test
    void isNamedByHostSpaceProcessStartAndPipeline() {
        assertEquals(name(self, space.start(self)), owner.name().replaceFirst("/\\d+$", "/1"));
        assertNotEquals(owner.name(), new Owner().name(), "pipelines of one process load each for itself");
    }

    @Test
    void anotherPipelineOfThisProcessLivesAsLongAsTheProcess() {
        assertFalse(owner.isGone(new Owner().name(), false));
    }

    @Test
    void thisProcessIsNeverGone() {
        assertFalse(owner.isGone(owner.name(), false));
        assertFalse(owner.isGone(owner.name(), true));
    }

    @Test
    void aLivingProcessOfThisMachineIsGoneOnlyWhenItIsSilent() {
        assertFalse(owner.isGone(name(parent, space.start(parent)), false));
        assertTrue(owner.isGone(name(parent, space.start(parent)), true), "it hangs, or was stopped");
    }

    @Test
    void aProcessThatWasGivenTheIdOfAnotherIsNotThatOther() {
        assertTrue(owner.isGone(name(parent, "1" + space.start(parent)), false));
        assertTrue(owner.isGone(name(self, "1" + space.start(self)), false));
    }

    @Test
    void aProcessThatEndedIsGoneAtOnce() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        String name = name(child.pid(), space.start(child.pid()));
        child.waitFor();
        assertTrue(owner.isGone(name, false));
    }

    @Test
    void aHostThatWasRenamedIsStillTheSameMachine() {
        String renamed = owner.name().replaceFirst(host, "renamed");
        assertFalse(owner.isGone(renamed, false));
    }

    @Test
    void aContainerWithTheSameHostNameAndOtherProcessesIsJudgedByItsSilence() {
        String elsewhere = host + "/00000000/" + self + "/1/1";
        assertFalse(owner.isGone(elsewhere, false));
        assertTrue(owner.isGone(elsewhere, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"another-host/12345678/1/2/1", "", "//", "no owner", "a/b/c/d/e/f", "another-host/1/2"})
    void anotherMachinesProcessIsGoneWhenItIsSilent(String other) {
        assertFalse(owner.isGone(other, false));
        assertTrue(owner.isGone(other, true));
    }

    @Test
    void aNameThatIsNoneIsJudgedByItsSilence() {
        assertFalse(owner.isGone(host + "/" + space.id() + "/x/2/1", false));
        assertFalse(owner.isGone(host + "/" + space.id() + "/99999999999999999999/2/1", false));
    }

    private String name(long pid, String start) {
        return host + "/" + space.id() + "/" + pid + "/" + start + "/1";
    }
}
