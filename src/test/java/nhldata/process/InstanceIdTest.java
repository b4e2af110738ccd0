package nhldata.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nhldata.testing.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceIdTest {

    private final InstanceId owner = new InstanceId();
    private final PidNamespace namespace = PidNamespace.own();
    private final String host = owner.name().split("/")[0];
    private final long self = ProcessHandle.current().pid();
    private final long parent = ProcessHandle.current().parent().orElseThrow().pid();

    @Test
    void isNamedByHostSpaceProcessStartAndPipeline() {
        assertEquals(name(self, namespace.start(self)), owner.name().replaceFirst("/\\d+$", "/1"));
        assertNotEquals(owner.name(), new InstanceId().name(), "pipelines of one process load each for itself");
    }

    @Test
    void anotherPipelineOfThisProcessLivesAsLongAsTheProcess() {
        assertFalse(owner.isTerminated(new InstanceId().name(), false));
    }

    @Test
    void thisProcessIsNeverGone() {
        assertFalse(owner.isTerminated(owner.name(), false));
        assertFalse(owner.isTerminated(owner.name(), true));
    }

    @Test
    void aLivingProcessOfThisMachineIsGoneOnlyWhenItIsSilent() {
        assertFalse(owner.isTerminated(name(parent, namespace.start(parent)), false));
        assertTrue(owner.isTerminated(name(parent, namespace.start(parent)), true), "it hangs, or was stopped");
    }

    /** A23: PostgreSQL was away for three minutes, and this process is the first one that is back. */
    @Test
    void whoIsSilentIsGoneOnlyAtASecondLook() {
        TestClock clock = new TestClock(Instant.EPOCH);
        InstanceId looking = new InstanceId(clock);
        String elsewhere = "another-host/12345678/1/2/1";
        assertFalse(looking.isTerminated(elsewhere, true, "10:00:00"));
        clock.addSeconds(14);
        assertFalse(looking.isTerminated(elsewhere, true, "10:00:00"));
        clock.addSeconds(1);
        assertTrue(looking.isTerminated(elsewhere, true, "10:00:00"));
        assertFalse(looking.isTerminated(elsewhere, true, "10:00:05"), "it lives");
        assertFalse(looking.isTerminated(elsewhere, false, "10:03:00"), "and is silent no more");
        clock.addSeconds(600);
        assertFalse(looking.isTerminated(elsewhere, true, "10:03:00"), "a look of long ago says nothing");
        assertTrue(looking.isTerminated(name(parent, "1" + namespace.start(parent)), false, "10:00:00"), "a process that is dead here is gone at once");
    }

    @Test
    void theSecondLookIsWaitedForOnlyWhenSomebodyIsInDoubt() {
        String elsewhere = "another-host/12345678/1/2/1";
        assertEquals(0, owner.millisUntilSecondCheck(List.of()));
        assertEquals(0, owner.millisUntilSecondCheck(List.of(Map.of("owner", elsewhere, "heartbeat_expired", false, "heartbeat", "10:00:00"),
                Map.of("owner", owner.name(), "heartbeat_expired", true, "heartbeat", "10:00:00"),
                Map.of("owner", name(parent, "1" + namespace.start(parent)), "heartbeat_expired", true, "heartbeat", "10:00:00"))));
        assertEquals(15_000, owner.millisUntilSecondCheck(List.of(Map.of("owner", elsewhere, "heartbeat_expired", true, "heartbeat", "10:00:00"))));
        assertEquals(0, owner.millisUntilSecondCheck(List.of(Map.of("owner", elsewhere, "heartbeat_expired", true, "heartbeat", "10:00:00", "unclaimed", true))),
                "nobody does a run that is due");
    }

    @Test
    void aProcessThatWasGivenTheIdOfAnotherIsNotThatOther() {
        assertTrue(owner.isTerminated(name(parent, "1" + namespace.start(parent)), false));
        assertTrue(owner.isTerminated(name(self, "1" + namespace.start(self)), false));
    }

    @Test
    void aProcessThatEndedIsGoneAtOnce() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        String name = name(child.pid(), namespace.start(child.pid()));
        child.waitFor();
        assertTrue(owner.isTerminated(name, false));
    }

    @Test
    void aHostThatWasRenamedIsStillTheSameMachine() {
        String renamed = owner.name().replaceFirst(host, "renamed");
        assertFalse(owner.isTerminated(renamed, false));
    }

    @Test
    void aContainerWithTheSameHostNameAndOtherProcessesIsJudgedByItsSilence() {
        String elsewhere = host + "/00000000/" + self + "/1/1";
        assertFalse(owner.isTerminated(elsewhere, false));
        assertTrue(owner.isTerminated(elsewhere, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"another-host/12345678/1/2/1", "", "//", "no owner", "a/b/c/d/e/f", "another-host/1/2"})
    void anotherMachinesProcessIsGoneWhenItIsSilent(String other) {
        assertFalse(owner.isTerminated(other, false));
        assertTrue(owner.isTerminated(other, true));
    }

    @Test
    void aNameThatIsNoneIsJudgedByItsSilence() {
        assertFalse(owner.isTerminated(host + "/" + namespace.id() + "/x/2/1", false));
        assertFalse(owner.isTerminated(host + "/" + namespace.id() + "/99999999999999999999/2/1", false));
    }

    private String name(long pid, String start) {
        return host + "/" + namespace.id() + "/" + pid + "/" + start + "/1";
    }
}
