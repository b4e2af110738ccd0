package nhldata.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nhldata.testing.PackagedProgram;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** E-mail by a server that speaks TLS from the first byte and wants a login. Its certificate is of localhost, by no authority. */
@Tag("slow")
@ExtendWith(Stack.class)
class MailOverTlsIT {

    private static final String PASSWORD = "of-the-key-store";

    @TempDir
    private static Path folder;

    private static GreenMail mail;
    private static TestEnvironment world;

    @BeforeAll
    static void startTheServer(TestEnvironment empty) throws Exception {
        Path keys = folder.resolve("localhost.p12");
        List<String> keytool = List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keystore", keys.toString(),
                "-storepass", PASSWORD, "-alias", "localhost", "-keyalg", "RSA", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost", "-validity", "2");
        assertEquals(0, new ProcessBuilder(keytool).inheritIO().start().waitFor());
        System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY, keys.toString());
        System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY, PASSWORD);
        mail = new GreenMail(new ServerSetup[] {ServerSetupTest.SMTPS.dynamicPort()});
        mail.start();
        mail.setUser("job@example.org", "job", "pass word");
        world = empty.with("nhl.api.url", "sample").with("nhl.notify.email-to", "ops@example.org").with("nhl.notify.smtp-security", "tls")
                .with("nhl.notify.smtp-host", "localhost").with("nhl.notify.smtp-port", mail.getSmtps().getPort())
                .with("nhl.notify.smtp-user", "job").with("nhl.notify.smtp-password", "pass word");
    }

    @AfterAll
    static void stopTheServer() {
        mail.stop();
        System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY);
        System.clearProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY);
    }

    @Test
    void aServerWhoseCertificateIsTrustedGetsIt() throws Exception {
        String outcome = test(world, trust());
        assertTrue(outcome.startsWith("0 ") && outcome.contains("✓ email: sent"), outcome);
        assertEquals(1, mail.getReceivedMessages().length);
    }

    @Test
    void oneThatNobodyVouchesForDoesNot() throws Exception {
        String outcome = test(world);
        assertTrue(outcome.startsWith("1 ") && outcome.matches("(?s).*✗ email: .*unable to find valid certification path.*"), outcome);
    }

    @Test
    void norDoesOneOfAnotherName() throws Exception {
        String outcome = test(world.with("nhl.notify.smtp-host", "127.0.0.1"), trust());
        assertTrue(outcome.startsWith("1 ") && outcome.contains("✗ email: "), outcome);
    }

    @Test
    void aWrongPasswordIsToldOfAndNotShown() throws Exception {
        String outcome = test(world.with("nhl.notify.smtp-password", "hunter2"), trust());
        assertTrue(outcome.startsWith("1 ") && outcome.matches("(?s).*✗ email: .*uthentication.*"), outcome);
        assertTrue(!outcome.contains("hunter2"), outcome);
    }

    /** Whoever is in between and strips the offer of TLS is told neither the user nor the password. */
    @Test
    void aLoginNeedsTlsUnlessSomebodySaysOtherwise() throws Exception {
        GreenMail plain = new GreenMail(new ServerSetup[] {ServerSetupTest.SMTP.dynamicPort()});
        plain.start();
        try {
            plain.setUser("job@example.org", "job", "pass word");
            TestEnvironment auto = world.with("nhl.notify.smtp-security", "auto").with("nhl.notify.smtp-port", plain.getSmtp().getPort());
            String outcome = test(auto);
            assertTrue(outcome.startsWith("1 ") && outcome.matches("(?s).*✗ email: .*STARTTLS is required.*"), outcome);
            assertEquals(0, plain.getReceivedMessages().length);
            assertTrue(test(auto.with("nhl.notify.smtp-security", "none")).startsWith("0 "));
            assertTrue(test(auto.with("nhl.notify.smtp-user", "")).startsWith("0 "));
            assertEquals(2, plain.getReceivedMessages().length);
        } finally {
            plain.stop();
        }
    }

    private static String[] trust() {
        return new String[] {"-Djavax.net.ssl.trustStore=" + folder.resolve("localhost.p12"), "-Djavax.net.ssl.trustStorePassword=" + PASSWORD};
    }

    /** What {@code notify test} ends with and prints, in a JVM with these options. */
    private static String test(TestEnvironment world, String... options) throws IOException, InterruptedException {
        try (PackagedProgram program = PackagedProgram.start(world, folder, Map.of("JAVA_OPTS", String.join(" ", options)), "notify", "test")) {
            return program.exitCode() + " " + program.output();
        }
    }
}
