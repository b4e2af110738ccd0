package nhldata.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nhldata.config.PostgresSettings;
import nhldata.faults.wire.TcpProxy;
import nhldata.faults.wire.Trap;
import nhldata.faults.wire.Verdict;
import nhldata.testing.RunningJob;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PostgreSQL takes connections and does not answer, while pages are asked for by clients that do not wait: the process is alive, and says what it lacks. */
@ExtendWith(Stack.class)
class StalledPostgresIT {

    /** What Kubernetes and Prometheus wait, and something for a machine that does other things, too. */
    private static final Duration A_PROBES_PATIENCE = Duration.ofSeconds(10);
    private static final int CLIENTS = 8;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aLockedTableTakesNeitherLivenessNorMetricsAway(TestEnvironment world) throws Exception {
        try (RunningJob job = RunningJob.start(world.with("nhl.api.url", "sample")); Connection locking = world.connect(); Statement lock = locking.createStatement()) {
            locking.setAutoCommit(false);
            lock.execute("lock table etl.run in access exclusive mode");
            askAndLeave(job);
            assertAliveAndTold(job);
            locking.rollback();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> status(job, "/status.json") == 200 && status(job, "/") == 200);
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> get(job, "/metrics").body().contains("nhldata_ledger_up 1"));
        }
    }

    @Test
    void neitherDoesANetworkThatSwallowsEverything(TestEnvironment world) throws Exception {
        CountDownLatch mended = new CountDownLatch(1);
        try (TcpProxy network = TcpProxy.ofPostgres(PostgresSettings.of(world.settings()).port());
                RunningJob job = RunningJob.start(world.with("nhl.api.url", "sample").with("postgres.port", network.port()))) {
            network.set(Trap.before(".", () -> {
                mended.await(2, TimeUnit.MINUTES);
                return Verdict.PASS;
            }).always());
            askAndLeave(job);
            assertAliveAndTold(job);
            network.heal();
            mended.countDown();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> get(job, "/metrics").body().contains("nhldata_ledger_up 1"));
        }
    }

    private void askAndLeave(RunningJob job) throws IOException, InterruptedException {
        for (int i = 0; i < CLIENTS; i++) {
            for (String path : new String[] {"/status.json", "/", "/health/ready"}) {
                try {
                    client.send(HttpRequest.newBuilder(job.page(path)).timeout(Duration.ofMillis(100)).build(), BodyHandlers.discarding());
                } catch (HttpTimeoutException e) {
                    // as it was to be
                }
            }
        }
    }

    private void assertAliveAndTold(RunningJob job) throws IOException, InterruptedException {
        for (int time = 0; time < 3; time++) {
            assertEquals(200, status(job, "/health/live"));
            HttpResponse<String> metrics = get(job, "/metrics");
            assertEquals(200, metrics.statusCode());
            assertTrue(metrics.body().contains("nhldata_ledger_up 0"), metrics.body());
        }
    }

    private int status(RunningJob job, String path) throws IOException, InterruptedException {
        return get(job, path).statusCode();
    }

    private HttpResponse<String> get(RunningJob job, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(job.page(path)).timeout(A_PROBES_PATIENCE).build(), BodyHandlers.ofString());
    }
}
