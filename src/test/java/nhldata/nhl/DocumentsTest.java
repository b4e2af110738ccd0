package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import nhldata.nhl.DocumentException;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    private static final byte[] TEXT = "Børgesson".getBytes(StandardCharsets.UTF_8);

    private final Documents documents = new Documents();

    @Test
    void readsBytesTextsAndStreams() throws IOException {
        assertArrayEquals(TEXT, documents.read(TEXT));
        assertArrayEquals(TEXT, documents.read("Børgesson"));
        assertArrayEquals(TEXT, documents.read(new ByteArrayInputStream(TEXT)));
        assertArrayEquals(new byte[0], documents.read(null));
    }

    @Test
    void closesAStreamAlsoWhenItIsTooLong() throws IOException {
        Endless endless = new Endless(Long.MAX_VALUE);
        String message = assertThrows(DocumentException.class, () -> documents.read(endless)).getMessage();
        assertTrue(message.contains("1 MB"), message);
        assertTrue(endless.closed);
        assertTrue(endless.given <= Documents.MAX_BYTES + 1);
        Endless longest = new Endless(Documents.MAX_BYTES);
        assertEquals(Documents.MAX_BYTES, documents.read(longest).length);
        assertTrue(longest.closed);
    }

    @Test
    void hashesToTheFirstDigitsOfTheSha256() {
        // echo -n abc | sha256sum
        assertEquals("ba7816bf8f01cfea", documents.hash("abc".getBytes(StandardCharsets.US_ASCII)));
        assertNotEquals(documents.hash(TEXT), documents.hash(new byte[0]));
    }

    @Test
    void compressesTheSameDocumentToTheSameBytes() throws IOException {
        byte[] zipped = documents.gzip(TEXT);
        assertArrayEquals(zipped, documents.gzip(TEXT));
        assertArrayEquals(new byte[4], Arrays.copyOfRange(zipped, 4, 8), "RFC 1952: bytes 4 to 7 are a time");
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            assertArrayEquals(TEXT, in.readAllBytes());
        }
    }

    private static final class Endless extends InputStream {
        private final long length;
        private long given;
        private boolean closed;

        Endless(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            return given++ < length ? ' ' : -1;
        }

        @Override
        public int read(byte[] to, int offset, int count) {
            int n = (int) Math.min(count, length - given);
            given += n;
            return n == 0 && count > 0 ? -1 : n;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
