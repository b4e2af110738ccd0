package nhldata.doctor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nhldata.config.S3Settings;
import nhldata.config.Settings;
import nhldata.process.InstanceId;
import nhldata.storage.ObjectStore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Checks each bucket: puts, lists, reads and deletes an object. */
final class BucketProbe {

    private static final int PRECONDITION_FAILED = 412;
    private static final int FORBIDDEN = 403;
    private static final String CONTENT = "Test object of nhldata doctor. It can be deleted.";

    private final Settings settings;

    BucketProbe(Settings settings) {
        this.settings = settings;
    }

    List<ProbeResult> check() {
        ObjectStore store = new ObjectStore(settings);
        try (S3Client s3 = store.client()) {
            // below a prefix that runs use: an access key may be restricted to these prefixes
            S3Settings buckets = S3Settings.of(settings);
            return List.of(bucket(s3, store, buckets.bucket(), "raw/"), bucket(s3, store, buckets.deadLetterBucket(), "boxscore/"));
        }
    }

    /** Whether S3 rejects a conditional put (If-None-Match) of an existing key, as Amazon S3 does. */
    private static boolean rejectsSecondPut(S3Client s3, String bucket, String key) {
        try {
            s3.putObject(b -> b.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromString(CONTENT));
            return false;
        } catch (S3Exception e) {
            return e.statusCode() == PRECONDITION_FAILED;
        }
    }

    private static ProbeResult bucket(S3Client s3, ObjectStore store, String bucket, String prefix) {
        String subject = "bucket " + bucket;
        String key = prefix + "doctor-" + new InstanceId().name().replace('/', '-') + ".txt";
        List<String> missing = new ArrayList<>();
        try {
            boolean conditional = true;
            if (isAllowed(missing, "s3:PutObject on " + prefix + "*", () -> s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(CONTENT)))) {
                conditional = rejectsSecondPut(s3, bucket, key);
                isAllowed(missing, "s3:GetObject on " + prefix + "*", () -> s3.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asString(StandardCharsets.UTF_8));
            }
            boolean required = !missing.isEmpty();
            isAllowed(missing, "s3:ListBucket (nhldata load and rederive need it)", () -> s3.listObjectsV2(b -> b.bucket(bucket).prefix(prefix).maxKeys(1)));
            isAllowed(missing, "s3:DeleteObject on " + prefix + "* (without it an outdated CSV of a game that moved to another date is kept)",
                    () -> s3.deleteObject(b -> b.bucket(bucket).key(key)));
            if (!missing.isEmpty()) {
                String message = "missing permissions: " + String.join("; ", missing) + ", " + store.describe();
                String advice = "add them to the policy of the access key or of the bucket";
                return required ? ProbeResult.fail(subject, message, advice) : ProbeResult.warn(subject, message, advice);
            }
            return conditional ? ProbeResult.ok(subject, "put, list, read and delete work, " + store.describe())
                    : ProbeResult.warn(subject, "put, list, read and delete work, but conditional puts (If-None-Match) do not, " + store.describe(),
                            "none with a single process; with several, a suspended process could overwrite a newer CSV with an older one");
        } catch (NoSuchBucketException e) {
            return store.createsBuckets() ? ProbeResult.warn(subject, "does not exist, " + store.describe(), "none: the next start of nhldata creates it")
                    : ProbeResult.fail(subject, "does not exist, " + store.describe(), "create it, or set DEST_BUCKET and DEAD_LETTER_BUCKET");
        } catch (S3Exception e) {
            return ProbeResult.fail(subject, "S3 rejected the request with status " + e.statusCode() + " (" + code(e) + ": " + e.getMessage() + "), " + store.describe(),
                    e.statusCode() == FORBIDDEN ? "check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY (or its _FILE) and the clock"
                            : "see the message: the bucket policy requires something that nhldata does not send");
        } catch (SdkException e) {
            return ProbeResult.fail(subject, store.describe() + " unavailable: " + e.getMessage(), "start it (make step1 starts a local one), or set S3_ENDPOINT_URL");
        }
    }

    /** Returns false and adds the permission to the missing ones if S3 denies the request; other failures are thrown. */
    private static boolean isAllowed(List<String> missing, String permission, Runnable request) {
        try {
            request.run();
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == FORBIDDEN && code(e).equals("AccessDenied")) {
                missing.add(permission);
                return false;
            }
            throw e;
        }
    }

    private static String code(S3Exception e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null ? "" : e.awsErrorDetails().errorCode();
    }
}
