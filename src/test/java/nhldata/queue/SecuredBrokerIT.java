package nhldata.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nhldata.testing.KafkaBroker;
import nhldata.testing.PackagedProgram;
import nhldata.testing.TestEnvironment;
import nhldata.testing.Tls;
import nhldata.testing.WithSampleLeague;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that demands TLS and a login, as hosted ones do, and the client properties of Kafka's own tools. */
@Tag("slow")
class SecuredBrokerIT extends WithSampleLeague {

    private static final String DATE = "2022-10-11";
    private static final String PASSWORD = "canary-of-the-broker";

    private static KafkaBroker broker;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void startTheBroker() throws Exception {
        broker = KafkaBroker.secured(Files.createDirectories(folder.resolve("broker")), "nhldata", PASSWORD);
    }

    @AfterAll
    static void stopTheBroker() throws Exception {
        broker.close();
    }

    @Test
    void gamesTravelOverTlsWithALogin() throws Exception {
        TestEnvironment with = with(config("right", "SASL_SSL", PASSWORD, Tls.trustStore()));
        try (PackagedProgram sweep = PackagedProgram.start(with, folder, "sweep", "--from", DATE, "--to", DATE)) {
            assertEquals(0, sweep.exitCode(), sweep.output());
            assertFalse(sweep.output().contains(PASSWORD));
        }
        assertEquals("succeeded | 12", world.row("select status, games_loaded from etl.run"));
        try (PackagedProgram doctor = PackagedProgram.start(with, folder, "doctor")) {
            doctor.exitCode();
            assertTrue(doctor.output().contains("✓ games queue: topic secured"), doctor.output());
        }
    }

    @Test
    void aWrongPasswordOrCertificateIsRefusedInWordsAndNothingIsBegun() throws Exception {
        Path others = Files.createDirectories(folder.resolve("others"));
        Path foreign = others.resolve("foreign.p12");
        assertEquals(0, new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "foreign", "-keyalg", "EC", "-dname", "CN=foreign",
                "-keystore", foreign.toString(), "-storetype", "PKCS12", "-storepass", Tls.password()).inheritIO().start().waitFor());
        for (Map.Entry<Path, String> refused : Map.of(
                config("wrong password", "SASL_SSL", "canary-wrong", Tls.trustStore()), "Authentication failed",
                config("foreign authority", "SASL_SSL", PASSWORD, foreign), "SSL handshake failed").entrySet()) {
            try (PackagedProgram sweep = PackagedProgram.start(with(refused.getKey()), folder, "sweep", "--from", DATE, "--to", DATE)) {
                assertEquals(1, sweep.exitCode(), sweep.output());
                assertTrue(sweep.output().contains(refused.getValue()) && sweep.output().contains("NHL_GAMES_KAFKA_CONFIG"), sweep.output());
                assertFalse(sweep.output().contains("canary"), sweep.output());
            }
        }
        assertEquals("0", world.row("select count(*) from etl.run"));
    }

    private TestEnvironment with(Path config) {
        return world.with("nhl.games.channel", broker.channel("secured") + "&partitions=4").with("nhl.games.kafka-config", config);
    }

    private static Path config(String name, String protocol, String password, Path trustStore) throws IOException {
        return Files.writeString(folder.resolve(name + ".properties"), String.join("\n", "security.protocol=" + protocol, "sasl.mechanism=PLAIN",
                "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"nhldata\" password=\"" + password + "\";",
                "ssl.truststore.location=" + trustStore, "ssl.truststore.password=" + Tls.password()));
    }
}
