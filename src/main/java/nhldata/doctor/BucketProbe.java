package nhldata.doctor;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import nhldata.ObjectStore;
import nhldata.Settings;
import nhldata.ledger.Owner;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Each bucket: an object is put, listed, read and deleted again. */
final class BucketProbe {

    private static final int PRECONDITION_FAILED = 412;

    private final Settings settings;

    BucketProbe(Settings settings) {
        this.settings = settings;
    }

    List<Finding> findings() {
        ObjectStore store = new ObjectStore(settings);
        try (S3Client s3 = store.client()) {
            return Stream.of("s3.bucket", "s3.dead-letter-bucket").map(key -> bucket(s3, store, settings.get(key))).toList();
        }
    }

    /** As Amazon's S3 does when the put is to be the first. */
    private static boolean refusesSecondPut(S3Client s3, String bucket, String key) {
        try {
            s3.putObject(b -> b.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromString("make doctor may be interrupted: delete me"));
            return false;
        } catch (S3Exception e) {
            return e.statusCode() == PRECONDITION_FAILED;
        }
    }

    private static Finding bucket(S3Client s3, ObjectStore store, String bucket) {
        String subject = "bucket " + bucket;
        String key = "doctor/" + new Owner().name().replace('/', '-') + ".txt";
        String step = "put";
        try {
            s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString("make doctor may be interrupted: delete me"));
            boolean conditional = refusesSecondPut(s3, bucket, key);
            step = "list";
            s3.listObjectsV2(b -> b.bucket(bucket).prefix("doctor/").maxKeys(1));
            step = "read";
            s3.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asString(StandardCharsets.UTF_8);
            step = "delete";
            s3.deleteObject(b -> b.bucket(bucket).key(key));
            return conditional ? Finding.tick(subject, "put, list, read and delete work, " + store.describe())
                    : Finding.note(subject, "put, list, read and delete work, but conditional puts (If-None-Match) do not, " + store.describe(),
                            "nothing, with one process; of several, one that slept could put an old CSV over a newer one");
        } catch (NoSuchBucketException e) {
            return store.makesBuckets() ? Finding.note(subject, "is not there, " + store.describe(), "nothing to do: the next start of the program makes it")
                    : Finding.cross(subject, "is not there, " + store.describe(), "create it, or set DEST_BUCKET and DEAD_LETTER_BUCKET");
        } catch (S3Exception e) {
            return Finding.cross(subject, step + " is refused with status " + e.statusCode() + " (" + e.awsErrorDetails().errorCode() + "), " + store.describe(),
                    "check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY (or its _FILE) and the bucket's policy: it must allow put, list, get and delete");
        } catch (SdkException e) {
            return Finding.cross(subject, store.describe() + " cannot be reached: " + e.getMessage(), "start it (make step1 brings one), or set S3_ENDPOINT_URL");
        }
    }
}
