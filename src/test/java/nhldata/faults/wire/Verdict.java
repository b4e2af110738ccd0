package nhldata.faults.wire;

import java.nio.charset.StandardCharsets;

/** What becomes of a message, or of the answer to it, after a fault had its turn. */
public record Verdict(Kind kind, byte[] answer) {

    enum Kind { PASS, CUT, RESET, ANSWER }

    /** It goes on as if nothing had been. */
    public static final Verdict PASS = new Verdict(Kind.PASS, null);
    /** It is lost, and both sides see the connection end. */
    public static final Verdict CUT = new Verdict(Kind.CUT, null);
    /** It is lost, and the client's connection is reset. */
    public static final Verdict RESET = new Verdict(Kind.RESET, null);

    /** The server never sees the request, and the client gets S3's answer to an error. */
    public static Verdict s3Error(int status, String code) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>";
        String head = "HTTP/1.1 " + status + " " + code + "\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        return new Verdict(Kind.ANSWER, (head + body).getBytes(StandardCharsets.US_ASCII));
    }
}
