package nhldata.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import nhldata.config.DefaultSettings;
import nhldata.config.Settings;
import nhldata.doctor.Doctor;
import nhldata.embedded.LocalPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PostgreSQL with a certificate of its own CA, for the name localhost and not for 127.0.0.1, which lets nobody in without TLS. */
@Tag("slow")
class PostgresTlsIT {

    private static final String PASSWORD = "canary of the password";

    @TempDir
    private static Path folder;
    private static LocalPostgres postgres;
    private static Settings settings;

    @BeforeAll
    static void startPostgresWithTls() throws Exception {
        for (String ca : List.of("ca", "other")) {
            openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=" + ca, "-keyout", file(ca + ".key"), "-out", file(ca + ".pem"));
        }
        sign("server", "/CN=localhost", "subjectAltName=DNS:localhost");
        sign("client", "/CN=holder", "basicConstraints=CA:FALSE");
        openssl("pkcs12", "-export", "-in", file("server.pem"), "-inkey", file("server.key"), "-out", file("server.p12"), "-passout", "pass:changeit");
        Path data = Files.createDirectory(folder.resolve("data"));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        postgres = LocalPostgres.start(new LocalPostgres.Settings(data, port, "job", PASSWORD, "games"));
        settings = DefaultSettings.load().with("postgres.port", port).with("postgres.host", "localhost").with("postgres.user", "job")
                .with("postgres.password", PASSWORD).with("postgres.database", "games");
        try (Connection connection = new Database(settings).connect(); Statement s = connection.createStatement()) {
            s.execute("create role holder login");
            s.execute("create database latin encoding 'LATIN1' locale_provider libc locale 'C' template template0");
            for (String set : List.of("ssl = on", "ssl_cert_file = '" + file("server.pem") + "'", "ssl_key_file = '" + file("server.key") + "'", "ssl_ca_file = '" + file("ca.pem") + "'")) {
                s.execute("alter system set " + set);
            }
            Files.writeString(data.resolve("cluster/pg_hba.conf"), "hostssl all holder all cert\nhostssl all all all scram-sha-256\n");
            s.execute("select pg_reload_conf()");
        }
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    /** The program and dbt go the same ways, and are kept from the same. */
    @ParameterizedTest
    @CsvSource({
        "verify-full, ca.pem, localhost, true",
        "verify-full, ca.pem, 127.0.0.1, false",
        "verify-full, other.pem, localhost, false",
        "verify-full, none.pem, localhost, false",
        "verify-ca, ca.pem, 127.0.0.1, true",
        "verify-ca, other.pem, localhost, false",
        "require, '', 127.0.0.1, true",
        "require, ca.pem, 127.0.0.1, true",
        "require, other.pem, localhost, false",
        "'', '', localhost, true",
        "disable, '', localhost, false"})
    void theServerProvesItselfAsItIsAsked(String mode, String root, String host, boolean isTaken) throws Exception {
        Settings asked = settings.with("postgres.ssl-mode", mode).with("postgres.ssl-root-cert", root.isEmpty() ? "" : file(root)).with("postgres.host", host);
        Database database = new Database(asked);
        if (isTaken) {
            assertEquals("t", ssl(database.connect()));
            try (HikariDataSource pool = database.pool()) {
                assertEquals("t", ssl(pool.getConnection()));
            }
        } else {
            assertThrows(SQLException.class, database::connect);
            assertThrows(IllegalStateException.class, database::migrate);
            HikariDataSource pool = database.pool();
            pool.setConnectionTimeout(300);
            assertThrows(Exception.class, pool::getConnection);
        }
        String dbt = dbt(asked);
        assertTrue(isTaken ? dbt.contains("no ledger of this version") : dbt.contains("PostgreSQL unavailable"), dbt);
    }

    /** The views of the ledger look expensive to PostgreSQL: where it has LLVM, each look would be compiled for seconds. */
    @Test
    void noConnectionOfTheProgramCompilesItsStatements() throws Exception {
        try (HikariDataSource pool = new Database(settings).pool(); Connection pooled = pool.getConnection(); Connection own = new Database(settings).connect()) {
            for (Connection connection : List.of(pooled, own)) {
                try (Statement s = connection.createStatement(); ResultSet row = s.executeQuery("show jit")) {
                    row.next();
                    assertEquals("off", row.getString(1));
                }
            }
        }
    }

    @Test
    void theProgramProvesItselfByACertificate() throws Exception {
        Settings holder = settings.with("postgres.user", "holder").with("postgres.password", "none").with("postgres.ssl-mode", "verify-full").with("postgres.ssl-root-cert", file("ca.pem"));
        assertThrows(SQLException.class, new Database(holder)::connect);
        Settings proven = holder.with("postgres.ssl-cert", file("client.pem")).with("postgres.ssl-key", file("client.key"));
        assertEquals("t", ssl(new Database(proven).connect()));
        assertTrue(dbt(proven).contains("no ledger of this version"));
    }

    @Test
    void theLoginMayBeBoundToTheConnection() throws Exception {
        assertEquals("t", ssl(new Database(settings.with("postgres.ssl-mode", "require").with("postgres.channel-binding", "require")).connect()));
        assertThrows(SQLException.class, new Database(settings.with("postgres.ssl-mode", "disable").with("postgres.channel-binding", "require"))::connect);
    }

    @ParameterizedTest
    @CsvSource({"require, ''", "verify-ca, ca.pem", "verify-full, ca.pem", "verify-full, other.pem"})
    void whoTakesItsPlaceWithoutTlsLearnsNothing(String mode, String root) throws Exception {
        assertFalse(toldTo(false, mode, root).contains(PASSWORD));
    }

    @ParameterizedTest
    @CsvSource({"require, ''", "verify-full, other.pem"})
    void whoTakesItsPlaceWithACertificateLearnsNothing(String mode, String root) throws Exception {
        assertFalse(toldTo(true, mode, root).contains(PASSWORD));
    }

    /** That the two tests above could fail. */
    @Test
    void whoIsProvenMayAskForThePassword() throws Exception {
        assertTrue(toldTo(true, "verify-full", "ca.pem").contains(PASSWORD));
        assertTrue(toldTo(false, "prefer", "").contains(PASSWORD));
    }

    @Test
    void aServerElsewhereMustSpeakTls() {
        assertTrue(new PostgresAddress(settings.with("postgres.host", "db")).url().contains("sslmode=require&requireAuth=%21password"));
        assertEquals("!password", new PostgresAddress(settings.with("postgres.host", "db")).environment().get("PGREQUIREAUTH"));
        assertTrue(new PostgresAddress(settings.with("postgres.host", "2001:db8::7").with("postgres.database", "a b&c").with("postgres.parameters", "prepareThreshold=0")).url()
                .matches("jdbc:postgresql://\\[2001:db8::7]:\\d+/a\\+b%26c\\?sslmode=require&.*&prepareThreshold=0"));
    }

    @Test
    void aDatabaseThatIsNotUtf8IsRefused() {
        Settings latin = settings.with("postgres.ssl-mode", "require").with("postgres.database", "latin");
        String message = assertThrows(IllegalStateException.class, new Database(latin)::migrate).getMessage();
        assertTrue(message.contains("has the encoding LATIN1") && message.contains("encoding 'UTF8'"), message);
        assertTrue(new Doctor(latin.with("nhl.api.url", "http://127.0.0.1:1").with("s3.endpoint", "http://127.0.0.1:1").with("s3.access-key", "k").with("s3.secret-key", "s"))
                .examine().toString().contains("encoding: the database has the encoding LATIN1"));
    }

    private static String ssl(Connection open) throws SQLException {
        try (Connection connection = open; Statement s = connection.createStatement();
                ResultSet row = s.executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
            row.next();
            return row.getString(1);
        }
    }

    /** What the builder of the marts says when it is started with what the program hands it. */
    private static String dbt(Settings settings) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(".venv/bin/python", "dbt/build_marts.py").redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("POSTGRES"));
        builder.environment().putAll(new PostgresAddress(settings).environment());
        return output(builder);
    }

    /** Everything that a client says to a server that takes anybody and asks for the password as it is. */
    private static String toldTo(boolean withTls, String mode, String root) throws Exception {
        try (ServerSocket impostor = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<String> told = CompletableFuture.supplyAsync(() -> listen(impostor, withTls));
            Settings asked = settings.with("postgres.port", impostor.getLocalPort()).with("postgres.ssl-mode", mode).with("postgres.ssl-root-cert", root.isEmpty() ? "" : file(root));
            assertThrows(SQLException.class, new Database(asked)::connect);
            return told.get(20, TimeUnit.SECONDS);
        }
    }

    private static String listen(ServerSocket impostor, boolean withTls) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try (Socket plain = impostor.accept()) {
            plain.setSoTimeout(10_000);
            plain.getInputStream().readNBytes(8);
            plain.getOutputStream().write(withTls ? 'S' : 'N');
            Socket socket = withTls ? secured(plain) : plain;
            InputStream in = socket.getInputStream();
            int length = (in.read() << 24) | (in.read() << 16) | (in.read() << 8) | in.read();
            told.write(in.readNBytes(length - 4));
            socket.getOutputStream().write(new byte[] {'R', 0, 0, 0, 8, 0, 0, 0, 3});
            told.write(in.readNBytes(1));
            length = (in.read() << 24) | (in.read() << 16) | (in.read() << 8) | in.read();
            told.write(in.readNBytes(Math.max(0, length - 4)));
        } catch (Exception e) {
            // the client has gone away, as it should
        }
        return told.toString(StandardCharsets.UTF_8);
    }

    private static Socket secured(Socket plain) throws Exception {
        KeyStore store = KeyStore.getInstance(folder.resolve("server.p12").toFile(), "changeit".toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private static void sign(String name, String subject, String extension) throws Exception {
        Files.writeString(folder.resolve(name + ".ext"), extension);
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", subject, "-keyout", file(name + ".key"), "-out", file(name + ".csr"));
        openssl("x509", "-req", "-in", file(name + ".csr"), "-CA", file("ca.pem"), "-CAkey", file("ca.key"), "-CAcreateserial", "-days", "2",
                "-extfile", file(name + ".ext"), "-out", file(name + ".pem"));
    }

    private static void openssl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        output(new ProcessBuilder(command).redirectErrorStream(true));
    }

    private static String output(ProcessBuilder builder) throws Exception {
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }
}
