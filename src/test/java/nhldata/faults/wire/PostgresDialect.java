package nhldata.faults.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * PostgreSQL's protocol, version 3. A statement is named by its text, with each white space as one blank, when it is
 * executed and not when it is prepared; the lines of a COPY are {@value #COPY_DATA}, its end {@value #COPY_DONE}, and the
 * commit of a transaction that had one {@value #COMMIT_OF_COPY}.
 */
final class PostgresDialect implements Dialect {

    static final String COPY_DATA = "lines of a COPY";
    static final String COPY_DONE = "end of a COPY";
    static final String COMMIT_OF_COPY = "COMMIT of a COPY";
    private static final int SSL_REQUEST = 80877103;

    private final Map<String, String> prepared = new HashMap<>();
    private boolean started;
    private boolean copied;
    /** The answer to a request for TLS is one byte, unlike all others. */
    private volatile boolean awaitsOneByte;

    @Override
    public Message fromClient(InputStream in) throws IOException {
        int type = started ? in.read() : 0;
        byte[] frame = type < 0 ? null : frame(in, type, started);
        if (frame == null) {
            return null;
        }
        if (!started) {
            awaitsOneByte = ByteBuffer.wrap(frame).getInt(Integer.BYTES) == SSL_REQUEST;
            started = !awaitsOneByte;
            return Message.request("", frame);
        }
        return Message.request(what((char) type, frame), frame);
    }

    @Override
    public Message fromServer(InputStream in) throws IOException {
        int type = in.read();
        if (type < 0) {
            return null;
        }
        if (awaitsOneByte) {
            awaitsOneByte = false;
            return Message.answer(new byte[] {(byte) type}, true);
        }
        byte[] frame = frame(in, type, true);
        return frame == null ? null : Message.answer(frame, type == 'Z');
    }

    private String what(char type, byte[] frame) {
        int body = 1 + Integer.BYTES;
        switch (type) {
            case 'P':
                String name = text(frame, body);
                prepared.put(name, text(frame, body + length(name) + 1).replaceAll("\\s+", " ").strip());
                return "";
            case 'B':
                String portal = text(frame, body);
                return executed(prepared.getOrDefault(text(frame, body + length(portal) + 1), ""));
            case 'Q':
                return executed(text(frame, body).replaceAll("\\s+", " ").strip());
            case 'd':
                return COPY_DATA;
            case 'c':
                copied = true;
                return COPY_DONE;
            default:
                return "";
        }
    }

    private String executed(String sql) {
        if (!copied || !sql.equalsIgnoreCase("commit")) {
            return sql;
        }
        copied = false;
        return COMMIT_OF_COPY;
    }

    private static String text(byte[] frame, int from) {
        int end = from;
        while (frame[end] != 0) {
            end++;
        }
        return new String(frame, from, end - from, StandardCharsets.UTF_8);
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The frame whole, its type included when it has one. */
    private static byte[] frame(InputStream in, int type, boolean typed) throws IOException {
        DataInputStream data = new DataInputStream(in);
        try {
            int length = data.readInt();
            int offset = typed ? 1 : 0;
            ByteBuffer frame = ByteBuffer.allocate(offset + length);
            if (typed) {
                frame.put((byte) type);
            }
            frame.putInt(length);
            data.readFully(frame.array(), frame.position(), length - Integer.BYTES);
            return frame.array();
        } catch (EOFException e) {
            return null;
        }
    }
}
