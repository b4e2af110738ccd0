package nhldata.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Allows one embedded server at a time per data directory. The operating system releases the lock when the process ends, even by a crash. */
final class DirectoryLock implements AutoCloseable {
    /** Closing any channel on a file releases all locks of the process on it, so a second attempt in this JVM must not even open it. */
    private static final Set<Path> HELD_BY_THIS_JVM = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Creates the directory if it is missing. */
    static DirectoryLock take(Path directory, String whatItHolds) {
        Path file;
        try {
            Files.createDirectories(directory);
            file = directory.toRealPath().resolve(".lock");
        } catch (IOException e) {
            throw unusable(directory, whatItHolds, e);
        }
        if (!HELD_BY_THIS_JVM.add(file)) {
            throw inUse(directory, whatItHolds, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new DirectoryLock(file, lock(file, directory, whatItHolds));
        } catch (IOException e) {
            HELD_BY_THIS_JVM.remove(file);
            throw unusable(directory, whatItHolds, e);
        } catch (EmbeddedServerException e) {
            HELD_BY_THIS_JVM.remove(file);
            throw e;
        }
    }

    private static FileChannel lock(Path file, Path directory, String whatItHolds) throws IOException {
        FileChannel channel = FileChannel.open(file, CREATE, WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(directory, whatItHolds, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static EmbeddedServerException inUse(Path directory, String whatItHolds, String pid) {
        return new EmbeddedServerException("The " + whatItHolds + " in " + directory + " is in use by another run (process " + pid
                + "). Stop that one first, or use another folder and other ports: DATA_DIR=… PGPORT=5433 S3_PORT=9001 make step1");
    }

    private static EmbeddedServerException unusable(Path directory, String whatItHolds, IOException e) {
        return new EmbeddedServerException("Cannot keep the " + whatItHolds + " in " + directory + " (" + e
                + "). It must be a folder that this user can write to. To use another one: DATA_DIR=/some/folder make step1", e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EmbeddedServerException("Cannot release " + file, e);
        } finally {
            HELD_BY_THIS_JVM.remove(file);
        }
    }
}
