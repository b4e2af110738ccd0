package nhldata.faults.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP/1.1 with Content-Length. A request is named by its method and path; its body follows without a name. */
final class HttpDialect implements Dialect {

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:\\s*(\\d+)\\s*$");
    private static final int CHUNK = 1 << 16;

    private long bodyLeft;

    @Override
    public Message fromClient(InputStream in) throws IOException {
        if (bodyLeft > 0) {
            byte[] chunk = some(in, (int) Math.min(CHUNK, bodyLeft));
            bodyLeft -= chunk == null ? 0 : chunk.length;
            return chunk == null ? null : Message.request("", chunk);
        }
        byte[] head = head(in);
        if (head == null) {
            return null;
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        Matcher length = LENGTH.matcher(text);
        bodyLeft = length.find() ? Long.parseLong(length.group(1)) : 0;
        return Message.request(text.substring(0, text.indexOf(" HTTP/")), head);
    }

    @Override
    public Message fromServer(InputStream in) throws IOException {
        byte[] chunk = some(in, CHUNK);
        return chunk == null ? null : Message.answer(chunk, !isContinue(chunk));
    }

    /** "Go on and send the body" is no answer yet. */
    private static boolean isContinue(byte[] chunk) {
        return new String(chunk, 0, Math.min(12, chunk.length), StandardCharsets.ISO_8859_1).equals("HTTP/1.1 100");
    }

    private static byte[] some(InputStream in, int atMost) throws IOException {
        byte[] chunk = new byte[atMost];
        int read = in.read(chunk);
        return read < 0 ? null : Arrays.copyOf(chunk, read);
    }

    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int newlines = 0;
        while (newlines < 2) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            head.write(b);
            newlines = b == '\n' ? newlines + 1 : b == '\r' ? newlines : 0;
        }
        return head.toByteArray();
    }
}
