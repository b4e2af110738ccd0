package nhldata.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Sends the MD5 of each object. A bucket with Object Lock rejects an object without a checksum, and this is the only checksum that every
 * S3 supports; those of the SDK are specific to Amazon S3.
 */
final class PutChecksums implements ExecutionInterceptor {

    private static final String MD5 = "Content-MD5";

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        Optional<RequestBody> body = context.requestBody();
        if (!(context.request() instanceof PutObjectRequest) || body.isEmpty() || context.httpRequest().firstMatchingHeader(MD5).isPresent()) {
            return context.httpRequest();
        }
        return context.httpRequest().toBuilder().putHeader(MD5, md5(body.get())).build();
    }

    private static String md5(RequestBody body) {
        try (InputStream in = body.contentStreamProvider().newStream();
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("MD5"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return Base64.getEncoder().encodeToString(digesting.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
