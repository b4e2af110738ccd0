package nhldata.storage;

import java.net.URI;
import java.time.Duration;
import nhldata.api.OutboundProxy;
import nhldata.config.S3Settings;
import nhldata.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The S3 of the settings: Amazon S3, or another one by its endpoint; without an access key, with the default credential chain. */
public final class ObjectStore {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectStore.class);
    private static final int FORBIDDEN = 403;

    private final S3Settings settings;

    public ObjectStore(Settings settings) {
        this.settings = S3Settings.of(settings);
    }

    public S3Client client() {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .httpClientBuilder(Apache5HttpClient.builder().proxyConfiguration(outboundProxy())
                        .maxConnections(64).connectionTimeout(Duration.ofSeconds(5)).socketTimeout(Duration.ofSeconds(30)))
                .overrideConfiguration(c -> {
                    c.apiCallTimeout(Duration.ofSeconds(60));
                    if (hasEndpoint()) {
                        c.addExecutionInterceptor(new PutChecksums());
                    }
                });
        settings.endpoint().ifPresent(endpoint -> {
            // not every S3 supports Amazon's newer trailing checksums or virtual-hosted-style addresses; all of them support Content-MD5
            builder.endpointOverride(endpoint)
                    .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
                    .forcePathStyle(true)
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        });
        if (!settings.accessKey().isEmpty()) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(settings.accessKey(), settings.secretKey().value())));
        }
        return builder.build();
    }

    /** The proxy for the scheme of the S3 endpoint: the SDK's client would use that of plain HTTP. */
    private ProxyConfiguration outboundProxy() {
        URI endpoint = settings.endpoint().orElseGet(() -> URI.create("https://s3." + settings.region() + ".amazonaws.com"));
        ProxyConfiguration.Builder proxy = ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariableValues(false);
        if (OutboundProxy.appliesTo(endpoint)) {
            URI server = OutboundProxy.find(endpoint.getScheme()).orElseThrow();
            proxy.endpoint(server);
            OutboundProxy.login(server).ifPresent(login -> proxy.username(login.getUserName()).password(new String(login.getPassword())));
        }
        return proxy.build();
    }

    /**
     * Checks that both buckets can be used. A missing bucket is created, except on Amazon S3, where the operator decides on its owner, region and policy.
     *
     * @throws IllegalStateException if a bucket is missing or cannot be used; the message says what to do
     */
    public void ensureBuckets(S3Client s3) {
        for (String bucket : settings.buckets()) {
            try {
                s3.headBucket(b -> b.bucket(bucket));
            } catch (NoSuchBucketException e) {
                if (!hasEndpoint()) {
                    throw new IllegalStateException("bucket " + bucket + " does not exist on Amazon S3: create it, or set "
                            + (bucket.equals(settings.bucket()) ? "DEST_BUCKET" : "DEAD_LETTER_BUCKET"), e);
                }
                create(s3, bucket);
            } catch (S3Exception e) {
                if (e.statusCode() != FORBIDDEN) {
                    throw new IllegalStateException("bucket " + bucket + " on " + describe() + " cannot be used (status "
                            + e.statusCode() + "): check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and the bucket's policy", e);
                }
                rejectInvalidAccessKey(s3, bucket);
            }
        }
    }

    /**
     * Without s3:ListBucket, which the daily run does not need, HEAD on the bucket is forbidden, and does not return the error code.
     * A GET returns it, and so tells a missing permission from an invalid access key.
     */
    private void rejectInvalidAccessKey(S3Client s3, String bucket) {
        try {
            s3.getObjectAsBytes(b -> b.bucket(bucket).key("raw/is-it-allowed"));
        } catch (S3Exception e) {
            String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
            if (e.statusCode() == FORBIDDEN && !"AccessDenied".equals(code)) {
                throw new IllegalStateException(describe() + " rejects the access key (" + code + "): check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", e);
            }
            LOG.warn("the access key lacks the permission s3:ListBucket on bucket {}: the daily run works without it, nhldata load and nhldata rederive do not."
                    + " Run: nhldata doctor to check all permissions", bucket);
        }
    }

    private void create(S3Client s3, String bucket) {
        try {
            s3.createBucket(b -> b.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException e) {
            // another process of this application created it first
        } catch (S3Exception e) {
            throw new IllegalStateException("bucket " + bucket + " does not exist on " + describe() + " and cannot be created (status " + e.statusCode()
                    + "): create it, or grant the access key the permission s3:CreateBucket", e);
        }
    }

    /** The location, for messages. */
    public String describe() {
        return settings.endpoint().map(endpoint -> "S3 on " + endpoint).orElseGet(() -> "Amazon S3, region " + settings.region());
    }

    /** Whether missing buckets are created at the start: not on Amazon S3. */
    public boolean createsBuckets() {
        return hasEndpoint();
    }

    private boolean hasEndpoint() {
        return settings.endpoint().isPresent();
    }
}
