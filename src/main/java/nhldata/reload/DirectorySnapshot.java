package nhldata.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The attributes of a folder's route files, without their contents. Two snapshots that are equal and settled mean the same contents: unlike
 * the modification time, which an editor or {@code cp -p} may set, the change time of an inode (ctime) cannot be set.
 */
record DirectorySnapshot(Map<String, Map<String, Object>> files) {

    /** Longer than the timestamp granularity of file systems, so that a second edit within it is not missed. */
    private static final Duration SETTLE_TIME = Duration.ofSeconds(2);

    /** Empty if the file system has no ctime: then the files must be read. */
    static Optional<DirectorySnapshot> of(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Optional.empty();
        }
        Map<String, Map<String, Object>> files = new TreeMap<>();
        for (Path file : RouteSet.files(folder)) {
            files.put(file.getFileName().toString(), Files.readAttributes(file, "unix:ino,size,ctime"));
        }
        return Optional.of(new DirectorySnapshot(files));
    }

    /** Whether the last change was so long ago that a further change would be visible. False if the clock was set back, which is harmless. */
    boolean isSettled(Instant now) {
        Instant latest = now.minus(SETTLE_TIME);
        return files.values().stream().map(attributes -> ((FileTime) attributes.get("ctime")).toInstant()).allMatch(latest::isAfter);
    }
}
