package nhldata.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import nhldata.embedded.LocalS3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;

class CsvListingsIT {
    private static final String BUCKET = "data-bucket";
    private static final String DATE = "player_game_stats/season=20192020/date=2020-08-04/";
    private static final List<String> GAMES = IntStream.range(1, 17).mapToObj(n -> DATE + "20190300%02d.csv".formatted(n)).toList();
    private static final byte[] ONE = "id\n1\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "id\n2\n3\n".getBytes(StandardCharsets.UTF_8);

    /** The names of the requests. */
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private LocalS3 server;
    private S3Client client;
    private CsvObjects objects;
    private CsvListings listings;
    private volatile Runnable beforeList = () -> { };
    private volatile Instant now = Instant.EPOCH;

    @BeforeEach
    void start(@TempDir Path dir) {
        server = LocalS3.start(new LocalS3.Settings(dir, 0, "nhldata", "secret"));
        client = S3Client.builder().endpointOverride(server.url()).region(Region.US_EAST_1).forcePathStyle(true)
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(c -> c.addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                        requests.add(context.request().getClass().getSimpleName().replace("Request", ""));
                        if (context.request() instanceof ListObjectsV2Request) {
                            beforeList.run();
                        }
                    }
                }))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("nhldata", "secret"))).build();
        client.createBucket(bucket -> bucket.bucket(BUCKET));
        objects = new CsvObjects(client, BUCKET);
        listings = new CsvListings(objects, () -> now);
        GAMES.forEach(key -> objects.put(key, ONE, ""));
        requests.clear();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void theGamesOfADateAreLookedUpInOneList() {
        List<String> listed = GAMES.parallelStream().map(key -> listed(key, "run")).toList();

        assertEquals(List.of("ListObjectsV2"), requests);
        assertEquals(GAMES.stream().map(objects::version).toList(), listed);
    }

    @Test
    void aGameThatIsNotThereHasNoVersion() {
        assertEquals("", listed(DATE + "2019030099.csv", "run"));
        assertEquals("", listed("player_game_stats/season=20192020/date=2020-08-05/2019030001.csv", "run"));
        assertEquals("", objects.version(DATE + "2019030099.csv"));
    }

    @Test
    void anotherRunSeesWhatWasDeletedMeanwhile() {
        assertNotEquals("", listed(GAMES.get(0), "run"));
        client.deleteObject(d -> d.bucket(BUCKET).key(GAMES.get(0)));

        assertEquals("", listed(GAMES.get(0), "another run"));
    }

    @Test
    void aListIsAskedForAnewWhenItIsOlderThanTenSeconds() {
        String before = listed(GAMES.get(0), "run");
        String after = objects.put(GAMES.get(0), OTHER, before);
        now = now.plusSeconds(10);
        assertEquals(before, listed(GAMES.get(0), "run"));
        now = now.plusMillis(1);

        assertEquals(after, listed(GAMES.get(0), "run"));
    }

    /** Each game for itself would wait for a dawdling S3 one after the other. */
    @Test
    void gamesThatWaitForOneListShareItsFailureAndTheNextToAskMakesAnother() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch fail = new CountDownLatch(1);
        beforeList = () -> {
            asked.countDown();
            try {
                fail.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new IllegalStateException("no list today");
        };
        List<CompletableFuture<String>> games = new ArrayList<>();
        List<Thread> waiting = new ArrayList<>();
        for (String key : GAMES) {
            CompletableFuture<String> game = new CompletableFuture<>();
            games.add(game);
            Thread thread = new Thread(() -> game.completeAsync(() -> listed(key, "run"), Runnable::run), key);
            thread.start();
            waiting.add(thread);
            asked.await();
        }
        for (Thread thread : waiting) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        fail.countDown();

        for (CompletableFuture<String> game : games) {
            assertEquals("no list today", assertThrows(CompletionException.class, game::join).getCause().getMessage());
        }
        assertEquals(List.of("ListObjectsV2"), requests);
        beforeList = () -> { };
        assertEquals(objects.version(GAMES.get(0)), listed(GAMES.get(0), "run"));
    }

    @Test
    void aPutOverAListedVersionThatSomebodyHasReplacedOrDeletedIsRefused() {
        String replaced = listed(GAMES.get(0), "run");
        String deleted = listed(GAMES.get(1), "run");
        String replacement = objects.put(GAMES.get(0), OTHER, replaced);
        client.deleteObject(d -> d.bucket(BUCKET).key(GAMES.get(1)));

        assertEquals(412, assertThrows(S3Exception.class, () -> objects.put(GAMES.get(0), ONE, replaced)).statusCode());
        assertThrows(S3Exception.class, () -> objects.put(GAMES.get(1), ONE, deleted));

        assertEquals(replacement, objects.version(GAMES.get(0)));
        assertEquals("", objects.version(GAMES.get(1)));
    }

    private String listed(String key, String runId) {
        try {
            return listings.version(key, runId);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
