package nhldata.storage;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The CSVs of the bucket, each put only over the version that its writer knows (a conditional put, which Camel's aws2-s3 does not have).
 * So a process that was suspended between checking its claim on a game and the put cannot replace the CSV of the process that
 * took the game over.
 *
 * <p>A version is {@code <ETag> <size>}, as in {@code etl.game.version}; empty if there is no object.
 */
public final class CsvObjects {

    private static final Logger LOG = LoggerFactory.getLogger(CsvObjects.class);
    private static final int NOT_IMPLEMENTED = 501;
    private static final int FORBIDDEN = 403;

    private final S3Client s3;
    private final String bucket;
    private volatile boolean unconditional;

    public CsvObjects(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** The current version of an object. */
    public String version(String key) {
        try {
            var head = s3.headObject(b -> b.bucket(bucket).key(key));
            return version(head.eTag(), head.contentLength());
        } catch (NoSuchKeyException e) {
            return "";
        } catch (S3Exception e) {
            if (e.statusCode() == FORBIDDEN) {
                // the response for a missing object if the access key lacks s3:ListBucket; if the object exists, a put over "none" is rejected
                return "";
            }
            throw e;
        }
    }

    /** All objects under a prefix: key to version. */
    public Map<String, String> versions(String prefix) {
        return versions(s3.listObjectsV2Paginator(b -> b.bucket(bucket).prefix(prefix)).contents().stream());
    }

    /** As {@link #versions(String)}, newest first. */
    public Map<String, String> newestFirst(String prefix) {
        return versions(s3.listObjectsV2Paginator(b -> b.bucket(bucket).prefix(prefix)).contents().stream()
                .sorted(Comparator.comparing(S3Object::lastModified).thenComparing(S3Object::key).reversed()));
    }

    /** All objects under a prefix: key to time of the put. */
    public Map<String, Instant> putAt(String prefix) {
        Map<String, Instant> times = new LinkedHashMap<>();
        s3.listObjectsV2Paginator(b -> b.bucket(bucket).prefix(prefix)).contents().forEach(object -> times.put(object.key(), object.lastModified()));
        return times;
    }

    private static Map<String, String> versions(Stream<S3Object> objects) {
        Map<String, String> versions = new LinkedHashMap<>();
        objects.forEach(object -> versions.put(object.key(), version(object.eTag(), object.size())));
        return versions;
    }

    public String put(String key, byte[] csv, String known) {
        return put(key, csv, known, Map.of());
    }

    /**
     * Puts a CSV if the object has the given version.
     *
     * @param known version to replace; null or empty if there must be no object
     * @param metadata see {@link CsvOrigin}
     * @return the new version
     * @throws S3Exception with status 412, or 404, if the object has another version. On an S3 that does not implement
     *         conditional puts (501) the CSV is put unconditionally; an S3 that ignores the condition is detected by {@code nhldata doctor} only
     */
    public String put(String key, byte[] csv, String known, Map<String, String> metadata) {
        PutObjectRequest request = PutObjectRequest.builder().bucket(bucket).key(key).contentType("text/csv; charset=utf-8").metadata(metadata).build();
        if (!unconditional) {
            try {
                return put(csv, known == null || known.isEmpty() ? request.toBuilder().ifNoneMatch("*").build()
                        : request.toBuilder().ifMatch("\"" + known.substring(0, known.indexOf(' ')) + "\"").build());
            } catch (S3Exception e) {
                if (e.statusCode() != NOT_IMPLEMENTED) {
                    throw e;
                }
                LOG.warn("this S3 does not support conditional puts: a process that was suspended until its games were taken over could overwrite a newer CSV with an old one");
                unconditional = true;
            }
        }
        return put(csv, request);
    }

    private String put(byte[] csv, PutObjectRequest request) {
        return version(s3.putObject(request, RequestBody.fromBytes(csv)).eTag(), csv.length);
    }

    private static String version(String etag, long size) {
        return etag.replace("\"", "") + " " + size;
    }
}
