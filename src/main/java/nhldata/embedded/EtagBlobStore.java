package nhldata.embedded;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Returns the ETag of a file's current contents, and lists only complete objects. Without it, s3proxy returns no ETag for a file that was put manually, and
 * the outdated ETag for one that was edited in place.
 */
final class EtagBlobStore extends ForwardingBlobStore {
    private final Path root;
    private final FileETags etags;

    EtagBlobStore(BlobStore objects, Path root, FileETags etags) {
        super(objects);
        this.root = root;
        this.etags = etags;
    }

    @Override
    public ListBucketsResponse list() {
        ListBucketsResponse all = super.list();
        return all.toBuilder().buckets(all.buckets().stream().filter(bucket -> !bucket.name().startsWith(".")).toList()).build();
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        ListObjectsV2Response page = super.list(request);
        List<S3Object> objects = page.contents().stream()
                .filter(object -> !FsyncBlobStore.isBeingWritten(object.key()))
                .map(object -> withETag(request.bucket(), object))
                .toList();
        return page.toBuilder().contents(objects).build();
    }

    private S3Object withETag(String bucket, S3Object object) {
        return object.key().endsWith("/") ? object
                : etags.of(file(bucket, object.key())).map(etag -> object.toBuilder().eTag(etag).build()).orElse(object);
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        var etag = etags.of(file(request.bucket(), request.key()));
        HeadObjectResponse head = super.blobMetadata(request);
        return head == null || head.eTag() != null || etag.isEmpty() ? head : head.toBuilder().eTag(etag.get()).build();
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        var etag = etags.of(file(request.bucket(), request.key()));
        ResponseInputStream<GetObjectResponse> object = super.getBlob(request);
        return object.response().eTag() != null || etag.isEmpty() ? object
                : SdkResponses.getResponse(object.response().toBuilder().eTag(etag.get()).build(), object);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        PutObjectResponse stored = super.putBlob(request, payload);
        etags.trust(file(request.bucket(), request.key()));
        return stored;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        etags.of(file(request.sourceBucket(), request.sourceKey()));
        CopyObjectResponse copied = super.copyBlob(request);
        etags.trust(file(request.destinationBucket(), request.destinationKey()));
        return copied;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(MultipartUpload upload, CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadResponse completed = super.completeMultipartUpload(upload, request);
        etags.trust(file(upload.containerName(), upload.blobName()));
        return completed;
    }

    /** The root, which is never an object, for a path outside the bucket: the delegate rejects that. */
    private Path file(String bucket, String key) {
        Path folder = root.resolve(bucket);
        Path file = folder.resolve(key).normalize();
        return file.startsWith(folder) ? file : root;
    }
}
