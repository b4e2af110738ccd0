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

/** S3 as the settings name it: Amazon's own with the default credential chain, or any other by its endpoint. */
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
                .httpClientBuilder(Apache5HttpClient.builder().proxyConfiguration(wayOut())
                        .maxConnections(64).connectionTimeout(Duration.ofSeconds(5)).socketTimeout(Duration.ofSeconds(30)))
                .overrideConfiguration(c -> {
                    c.apiCallTimeout(Duration.ofSeconds(60));
                    if (hasEndpoint()) {
                        c.addExecutionInterceptor(new PutChecksums());
                    }
                });
        settings.endpoint().ifPresent(endpoint -> {
            // Not every S3 knows Amazon's newer trailing checksums, nor bucket names as host names. Each knows Content-MD5.
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

    /** Of the scheme of S3, whose client would look for that of plain http. */
    private ProxyConfiguration wayOut() {
        URI endpoint = settings.endpoint().orElseGet(() -> URI.create("https://s3." + settings.region() + ".amazonaws.com"));
        ProxyConfiguration.Builder proxy = ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariableValues(false);
        if (OutboundProxy.leadsTo(endpoint)) {
            URI server = OutboundProxy.find(endpoint.getScheme()).orElseThrow();
            proxy.endpoint(server);
            OutboundProxy.login(server).ifPresent(login -> proxy.username(login.getUserName()).password(new String(login.getPassword())));
        }
        return proxy.build();
    }

    /** On Amazon a bucket has an owner, a region and a policy that a person decides on; elsewhere we make it. */
    public void ensureBuckets(S3Client s3) {
        for (String bucket : settings.buckets()) {
            try {
                s3.headBucket(b -> b.bucket(bucket));
            } catch (NoSuchBucketException e) {
                if (!hasEndpoint()) {
                    throw new IllegalStateException("there is no bucket " + bucket + " on Amazon S3: create it, or set "
                            + (bucket.equals(settings.bucket()) ? "DEST_BUCKET" : "DEAD_LETTER_BUCKET"), e);
                }
                create(s3, bucket);
            } catch (S3Exception e) {
                if (e.statusCode() != FORBIDDEN) {
                    throw new IllegalStateException("bucket " + bucket + " on " + describe() + " cannot be used (status "
                            + e.statusCode() + "): check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and the bucket's policy", e);
                }
                refuseForeignKeys(s3, bucket);
            }
        }
    }

    /**
     * Whether a bucket is there may be asked with the right s3:ListBucket only, which the daily work does not need. The answer to a read says
     * why it is refused, that to a HEAD does not.
     */
    private void refuseForeignKeys(S3Client s3, String bucket) {
        try {
            s3.getObjectAsBytes(b -> b.bucket(bucket).key("raw/is-it-allowed"));
        } catch (S3Exception e) {
            String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
            if (e.statusCode() == FORBIDDEN && !"AccessDenied".equals(code)) {
                throw new IllegalStateException(describe() + " refuses the access key (" + code + "): check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", e);
            }
            LOG.warn("the access key may not list bucket {} (right s3:ListBucket): the daily job works without it, nhldata load and nhldata rederive do not."
                    + " nhldata doctor tells of every right", bucket);
        }
    }

    private void create(S3Client s3, String bucket) {
        try {
            s3.createBucket(b -> b.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException e) {
            // another process of ours started in the same moment and was faster
        } catch (S3Exception e) {
            throw new IllegalStateException("there is no bucket " + bucket + " on " + describe() + ", and it cannot be made (status " + e.statusCode()
                    + "): create it, or give the access key the right s3:CreateBucket", e);
        }
    }

    /** Where it is, for a message to a person. */
    public String describe() {
        return settings.endpoint().map(endpoint -> "S3 on " + endpoint).orElseGet(() -> "Amazon S3, region " + settings.region());
    }

    /** Elsewhere than on Amazon a bucket that is missing is made at the start. */
    public boolean makesBuckets() {
        return hasEndpoint();
    }

    private boolean hasEndpoint() {
        return settings.endpoint().isPresent();
    }
}
