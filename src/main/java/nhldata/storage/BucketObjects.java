package nhldata.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import nhldata.nhl.Documents;
import software.amazon.awssdk.core.ResponseInputStream;

/**
 * Reads objects of the bucket, which anybody may have put there, as bytes: with a size limit, so that no object and no batch of them
 * exhausts the memory, and with a time limit, which the S3 client has for the beginning of a response only. An object
 * that exceeds a limit is not read to its end.
 */
public final class BucketObjects {

    /** A CSV of this application has about 20 kB; a batch of a hundred of this size fits a small heap. */
    static final int MAX_CSV_BYTES = 256 << 10;
    /** Compressed; a document has at most 1 MB uncompressed. */
    private static final int MAX_DOCUMENT_BYTES = 1 << 20;
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Documents documents = new Documents();

    /** @throws ChangedObjectException if it is larger than {@value #MAX_CSV_BYTES} bytes */
    public byte[] csv(Object body, String key) throws IOException {
        return read(body, key, MAX_CSV_BYTES);
    }

    /**
     * A document of the archive, uncompressed.
     *
     * @throws ChangedObjectException if it is larger than 1 MB
     */
    public byte[] document(Object body, String key) throws IOException {
        return documents.gunzip(read(body, key, MAX_DOCUMENT_BYTES));
    }

    /** The hash of a CSV, or {@code too large}: loading such a CSV fails again and dead-letters its game. */
    public String hashOfCsv(Object body, String key) throws IOException {
        try {
            return documents.hash(csv(body, key));
        } catch (ChangedObjectException e) {
            return "too large";
        }
    }

    private static byte[] read(Object body, String key, int max) throws IOException {
        try (InputStream in = (InputStream) body) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] piece = new byte[8 << 10];
            long start = System.nanoTime();
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                bytes.write(piece, 0, n);
                if (bytes.size() > max) {
                    abort(in);
                    throw new ChangedObjectException(key, max);
                }
                if (System.nanoTime() - start > MAX_NANOS) {
                    abort(in);
                    throw new InterruptedIOException("S3 took longer than 60 s to send " + key);
                }
            }
            return bytes.toByteArray();
        }
    }

    /** Closing the stream instead would read it to its end. */
    private static void abort(InputStream in) {
        if (in instanceof ResponseInputStream<?> answer) {
            answer.abort();
        }
    }
}
