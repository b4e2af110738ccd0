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
 * What the file system knows of a folder's route files without reading them. Two that are equal and calm mean the same texts: the time of the last
 * change to a file's node (ctime) cannot be set by anybody, unlike the time that an editor or {@code cp -p} gives it.
 */
record DirectorySnapshot(Map<String, Map<String, Object>> files) {

    /** Longer than the steps in which file systems count time, so that a second edit in the same step is not missed. */
    private static final Duration CALM = Duration.ofSeconds(2);

    /** Empty where there is no ctime: the files must be read to know. */
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

    /** Has nothing been changed for so long that a further change shows? A clock that was set back makes it look changed, which is harmless. */
    boolean isCalm(Instant now) {
        Instant latest = now.minus(CALM);
        return files.values().stream().map(attributes -> ((FileTime) attributes.get("ctime")).toInstant()).allMatch(latest::isAfter);
    }
}
