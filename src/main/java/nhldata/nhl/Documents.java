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

/** Documents as bytes: read within a bound, hashed, compressed. */
public final class Documents {

    /** The largest box score seen has 60 kB, the largest schedule 276 kB; this leaves room, and sixteen at once fit a small heap. */
    static final int MOST_BYTES = 1 << 20;

    /** How much of an answer that is too large is kept for a person to look at. */
    private static final int KEPT_BYTES = 100_000;

    private static final int HASH_DIGITS = 16;

    /** Reads and closes an answer; bytes and texts are taken as they are. */
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
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new TooLargeException("$", "the answer is larger than " + (MOST_BYTES >> 20) + " MB, which no document of the NHL is",
                        Arrays.copyOf(bytes, KEPT_BYTES));
            }
            return bytes;
        }
    }

    /** First 16 hexadecimal digits of the SHA-256: 64 bits are plenty for the few versions of one game. */
    public String hash(byte[] document) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(document);
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The same bytes for the same document: Java's gzip header carries no time. */
    public byte[] gzip(byte[] document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(document.length / 4);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The document again, within the same bound as one that comes from the API. */
    public byte[] gunzip(byte[] compressed) throws IOException {
        return read(new GZIPInputStream(new ByteArrayInputStream(compressed)));
    }
}
