package nhldata.nhl;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import nhldata.nhl.TooLargeException;

/** Reads documents with a size limit, and hashes and compresses them. */
public final class Documents {

    /** The largest recorded box score has 60 kB, the largest schedule 276 kB; sixteen documents of this size fit a small heap. */
    static final int MAX_BYTES = 1 << 20;

    /** The part of a response over the limit that goes into the dead letter. */
    private static final int EXCERPT_BYTES = 100_000;

    private static final int HASH_DIGITS = 16;

    /**
     * Reads and closes a response body; bytes and strings are returned as they are.
     *
     * @throws TooLargeException if a stream has more than 1 MB
     */
    public byte[] read(Object body) throws IOException {
        if (body == null) {
            return new byte[0];
        }
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try (InputStream in = (InputStream) body) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new TooLargeException("$", "the response is larger than the limit of " + (MAX_BYTES >> 20) + " MB",
                        Arrays.copyOf(bytes, EXCERPT_BYTES));
            }
            return bytes;
        }
    }

    /** The first 16 hexadecimal digits of the SHA-256: 64 bits are enough for the few versions of one game. */
    public String hash(byte[] document) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(document);
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The same document gives the same bytes: Java's gzip header has no timestamp. */
    public byte[] gzip(byte[] document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(document.length / 4);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Decompresses a document, with the same size limit as {@link #read}. */
    public byte[] gunzip(byte[] compressed) throws IOException {
        return read(new GZIPInputStream(new ByteArrayInputStream(compressed)));
    }
}
