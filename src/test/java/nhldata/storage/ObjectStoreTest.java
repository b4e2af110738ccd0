package nhldata.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import nhldata.config.DefaultSettings;
import nhldata.config.Settings;
import nhldata.doctor.Doctor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 behind an endpoint that is stricter than the embedded one, over real HTTP. */
class ObjectStoreTest {

    private static final byte[] OBJECT = "id\n1\n".getBytes(StandardCharsets.UTF_8);

    private HttpServer server;
    private Settings settings;
    private volatile boolean withoutList;
    private volatile String refusal = "AccessDenied";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        settings = DefaultSettings.load().with("s3.endpoint", "http://127.0.0.1:" + server.getAddress().getPort())
                .with("s3.access-key", "key").with("s3.secret-key", "secret");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** As a bucket with Object Lock does it: each object with a checksum of what arrives. */
    @Test
    void eachObjectHasItsChecksum() {
        try (S3Client s3 = new ObjectStore(settings).client()) {
            s3.putObject(b -> b.bucket("data-bucket").key("a.csv"), RequestBody.fromBytes(OBJECT));
            s3.putObject(b -> b.bucket("data-bucket").key("b.csv"), RequestBody.fromInputStream(new ByteArrayInputStream(OBJECT), OBJECT.length));
        }
    }

    @Test
    void anAccessKeyThatMayNotListIsEnoughToStart() {
        withoutList = true;
        try (S3Client s3 = new ObjectStore(settings).client()) {
            new ObjectStore(settings).ensureBuckets(s3);
        }
    }

    @Test
    void anAccessKeyThatIsWrongIsNot() {
        withoutList = true;
        refusal = "InvalidAccessKeyId";
        try (S3Client s3 = new ObjectStore(settings).client()) {
            IllegalStateException refused = assertThrows(IllegalStateException.class, () -> new ObjectStore(settings).ensureBuckets(s3));
            assertTrue(refused.getMessage().contains("rejects the access key (InvalidAccessKeyId): check AWS_ACCESS_KEY_ID"), refused::getMessage);
        }
    }

    @Test
    void theDoctorNamesTheRightThatIsMissing() {
        withoutList = true;
        List<String> findings = new Doctor(settings).examine().stream().filter(f -> f.subject().startsWith("bucket")).map(Object::toString).toList();
        assertEquals(2, findings.size());
        findings.forEach(finding -> assertTrue(finding.startsWith("! bucket ") && finding.contains("missing permissions: s3:ListBucket (nhldata load and rederive need it), "), finding));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            boolean ofBucket = path.chars().filter(c -> c == '/').count() == 1;
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    String md5 = exchange.getRequestHeaders().getFirst("Content-MD5");
                    exchange.getResponseHeaders().set("ETag", "\"e\"");
                    if (md5 == null || !md5.equals(md5(body))) {
                        send(exchange, 400, "InvalidRequest");
                    } else if (exchange.getRequestHeaders().containsKey("If-None-Match")) {
                        send(exchange, 412, "PreconditionFailed");
                    } else {
                        exchange.sendResponseHeaders(200, -1);
                    }
                }
                case "DELETE" -> exchange.sendResponseHeaders(204, -1);
                case "HEAD" -> exchange.sendResponseHeaders(withoutList ? 403 : 200, -1);
                default -> {
                    if (withoutList && (ofBucket || path.endsWith("is-it-allowed"))) {
                        send(exchange, 403, refusal);
                    } else {
                        exchange.sendResponseHeaders(200, OBJECT.length);
                        exchange.getResponseBody().write(OBJECT);
                    }
                }
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String code) throws IOException {
        byte[] error = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, error.length);
        exchange.getResponseBody().write(error);
    }

    private static String md5(byte[] body) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
