package nhldata.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySnapshotTest {

    private static final String NAME = "4-load.camel.yaml";

    @TempDir
    private Path folder;

    @BeforeEach
    void aRouteFile() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("unix"), "no ctime here: the files are read at each look");
        Files.writeString(folder.resolve(NAME), "- route: one\n");
    }

    private DirectorySnapshot stamp() throws IOException {
        return DirectorySnapshot.of(folder).orElseThrow();
    }

    @Test
    void isTheSameAsLongAsNothingIsTouched() throws IOException {
        DirectorySnapshot before = stamp();
        Files.writeString(folder.resolve(".4-load.camel.yaml.swp"), "an editor's own");
        assertEquals(before, stamp());
    }

    @Test
    void anEditThatKeepsSizeAndDateOfTheFileShows() throws IOException {
        DirectorySnapshot before = stamp();
        FileTime date = Files.getLastModifiedTime(folder.resolve(NAME));
        // the file system counts time in steps, which is why a stamp is only believed when it is calm
        Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            Files.writeString(folder.resolve(NAME), "- route: two\n");
            Files.setLastModifiedTime(folder.resolve(NAME), date);
            return !before.equals(stamp());
        });
        assertEquals(date, Files.getLastModifiedTime(folder.resolve(NAME)));
    }

    @Test
    void aFileThatCameWentOrWasReplacedShows() throws IOException {
        DirectorySnapshot one = stamp();
        Files.writeString(folder.resolve("5-marts.camel.yaml"), "- route: three\n");
        DirectorySnapshot two = stamp();
        Files.delete(folder.resolve(NAME));
        DirectorySnapshot three = stamp();
        Path edited = Files.writeString(folder.resolve("edited"), "- route: four\n");
        Files.move(edited, folder.resolve("5-marts.camel.yaml"), StandardCopyOption.REPLACE_EXISTING);
        assertNotEquals(one, two);
        assertNotEquals(two, three);
        assertNotEquals(three, stamp());
    }

    @Test
    void isOnlyCalmWhenTheLastChangeIsLongerAgoThanAFileSystemCounts() throws IOException {
        assertFalse(stamp().isSettled(Instant.now()));
        assertTrue(stamp().isSettled(Instant.now().plusSeconds(60)));
        assertFalse(stamp().isSettled(Instant.now().minusSeconds(3600)), "a clock that was set back");
    }
}
