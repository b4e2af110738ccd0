package nhldata.publish;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The CSVs of the bucket, each put only over the version that its writer knows. So a process that slept between looking
 * whether a game is still its own and the put cannot replace what its successor has put meanwhile. (Camel's aws2-s3 has no
 * conditional put.)
 *
 * <p>A version is {@code <ETag> <size>}, as in {@code etl.game.version}; empty: there is no such object.
 */
public final class CsvObjects {

    private static final Logger LOG = LoggerFactory.getLogger(CsvObjects.class);
    private static final int NOT_IMPLEMENTED = 501;
    /** The games of a date come one right after the other. */
    private static final long LIST_NANOS = Duration.ofSeconds(10).toNanos();

    private final S3Client s3;
    private final String bucket;
    private final Map<String, Folder> folders = new ConcurrentHashMap<>();
    private volatile boolean unconditional;

    private record Folder(Map<String, String> versions, long listed) {
        boolean isOld() {
            return System.nanoTime() - listed > LIST_NANOS;
        }
    }

    public CsvObjects(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** What the bucket has under the key now. */
    public String version(String key) {
        try {
            var head = s3.headObject(b -> b.bucket(bucket).key(key));
            return version(head.eTag(), head.contentLength());
        } catch (NoSuchKeyException e) {
            return "";
        }
    }

    /**
     * What the bucket had under the key when its folder was listed, at most ten seconds ago. So the games of a date that are derived again
     * cost one request in place of one each. What somebody else does within these seconds is not missed: a put over a version that has gone
     * is refused, and a loader does not find what was deleted.
     */
    public String listed(String key) {
        String name = folder(key);
        Folder folder = folders.get(name);
        if (folder == null || folder.isOld()) {
            folders.values().removeIf(Folder::isOld);
            folder = folders.computeIfAbsent(name, missing -> new Folder(new ConcurrentHashMap<>(versions(missing)), System.nanoTime()));
        }
        return folder.versions.getOrDefault(key, "");
    }

    /** Everything under a prefix, in the order of the keys: key to version. */
    public Map<String, String> versions(String prefix) {
        Map<String, String> versions = new LinkedHashMap<>();
        for (S3Object object : s3.listObjectsV2Paginator(b -> b.bucket(bucket).prefix(prefix)).contents()) {
            versions.put(object.key(), version(object.eTag(), object.size()));
        }
        return versions;
    }

    /**
     * Puts a CSV in the place of a version.
     *
     * @param known version that is replaced; null or empty when there must be none
     * @return the new version
     * @throws S3Exception with status 412, or 404, when the bucket has another version. On an S3 that does not implement
     *         conditions (501) the CSV is put without one; one that ignores them tells nobody, but see {@code doctor}
     */
    public String put(String key, byte[] csv, String known) {
        PutObjectRequest request = PutObjectRequest.builder().bucket(bucket).key(key).contentType("text/csv; charset=utf-8").build();
        if (!unconditional) {
            try {
                return put(csv, known == null || known.isEmpty() ? request.toBuilder().ifNoneMatch("*").build()
                        : request.toBuilder().ifMatch("\"" + known.substring(0, known.indexOf(' ')) + "\"").build());
            } catch (S3Exception e) {
                if (e.statusCode() != NOT_IMPLEMENTED) {
                    throw e;
                }
                LOG.warn("this S3 knows no conditional puts: a process that sleeps past its takeover could put an old CSV over a newer one");
                unconditional = true;
            }
        }
        return put(csv, request);
    }

    private String put(byte[] csv, PutObjectRequest request) {
        String version = version(s3.putObject(request, RequestBody.fromBytes(csv)).eTag(), csv.length);
        // waits for a list that is being made, which may have missed it
        folders.computeIfPresent(folder(request.key()), (name, folder) -> {
            folder.versions.put(request.key(), version);
            return folder;
        });
        return version;
    }

    private static String folder(String key) {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    private static String version(String etag, long size) {
        return etag.replace("\"", "") + " " + size;
    }
}
