package nhldata.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * S3 and the two buckets.
 *
 * @param endpoint  empty for Amazon's own
 * @param accessKey empty for the default credential chain
 */
public record S3Settings(Optional<URI> endpoint, String accessKey, Secret secretKey, String region, String bucket, String deadLetterBucket) {

    S3Settings(SettingReader in) {
        this(in.url("s3.endpoint"), in.optional("s3.access-key"), in.secret("s3.secret-key"), in.string("s3.region"), bucket(in, "s3.bucket"), bucket(in, "s3.dead-letter-bucket"));
    }

    public static S3Settings of(Settings settings) {
        return SettingReader.read(settings, S3Settings::new);
    }

    /** The bucket of documents and CSVs, and that of dead letters. */
    public List<String> buckets() {
        return List.of(bucket, deadLetterBucket);
    }

    private static String bucket(SettingReader in, String key) {
        return in.matching(key, "the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens, or an ARN", "[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]|arn:\\S+");
    }
}
