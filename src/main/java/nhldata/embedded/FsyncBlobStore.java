package nhldata.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Writes objects durably and atomically. s3proxy writes to a temporary name next to the key, which LIST shows, and never flushes to disk: here an object is
 * written to a bucket that clients cannot address, flushed, and only then moved to its key.
 */
final class FsyncBlobStore extends ForwardingBlobStore {
    /** Not a valid bucket name, so clients cannot address it; on the same file system as the buckets, so that a rename is atomic. */
    static final String INCOMING = ".incoming";
    /** Temporary names of s3proxy while it copies objects or joins parts. */
    private static final Pattern BEING_WRITTEN =
            Pattern.compile(".*-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    /** Folders, and the names that s3proxy uses for multipart uploads. */
    private static final Pattern OF_S3PROXY = Pattern.compile(".*/|\\.(mpus-|s3proxy-).*");

    /** Number of locks that serialize conditional puts of the same key. */
    private static final int LOCKS = 64;

    private final Path root;
    private final FileETags etags;
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    private FsyncBlobStore(BlobStore files, Path root, FileETags etags) {
        super(files);
        this.root = root;
        this.etags = etags;
    }

    /** Deletes incomplete objects of an earlier server that crashed. */
    static BlobStore over(Path root) throws IOException {
        PostgresPrograms.delete(root.resolve(INCOMING));
        Files.createDirectory(root.resolve(INCOMING));
        FileETags etags = new FileETags();
        return new EtagBlobStore(new FsyncBlobStore(new FilesystemNio2BlobStore(root.toString()), root, etags), root, etags);
    }

    static boolean isBeingWritten(String key) {
        return BEING_WRITTEN.matcher(key).matches();
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        boolean onlyIfAbsent = "*".equals(request.ifNoneMatch());
        if (OF_S3PROXY.matcher(request.key()).matches() || request.ifNoneMatch() != null && !onlyIfAbsent) {
            return super.putBlob(request, payload);
        }
        rejectTemporaryName(request.key());
        headBucket(HeadBucketRequest.builder().bucket(request.bucket()).build());
        Path target = fileOf(request.bucket(), request.key());
        Path incoming = root.resolve(INCOMING).resolve(UUID.randomUUID().toString());
        try {
            PutObjectResponse stored = super.putBlob(
                    request.toBuilder().bucket(INCOMING).key(incoming.getFileName().toString()).ifNoneMatch(null).ifMatch(null).build(), payload);
            flush(incoming);
            synchronized (locks[Math.floorMod(target.hashCode(), LOCKS)]) {
                requireETag(request.ifMatch(), target);
                publish(incoming, target, onlyIfAbsent);
            }
            return stored;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deleteQuietly(incoming);
        }
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        rejectTemporaryName(request.destinationKey());
        CopyObjectResponse copied = super.copyBlob(request);
        flushStored(request.destinationBucket(), request.destinationKey());
        return copied;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(MultipartUpload upload,
            CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadResponse completed = super.completeMultipartUpload(upload, request);
        flushStored(upload.containerName(), upload.blobName());
        return completed;
    }

    private static void rejectTemporaryName(String key) {
        if (isBeingWritten(key)) {
            throw S3Exceptions.invalidArgument("This local S3 server reserves keys like " + key);
        }
    }

    private void requireETag(String expected, Path target) {
        if (expected != null) {
            String found = etags.of(target).orElseThrow(() -> S3Exceptions.noSuchKey(root.relativize(target).getName(0).toString(), root.relativize(target).toString(), "There is no such object"));
            if (!expected.equals("*") && !expected.replace("\"", "").equals(found)) {
                throw S3Exceptions.preconditionFailed(new IOException("the object has the ETag " + found));
            }
        }
    }

    /** Links instead of renaming if the key must not exist: a link fails if the object exists, a rename replaces it. */
    private void publish(Path incoming, Path target, boolean onlyIfAbsent) throws IOException {
        createFolders(target.getParent());
        if (Files.isDirectory(target)) {
            throw cannotCoexist(target);
        }
        try {
            if (onlyIfAbsent) {
                Files.createLink(target, incoming);
            } else {
                Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE);
            }
            flush(target.getParent());
        } catch (FileAlreadyExistsException e) {
            throw S3Exceptions.preconditionFailed(e);
        } catch (NoSuchFileException deleteOfTheLastObjectTookTheFolder) {
            if (!Files.exists(incoming)) {
                return;
            }
            publish(incoming, target, onlyIfAbsent);
        }
    }

    private S3Exception cannotCoexist(Path target) {
        return S3Exceptions.invalidRequest("This local S3 server stores objects as files: " + root.relativize(target)
                + " cannot be an object while there are keys below it");
    }

    /** A new folder is durable only when its parent is flushed. */
    private void createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            createFolders(folder.getParent());
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException anotherPutWasFaster) {
                if (!Files.isDirectory(folder)) {
                    throw cannotCoexist(folder);
                }
            }
            flush(folder.getParent());
        }
    }

    private Path fileOf(String bucket, String key) {
        Path folder = root.resolve(bucket);
        Path file = folder.resolve(key).normalize();
        if (!file.startsWith(folder) || file.equals(folder)) {
            throw S3Exceptions.invalidArgument("Not a valid key: " + key);
        }
        return file;
    }

    private void flushStored(String bucket, String key) {
        try {
            Path file = fileOf(bucket, key);
            flush(file);
            flush(file.getParent());
        } catch (NoSuchFileException deletedMeanwhile) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void flush(Path fileOrFolder) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void deleteQuietly(Path incoming) {
        try {
            Files.deleteIfExists(incoming);
        } catch (IOException cleanedAtTheNextStart) {
            return;
        }
    }
}
