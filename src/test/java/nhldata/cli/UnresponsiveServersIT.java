package nhldata.cli;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import nhldata.database.Database;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers that take a connection and then say nothing, as a frozen virtual machine does. */
@ExtendWith(Stack.class)
class UnresponsiveServersIT {

    private static final Duration LONGER_THAN_ANY_PERSON_WAITS = Duration.ofSeconds(40);

    @Test
    void aVerbThatAsksPostgresqlDoesNotWaitForEver(TestEnvironment world) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Database database = new Database(world.with("postgres.port", silent.getLocalPort()).settings());
            assertTimeoutPreemptively(LONGER_THAN_ANY_PERSON_WAITS, () -> assertThrows(SQLException.class, database::connect));
        }
    }

    @Test
    void ofAPostgresqlThatIsDownOneIsToldAlsoWhileS3SaysNothing(TestEnvironment world) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            TestEnvironment broken = world.with("postgres.port", closedPort())
                    .with("s3.endpoint", "http://127.0.0.1:" + silent.getLocalPort());
            Exception refused = assertTimeoutPreemptively(LONGER_THAN_ANY_PERSON_WAITS, () -> assertThrows(Exception.class, broken::start));
            assertTrue(refused.getMessage().contains("Connection"), refused.getMessage());
            assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().equals("build-routes")), "nothing of the start goes on");
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
