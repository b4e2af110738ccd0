package nhldata.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidNamespaceTest {

    @TempDir
    private Path folder;

    @Test
    void isTheSameForAllThatSeeTheSameProcesses() throws IOException {
        assertEquals(proc("a", "boot 1", "pid:[1]").id(), proc("b", "boot 1", "pid:[1]").id());
        assertNotEquals(proc("c", "boot 1", "pid:[2]").id(), proc("d", "boot 1", "pid:[1]").id());
        assertNotEquals(proc("e", "boot 2", "pid:[1]").id(), proc("f", "boot 1", "pid:[1]").id());
    }

    @Test
    void isNobodyElsesWhereLinuxDoesNotTell() throws IOException {
        Files.createDirectories(folder.resolve("self"));
        assertNotEquals(PidNamespace.of(folder).id(), PidNamespace.of(folder).id());
    }

    @Test
    void isTheHostWhereThereIsNoProc() {
        PidNamespace mac = PidNamespace.of(folder.resolve("none"));
        assertEquals(mac, PidNamespace.of(folder.resolve("none")));
        assertTrue(mac.start(ProcessHandle.current().pid()).matches("\\d+"));
        assertEquals("none", mac.start(Integer.MAX_VALUE));
    }

    @Test
    void readsTheStartInTicksSinceTheBoot() throws IOException {
        PidNamespace space = proc("g", "boot 1", "pid:[1]");
        String rest = " 1 1 1 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 1 2 3\n";
        stat("g", 7, "7 (java) S" + rest);
        stat("g", 8, "8 (a) b) Z (c) S" + rest);
        stat("g", 9, "9 (java) Z" + rest);
        assertEquals("987654", space.start(7));
        assertEquals("987654", space.start(8), "the name of a program may hold anything");
        assertEquals("none", space.start(9), "a zombie does nothing any more");
        assertEquals("none", space.start(10));
    }

    private PidNamespace proc(String name, String boot, String namespace) throws IOException {
        Path proc = folder.resolve(name);
        Files.createDirectories(proc.resolve("sys/kernel/random"));
        Files.createDirectories(proc.resolve("self/ns"));
        Files.writeString(proc.resolve("sys/kernel/random/boot_id"), boot + "\n");
        Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of(namespace));
        return PidNamespace.of(proc);
    }

    private void stat(String name, int pid, String content) throws IOException {
        Files.createDirectories(folder.resolve(name).resolve(String.valueOf(pid)));
        Files.writeString(folder.resolve(name).resolve(pid + "/stat"), content);
    }
}
