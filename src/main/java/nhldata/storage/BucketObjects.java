package nhldata.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import nhldata.nhl.Documents;
import software.amazon.awssdk.core.ResponseInputStream;

/**
 * Objects of the bucket as bytes, whoever put them there: within a bound of size, so that no object and no batch of them
 * exhausts the program, and within a bound of time, which the S3 client has for the beginning of an answer only. An object
 * beyond it is not read to its end.
 */
public final class BucketObjects {

    /** A CSV of ours has some 20 kB; a hundred of this size, a batch, fit a small heap. */
    static final int MOST_BYTES_OF_A_CSV = 256 << 10;
    /** Compressed, of at most 1 MB. */
    private static final int MOST_BYTES_OF_A_DOCUMENT = 1 << 20;
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Documents documents = new Documents();

    /** @throws ChangedObjectException when it is larger than any CSV of ours */
    public byte[] csv(Object body, String key) throws IOException {
        return read(body, key, MOST_BYTES_OF_A_CSV);
    }

    /**
     * A document of the archive, uncompressed.
     *
     * @throws ChangedObjectException when it is larger than any document of ours
     */
    public byte[] document(Object body, String key) throws IOException {
        return documents.gunzip(read(body, key, MOST_BYTES_OF_A_DOCUMENT));
    }

    /** The hash of a CSV. One that is too large has a word for it: whoever loads it finds that out again, and that is the game's dead letter. */
    public String hashOfCsv(Object body, String key) throws IOException {
        try {
            return documents.hash(csv(body, key));
        } catch (ChangedObjectException e) {
            return "too large";
        }
    }

    private static byte[] read(Object body, String key, int most) throws IOException {
        try (InputStream in = (InputStream) body) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] piece = new byte[8 << 10];
            long start = System.nanoTime();
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                bytes.write(piece, 0, n);
                if (bytes.size() > most) {
                    abort(in);
                    throw new ChangedObjectException(key, most);
                }
                if (System.nanoTime() - start > MOST_NANOS) {
                    abort(in);
                    throw new InterruptedIOException("S3 took longer than a minute to send " + key);
                }
            }
            return bytes.toByteArray();
        }
    }

    /** To close it would read on to its end. */
    private static void abort(InputStream in) {
        if (in instanceof ResponseInputStream<?> answer) {
            answer.abort();
        }
    }
}
