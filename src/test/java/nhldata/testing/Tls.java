package nhldata.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS between the tests' servers and the program. The certificate is made anew for each JVM by the JDK's keytool and is
 * valid for a few days. The program trusts it as it would a company's own CA: by the JVM's {@code javax.net.ssl.trustStore},
 * in this JVM and, with {@link #javaOptions}, in those that it starts.
 */
public final class Tls {

    /** A name of the certificate that no resolver knows: only a proxy leads there. */
    public static final String BEHIND_A_PROXY = "api.nhldata.test";

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String STORE_TYPE = "PKCS12";
    private static final int SECONDS = 60;

    private static final Path KEY_STORE;
    private static final Path TRUST_STORE;
    private static final SSLContext CONTEXT;

    static {
        try {
            Path folder = Files.createTempDirectory("nhldata-tls");
            KEY_STORE = folder.resolve("server.p12");
            KeyStore own = certificate(KEY_STORE);
            TRUST_STORE = trustStore(folder.resolve("trusted.p12"), own);
            folder.toFile().deleteOnExit();
            System.setProperty("javax.net.ssl.trustStore", TRUST_STORE.toString());
            System.setProperty("javax.net.ssl.trustStorePassword", new String(PASSWORD));
            CONTEXT = context(own);
            // somebody in this JVM may have asked for the default before
            SSLContext.setDefault(CONTEXT);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Tls() {
    }

    /** Shows the certificate as a server, and trusts it as a client. */
    public static SSLContext context() {
        return CONTEXT;
    }

    /** What a process is started with that is to trust the certificate. */
    public static List<String> javaOptions() {
        return List.of("-Djavax.net.ssl.trustStore=" + TRUST_STORE, "-Djavax.net.ssl.trustStorePassword=" + new String(PASSWORD));
    }

    /** The certificate with its key, for a server of another process. */
    public static Path keyStore() {
        return KEY_STORE;
    }

    /** The certificate alone, as {@link #javaOptions} trust it. */
    public static Path trustStore() {
        return TRUST_STORE;
    }

    /** Of both stores, and of the key. */
    public static String password() {
        return new String(PASSWORD);
    }

    private static KeyStore certificate(Path file) throws IOException, GeneralSecurityException, InterruptedException {
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1", "-genkeypair", "-alias", "server", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "7",
                "-dname", "CN=nhldata tests", "-ext", "san=ip:127.0.0.1,ip:0:0:0:0:0:0:0:1,dns:localhost,dns:" + BEHIND_A_PROXY,
                "-keystore", file.toString(), "-storetype", STORE_TYPE, "-storepass", new String(PASSWORD)).redirectErrorStream(true).start();
        String words = new String(keytool.getInputStream().readAllBytes());
        if (!keytool.waitFor(SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool made no certificate: " + words);
        }
        file.toFile().deleteOnExit();
        KeyStore store = KeyStore.getInstance(STORE_TYPE);
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static Path trustStore(Path file, KeyStore own) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(STORE_TYPE);
        store.load(null, null);
        store.setCertificateEntry("server", own.getCertificate("server"));
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        file.toFile().deleteOnExit();
        return file;
    }

    private static SSLContext context(KeyStore own) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init((KeyStore) null);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
