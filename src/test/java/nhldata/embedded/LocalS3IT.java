package nhldata.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class LocalS3IT {
    private static final String BUCKET = "data-bucket";
    private static final String KEY = "player_game_stats/season=20192020/date=2020-08-04/2019030042.csv";
    private static final String MD5_OF_HELLO = "5d41402abc4b2a76b9719d911017c592";

    @TempDir
    private Path dir;
    private LocalS3 s3;
    private S3Client client;

    @BeforeEach
    void start() {
        s3 = LocalS3.start(settings(0));
        client = client(s3.url(), "secret");
        client.createBucket(bucket -> bucket.bucket(BUCKET));
    }

    @AfterEach
    void stop() {
        client.close();
        s3.close();
    }

    private LocalS3.Settings settings(int port) {
        return new LocalS3.Settings(dir, port, "nhldata", "secret");
    }

    private static S3Client client(URI url, String secret) {
        return S3Client.builder().endpointOverride(url).region(Region.US_EAST_1).forcePathStyle(true)
                .httpClientBuilder(ApacheHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("nhldata", secret))).build();
    }

    private void restart() {
        stop();
        s3 = LocalS3.start(settings(0));
        client = client(s3.url(), "secret");
    }

    private String put(String key, String text) {
        return client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(text)).eTag();
    }

    private String get(String key) {
        return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
    }

    private HeadObjectResponse head(String key) {
        return client.headObject(head -> head.bucket(BUCKET).key(key));
    }

    private List<S3Object> list() {
        return client.listObjectsV2Paginator(list -> list.bucket(BUCKET)).contents().stream().toList();
    }

    private Path file(String key) {
        return dir.resolve(BUCKET).resolve(key);
    }

    private Path byHand(String key, String text) throws IOException {
        Files.createDirectories(file(key).getParent());
        return Files.writeString(file(key), text);
    }

    @Test
    void objectIsAPlainFileWithTypeAndMetadataThatSurvivesARestart() throws Exception {
        client.putObject(put -> put.bucket(BUCKET).key(KEY).contentType("text/csv").metadata(Map.of("run", "4711")), RequestBody.fromString("hello"));
        assertEquals("hello", Files.readString(file(KEY)));
        restart();
        assertEquals("hello", get(KEY));
        assertEquals("text/csv", head(KEY).contentType());
        assertEquals(Map.of("run", "4711"), head(KEY).metadata());
        assertEquals('"' + MD5_OF_HELLO + '"', head(KEY).eTag());
        assertEquals(List.of(BUCKET), client.listBuckets().buckets().stream().map(bucket -> bucket.name()).toList());
    }

    @Test
    void wrongKeyIsForbidden() {
        try (S3Client stranger = client(s3.url(), "guess")) {
            assertEquals(403, assertThrows(S3Exception.class, () -> stranger.listObjectsV2(list -> list.bucket(BUCKET))).statusCode());
        }
    }

    @Test
    void oneOfManyConditionalPutsWins() {
        List<CompletableFuture<Boolean>> puts = IntStream.range(0, 16)
                .mapToObj(writer -> CompletableFuture.supplyAsync(() -> isFirst("writer " + writer))).toList();
        assertEquals(1, puts.stream().filter(CompletableFuture::join).count());
        assertEquals(412, assertThrows(S3Exception.class, () -> client.putObject(put -> put.bucket(BUCKET).key(KEY).ifNoneMatch("*"),
                RequestBody.fromString("late"))).statusCode());
        assertTrue(get(KEY).startsWith("writer "));
    }

    @Test
    void oneOfManyPutsOverTheSameVersionWins() throws Exception {
        put(KEY, "known");
        String known = client.headObject(head -> head.bucket(BUCKET).key(KEY)).eTag();
        List<CompletableFuture<Boolean>> puts = IntStream.range(0, 16)
                .mapToObj(writer -> CompletableFuture.supplyAsync(() -> putOver(known, "writer " + writer) == 200)).toList();
        assertEquals(1, puts.stream().filter(CompletableFuture::join).count());
        assertTrue(Files.readString(dir.resolve(BUCKET).resolve(KEY)).startsWith("writer "));
    }

    @Test
    void aPutOverAVersionThatSomebodyEditedOrDeletedIsRefused() throws Exception {
        put(KEY, "known");
        String known = client.headObject(head -> head.bucket(BUCKET).key(KEY)).eTag();
        Files.writeString(dir.resolve(BUCKET).resolve(KEY), "by hand");
        assertEquals(412, putOver(known, "late"));
        assertEquals("by hand", get(KEY));
        client.deleteObject(delete -> delete.bucket(BUCKET).key(KEY));
        assertEquals(404, putOver(known, "late"));
    }

    /** Each by a client of its own: the server hangs up on whom it refuses, and those who share a pool would find that out one by one. */
    private int putOver(String etag, String text) {
        try (S3Client writer = client(s3.url(), "secret")) {
            writer.putObject(put -> put.bucket(BUCKET).key(KEY).ifMatch(etag), RequestBody.fromString(text));
            return 200;
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }

    private boolean isFirst(String text) {
        try (S3Client writer = client(s3.url(), "secret")) {
            writer.putObject(put -> put.bucket(BUCKET).key(KEY).ifNoneMatch("*"), RequestBody.fromString(text));
            return true;
        } catch (S3Exception e) {
            return false;
        }
    }

    @Test
    void listShowsOnlyWholeObjectsWhileFourThreadsPut() {
        String game = "x".repeat(15_000);
        long until = System.nanoTime() + 2_000_000_000L;
        List<CompletableFuture<Integer>> writers = IntStream.range(0, 4).mapToObj(writer -> CompletableFuture.supplyAsync(() -> {
            int put = 0;
            while (System.nanoTime() < until) {
                put("game/" + writer + "-" + put++ % 50 + ".csv", game);
            }
            return put;
        })).toList();
        int lists = 0;
        while (System.nanoTime() < until) {
            for (S3Object object : list()) {
                assertTrue(object.key().matches("game/\\d-\\d+\\.csv"), object.key());
                assertEquals(game.length(), object.size());
            }
            lists++;
        }
        int puts = writers.stream().mapToInt(CompletableFuture::join).sum();
        assertTrue(puts > 50 && lists > 5, puts + " puts and " + lists + " lists are too few to tell");
    }

    @Test
    void putThatBreaksOffLeavesTheOldObject() throws Exception {
        put(KEY, "whole");
        assertThrows(RuntimeException.class, () -> client.putObject(put -> put.bucket(BUCKET).key(KEY).contentMD5("AAAAAAAAAAAAAAAAAAAAAA=="),
                RequestBody.fromString("half")));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), s3.url().getPort())) {
            socket.getOutputStream().write(("PUT /" + BUCKET + "/" + KEY + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf")
                    .getBytes(StandardCharsets.US_ASCII));
        }
        assertEquals("whole", get(KEY));
        assertEquals(List.of(KEY), list().stream().map(S3Object::key).toList());
    }

    @Test
    void whatAKilledServerWasWritingIsGoneAfterTheNextStart() throws Exception {
        put(KEY, "whole");
        stop();
        Path half = Files.writeString(dir.resolve(FsyncBlobStore.INCOMING).resolve("4ab0cd31-6a3c-4b54-9c55-7f0f4d8b1c11"), "half");
        byHand(KEY + "-4ab0cd31-6a3c-4b54-9c55-7f0f4d8b1c11", "half a copy");
        s3 = LocalS3.start(settings(0));
        client = client(s3.url(), "secret");
        assertFalse(Files.exists(half));
        assertEquals(List.of(KEY), list().stream().map(S3Object::key).toList());
    }

    @Test
    void filePutByHandIsAnObject() throws Exception {
        byHand("by/hand.csv", "hello");
        S3Object listed = list().get(0);
        assertEquals("by/hand.csv", listed.key());
        assertEquals(5, listed.size());
        assertEquals('"' + MD5_OF_HELLO + '"', listed.eTag());
        assertEquals("hello", get("by/hand.csv"));
        assertEquals('"' + MD5_OF_HELLO + '"', head("by/hand.csv").eTag());
    }

    @Test
    void fileEditedInPlaceChangesETagSizeAndTime() throws Exception {
        put(KEY, "hello");
        HeadObjectResponse before = head(KEY);
        Files.setLastModifiedTime(file(KEY), FileTime.fromMillis(before.lastModified().toEpochMilli() + 1_000));
        assertEquals(before.eTag(), head(KEY).eTag());
        Files.writeString(file(KEY), "hello, edited", StandardOpenOption.TRUNCATE_EXISTING);
        Files.setLastModifiedTime(file(KEY), FileTime.fromMillis(before.lastModified().toEpochMilli() + 2_000));
        HeadObjectResponse after = head(KEY);
        assertNotEquals(before.eTag(), after.eTag());
        assertEquals(after.eTag(), list().get(0).eTag());
        assertEquals(13, after.contentLength());
        assertTrue(after.lastModified().isAfter(before.lastModified()));
    }

    @Test
    void fileEditedToTheSameLengthChangesItsETagFirstSeenByList() throws Exception {
        String before = put(KEY, "hello");
        byHand(KEY, "world");
        String listed = list().get(0).eTag();
        assertNotEquals(before, listed);
        assertEquals(listed, head(KEY).eTag());
        assertEquals(listed, client.getObject(get -> get.bucket(BUCKET).key(KEY).ifMatch(listed)).response().eTag());
    }

    @Test
    void partsAreJoinedUnderOneLastingETag() {
        String upload = client.createMultipartUpload(create -> create.bucket(BUCKET).key(KEY)).uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int number : new int[] {1, 2}) {
            String text = number == 1 ? "a".repeat(5 << 20) : "b";
            String etag = client.uploadPart(part -> part.bucket(BUCKET).key(KEY).uploadId(upload).partNumber(number), RequestBody.fromString(text)).eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        assertEquals(List.of(), list());
        String etag = client.completeMultipartUpload(complete -> complete.bucket(BUCKET).key(KEY).uploadId(upload)
                .multipartUpload(all -> all.parts(parts))).eTag();
        assertEquals(etag, head(KEY).eTag());
        assertEquals(etag, list().get(0).eTag());
        assertEquals((5 << 20) + 1, head(KEY).contentLength());
    }

    @Test
    void copyKeepsContentAndETag() {
        String etag = put(KEY, "hello");
        client.copyObject(copy -> copy.sourceBucket(BUCKET).sourceKey(KEY).destinationBucket(BUCKET).destinationKey("copy.csv"));
        assertEquals("hello", get("copy.csv"));
        assertEquals(etag, head("copy.csv").eTag());
    }

    @Test
    void keysThatTheFolderCannotHoldAreRefusedRatherThanLost() {
        put("a", "file");
        for (String key : new String[] {"a/b", "half-4ab0cd31-6a3c-4b54-9c55-7f0f4d8b1c11", ".mpus-x"}) {
            assertEquals(400, assertThrows(S3Exception.class, () -> put(key, "x"), key).statusCode(), key);
        }
        assertEquals("file", get("a"));
    }

    @Test
    void deletedObjectIsGoneAndItsKeyUsableAgain() {
        put(KEY, "hello");
        client.deleteObject(delete -> delete.bucket(BUCKET).key(KEY));
        assertEquals(404, assertThrows(S3Exception.class, () -> head(KEY)).statusCode());
        put(KEY, "again");
        assertEquals("again", get(KEY));
    }

    @Test
    void missingBucketIsNotFound() {
        assertEquals(404, assertThrows(S3Exception.class, () -> client.putObject(put -> put.bucket("no-such-bucket").key(KEY),
                RequestBody.fromString("x"))).statusCode());
    }

    @Test
    void takenPortIsExplainedWithTheWayOut(@TempDir Path elsewhere) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            EmbeddedServerException refused = assertThrows(EmbeddedServerException.class,
                    () -> LocalS3.start(new LocalS3.Settings(elsewhere, port, "nhldata", "secret")));
            assertTrue(refused.getMessage().contains("S3_PORT=" + (port + 1) + " make step1"), refused.getMessage());
        }
    }

    @Test
    void secondServerOverTheSameFolderIsRefusedAndOneElsewhereIsSeparate(@TempDir Path elsewhere) {
        assertTrue(assertThrows(EmbeddedServerException.class, () -> LocalS3.start(settings(0))).getMessage().contains("in use by another run"));
        put(KEY, "hello");
        try (LocalS3 second = LocalS3.start(new LocalS3.Settings(elsewhere, 0, "nhldata", "secret")); S3Client other = client(second.url(), "secret")) {
            assertEquals(List.of(), other.listBuckets().buckets());
        }
        assertEquals("hello", get(KEY));
    }

    @Test
    void onlyThisMachineCanConnect() {
        assertEquals("127.0.0.1", s3.url().getHost());
        assertThrows(IOException.class, () -> new Socket("127.0.0.2", s3.url().getPort()).close());
    }

    @Test
    void startingAndStoppingLeavesNoThread() {
        restart();
        stop();
        Set<String> before = threads();
        for (int start = 0; start < 5; start++) {
            LocalS3.start(settings(0)).close();
        }
        assertEquals(before, threads());
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toCollection(TreeSet::new));
    }
}
