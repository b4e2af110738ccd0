package nhldata.monitoring;

import java.time.Duration;
import java.util.List;
import nhldata.config.S3Settings;
import nhldata.config.Settings;
import nhldata.status.CheckResult;
import nhldata.storage.ObjectStore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Do the buckets answer? Asked at most every half minute: each look is a request that Amazon counts. Thread safe. */
final class Buckets {

    private static final long KEEP = Duration.ofSeconds(30).toNanos();
    /** A bucket that is away is looked at sooner: somebody waits for it to come back. */
    private static final long KEEP_UNWELL = Duration.ofSeconds(5).toNanos();

    private final S3Client s3;
    private final List<String> names;
    private final String where;
    private CheckResult latest;
    private long at;

    Buckets(S3Client s3, Settings settings) {
        this.s3 = s3;
        this.names = S3Settings.of(settings).buckets();
        this.where = new ObjectStore(settings).describe();
    }

    synchronized CheckResult look() {
        if (latest == null || System.nanoTime() - at > (latest.well() ? KEEP : KEEP_UNWELL)) {
            latest = ask();
            at = System.nanoTime();
        }
        return latest;
    }

    private CheckResult ask() {
        for (String name : names) {
            try {
                s3.headBucket(b -> b.bucket(name).overrideConfiguration(c -> c.apiCallTimeout(Duration.ofSeconds(5))));
            } catch (SdkException e) {
                return CheckResult.unwell("bucket", "bucket " + name + ", " + where + ": " + e.getMessage(),
                        "see that S3 runs and that S3_ENDPOINT_URL and the keys are right");
            }
        }
        return CheckResult.well("bucket", String.join(" and ", names) + ", " + where + ", answer");
    }
}
