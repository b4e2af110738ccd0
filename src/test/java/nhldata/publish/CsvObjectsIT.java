package nhldata.publish;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
import software.amazon.awssdk.services.s3.model.S3Exception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class CsvObjectsIT {
    private static final String BUCKET = "data-bucket";
    private static final String DATE = "player_game_stats/season=20192020/date=2020-08-04/";
    private static final List<String> GAMES = IntStream.range(1, 17).mapToObj(n -> DATE + "20190300%02d.csv".formatted(n)).toList();
    private static final byte[] ONE = "id\n1\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "id\n2\n3\n".getBytes(StandardCharsets.UTF_8);

    /** The names of the requests, as they went out. */
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private LocalS3 server;
    private S3Client client;
    private CsvObjects objects;

    @BeforeEach
    void start(@TempDir Path dir) {
        server = LocalS3.start(new LocalS3.Settings(dir, 0, "nhldata", "secret"));
        client = S3Client.builder().endpointOverride(server.url()).region(Region.US_EAST_1).forcePathStyle(true)
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(c -> c.addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                        requests.add(context.request().getClass().getSimpleName().replace("Request", ""));
                    }
                }))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("nhldata", "secret"))).build();
        client.createBucket(bucket -> bucket.bucket(BUCKET));
        objects = new CsvObjects(client, BUCKET);
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
        List<String> listed = GAMES.parallelStream().map(objects::listed).toList();

        assertEquals(List.of("ListObjectsV2"), requests);
        assertEquals(GAMES.stream().map(objects::version).toList(), listed);
    }

    @Test
    void aGameThatIsNotThereHasNoVersion() {
        assertEquals("", objects.listed(DATE + "2019030099.csv"));
        assertEquals("", objects.listed("player_game_stats/season=20192020/date=2020-08-05/2019030001.csv"));
        assertEquals("", objects.version(DATE + "2019030099.csv"));
    }

    @Test
    void whatIsPutMeanwhileIsListed() {
        String key = GAMES.get(3);
        String put = objects.put(key, OTHER, objects.listed(key));

        assertEquals(put, objects.listed(key));
        assertEquals(put, objects.version(key));
    }

    @Test
    void aPutOverAListedVersionThatSomebodyHasReplacedOrDeletedIsRefused() {
        String replaced = objects.listed(GAMES.get(0));
        String deleted = objects.listed(GAMES.get(1));
        String replacement = new CsvObjects(client, BUCKET).put(GAMES.get(0), OTHER, replaced);
        client.deleteObject(d -> d.bucket(BUCKET).key(GAMES.get(1)));

        assertEquals(412, assertThrows(S3Exception.class, () -> objects.put(GAMES.get(0), ONE, replaced)).statusCode());
        assertThrows(S3Exception.class, () -> objects.put(GAMES.get(1), ONE, deleted));

        assertEquals(replacement, objects.version(GAMES.get(0)));
        assertEquals("", objects.version(GAMES.get(1)));
    }
}
