package nhldata.monitoring;

import java.time.Duration;
import java.util.List;
import nhldata.config.S3Settings;
import nhldata.config.Settings;
import nhldata.status.CheckResult;
import nhldata.storage.ObjectStore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Checks that the buckets are available. The result is cached for 30 seconds, because Amazon charges each request. Thread safe. */
final class Buckets {

    private static final long MAX_AGE = Duration.ofSeconds(30).toNanos();
    /** A failure is cached for a shorter time, so that recovery is noticed soon. */
    private static final long MAX_AGE_OF_FAILURE = Duration.ofSeconds(5).toNanos();

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

    synchronized CheckResult check() {
        if (latest == null || System.nanoTime() - at > (latest.ok() ? MAX_AGE : MAX_AGE_OF_FAILURE)) {
            latest = request();
            at = System.nanoTime();
        }
        return latest;
    }

    private CheckResult request() {
        for (String name : names) {
            try {
                s3.headBucket(b -> b.bucket(name).overrideConfiguration(c -> c.apiCallTimeout(Duration.ofSeconds(5))));
            } catch (SdkException e) {
                return CheckResult.failed("bucket", "bucket " + name + " unavailable, " + where + ": " + e.getMessage(),
                        "check S3_ENDPOINT_URL and the access key; run: nhldata doctor");
            }
        }
        return CheckResult.ok("bucket", String.join(" and ", names) + " available, " + where);
    }
}
