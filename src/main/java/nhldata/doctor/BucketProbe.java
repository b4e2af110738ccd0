package nhldata.doctor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nhldata.config.Settings;
import nhldata.process.InstanceId;
import nhldata.storage.ObjectStore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Each bucket: an object is put, listed, read and deleted again. */
final class BucketProbe {

    private static final int PRECONDITION_FAILED = 412;
    private static final int FORBIDDEN = 403;
    private static final String LITTER = "nhldata doctor was interrupted: delete me";

    private final Settings settings;

    BucketProbe(Settings settings) {
        this.settings = settings;
    }

    List<ProbeResult> findings() {
        ObjectStore store = new ObjectStore(settings);
        try (S3Client s3 = store.client()) {
            // below a prefix that the job itself uses: an access key may be restricted to these
            return List.of(bucket(s3, store, settings.get("s3.bucket"), "raw/"), bucket(s3, store, settings.get("s3.dead-letter-bucket"), "boxscore/"));
        }
    }

    /** As Amazon's S3 does when the put is to be the first. */
    private static boolean refusesSecondPut(S3Client s3, String bucket, String key) {
        try {
            s3.putObject(b -> b.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromString(LITTER));
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
            if (isAllowed(missing, "s3:PutObject on " + prefix + "*", () -> s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(LITTER)))) {
                conditional = refusesSecondPut(s3, bucket, key);
                isAllowed(missing, "s3:GetObject on " + prefix + "*", () -> s3.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asString(StandardCharsets.UTF_8));
            }
            boolean vital = !missing.isEmpty();
            isAllowed(missing, "s3:ListBucket (nhldata load and rederive need it)", () -> s3.listObjectsV2(b -> b.bucket(bucket).prefix(prefix).maxKeys(1)));
            isAllowed(missing, "s3:DeleteObject on " + prefix + "* (without it the CSV of a game that is moved to another date stays, unused)",
                    () -> s3.deleteObject(b -> b.bucket(bucket).key(key)));
            if (!missing.isEmpty()) {
                String says = "these rights are missing: " + String.join("; ", missing) + ", " + store.describe();
                String todo = "add them to the policy of the access key or of the bucket";
                return vital ? ProbeResult.cross(subject, says, todo) : ProbeResult.note(subject, says, todo);
            }
            return conditional ? ProbeResult.tick(subject, "put, list, read and delete work, " + store.describe())
                    : ProbeResult.note(subject, "put, list, read and delete work, but conditional puts (If-None-Match) do not, " + store.describe(),
                            "nothing, with one process; of several, one that slept could put an old CSV over a newer one");
        } catch (NoSuchBucketException e) {
            return store.createsBuckets() ? ProbeResult.note(subject, "is not there, " + store.describe(), "nothing to do: the next start of the program makes it")
                    : ProbeResult.cross(subject, "is not there, " + store.describe(), "create it, or set DEST_BUCKET and DEAD_LETTER_BUCKET");
        } catch (S3Exception e) {
            return ProbeResult.cross(subject, "S3 refuses with status " + e.statusCode() + " (" + code(e) + ": " + e.getMessage() + "), " + store.describe(),
                    e.statusCode() == FORBIDDEN ? "check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY (or its _FILE) and the clock"
                            : "see the message: the bucket demands what this program does not send");
        } catch (SdkException e) {
            return ProbeResult.cross(subject, store.describe() + " cannot be reached: " + e.getMessage(), "start it (make step1 brings one), or set S3_ENDPOINT_URL");
        }
    }

    /** False, and one more right that is missing, when S3 knows the key and denies it this. What else goes wrong is for the caller. */
    private static boolean isAllowed(List<String> missing, String right, Runnable request) {
        try {
            request.run();
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == FORBIDDEN && code(e).equals("AccessDenied")) {
                missing.add(right);
                return false;
            }
            throw e;
        }
    }

    private static String code(S3Exception e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null ? "" : e.awsErrorDetails().errorCode();
    }
}
