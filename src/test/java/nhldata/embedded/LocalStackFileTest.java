package nhldata.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import nhldata.process.InstanceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackFileTest {

    @TempDir
    private Path data;

    @Test
    void saysWhichApiTheRunningStackAsks() {
        new LocalStackFile(data).write("http://localhost:8080/nhl?=#!");
        assertEquals(Optional.of("http://localhost:8080/nhl?=#!"), new LocalStackFile(data).apiUrl());
        new LocalStackFile(data).write("sample");
        assertEquals(Optional.of("sample"), new LocalStackFile(data).apiUrl());
    }

    @Test
    void saysNothingOnceItIsRemoved() {
        LocalStackFile file = new LocalStackFile(data);
        file.write("sample");
        file.remove();
        file.remove();
        assertEquals(Optional.empty(), file.apiUrl());
    }

    @Test
    void saysNothingOfAProcessThatIsGone() throws IOException {
        String[] self = new InstanceId().name().split("/");
        written("owner=" + self[0] + "/" + self[1] + "/1\nnhl.api.url=sample\n");
        assertEquals(Optional.empty(), new LocalStackFile(data).apiUrl());
    }

    @Test
    void saysNothingOfAnotherHost() throws IOException {
        written("owner=another-host/1/2\nnhl.api.url=sample\n");
        assertEquals(Optional.empty(), new LocalStackFile(data).apiUrl());
    }

    @Test
    void saysNothingWhenItIsDamaged() throws IOException {
        for (String damaged : new String[] {"", "nhl.api.url=sample\n", "owner=\nnhl.api.url=sample\n", "owner=" + new InstanceId().name() + "\n"}) {
            written(damaged);
            assertEquals(Optional.empty(), new LocalStackFile(data).apiUrl(), damaged);
        }
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        LocalStackFile file = new LocalStackFile(data.resolve("none"));
        assertEquals(Optional.empty(), file.apiUrl());
        assertTrue(assertThrows(UncheckedIOException.class, () -> file.write("sample")).getMessage().contains("none"));
    }

    private void written(String content) throws IOException {
        Files.writeString(data.resolve(".running-stack.properties"), content);
    }
}
