package nhldata.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nhldata.config.Settings;
import nhldata.doctor.Doctor;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real PgBouncer between the program and PostgreSQL. */
@ExtendWith(Stack.class)
class PoolerIT {

    private static Path pgbouncer;

    @TempDir
    private Path folder;
    private int port;

    @BeforeAll
    static void find() {
        pgbouncer = Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer").map(Path::of).filter(Files::isExecutable).findFirst().orElse(null);
        assumeTrue(pgbouncer != null, "there is no pgbouncer on this machine");
    }

    @Test
    void whereSessionsArePooledTheJobWorksAndDoctorSaysSo(TestEnvironment empty) throws Exception {
        TestEnvironment world = empty.withoutTables().with("nhl.api.url", "sample");
        Process pooler = start(world, "session");
        try {
            TestEnvironment pooled = world.with("postgres.port", port).with("postgres.parameters", "prepareThreshold=0");
            assertEquals("succeeded", pooled.sweep("2022-12-04", "2022-12-04").status());
            assertEquals("succeeded", pooled.sweep("2022-12-04", "2022-12-05").status());
            assertTrue(doctor(pooled).contains("with session pooling as required"), doctor(pooled));
        } finally {
            pooler.destroy();
        }
    }

    @Test
    void whereTransactionsArePooledTheStartIsRefusedAndDoctorSaysWhatToDo(TestEnvironment world) throws Exception {
        Process pooler = start(world, "transaction");
        try {
            TestEnvironment pooled = world.with("postgres.port", port).with("postgres.parameters", "prepareThreshold=0");
            String refusal = assertThrows(IllegalStateException.class, pooled::start).getMessage();
            assertTrue(refusal.contains("Set its pool_mode to session"), refusal);
            assertTrue(doctor(pooled).contains("Set its pool_mode to session"), doctor(pooled));
        } finally {
            pooler.destroy();
        }
    }

    /** As another user where this one is root, which PgBouncer refuses to be. */
    private Process start(TestEnvironment world, String mode) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Settings postgres = world.settings();
        Path ini = Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                * = host=127.0.0.1 port=%s user=%s password=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                default_pool_size = 40
                """.formatted(postgres.get("postgres.port"), postgres.get("postgres.user"), postgres.get("postgres.password"), port, mode));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.addAll(List.of(pgbouncer.toString(), ini.toString()));
        Process pooler = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("pgbouncer.log").toFile()).start();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            assertTrue(pooler.isAlive(), () -> log());
            try (Socket answers = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return answers.isConnected();
            } catch (IOException e) {
                return false;
            }
        });
        return pooler;
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("pgbouncer.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String doctor(TestEnvironment world) {
        return new Doctor(world.settings()).examine().toString();
    }
}
