import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The plain AWS SDK in a loop, and nothing else: {@code Objects put|get ENDPOINT THREADS FOLDER BUCKET} puts the files of a folder into a bucket
 * under the same keys, or gets those keys from it. Prints objects, bytes and seconds of the loop only.
 */
public final class Objects {

    private Objects() {
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[3]);
        String bucket = args[4];
        Map<String, byte[]> objects = read(folder);
        try (S3Client s3 = S3Client.builder().endpointOverride(URI.create(args[1])).forcePathStyle(true).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("nhldata", "nhldata-secret"))).build()) {
            Consumer<String> request;
            if (args[0].equals("put")) {
                s3.createBucket(b -> b.bucket(bucket));
                request = key -> s3.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromBytes(objects.get(key)));
            } else {
                request = key -> s3.getObjectAsBytes(b -> b.bucket(bucket).key(key));
            }
            double seconds = loop(List.copyOf(objects.keySet()), Integer.parseInt(args[2]), request);
            long bytes = objects.values().stream().mapToLong(object -> object.length).sum();
            System.out.printf("{\"objects\": %d, \"bytes\": %d, \"seconds\": %s}%n", objects.size(), bytes, seconds);
        }
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        Map<String, byte[]> objects = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                objects.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return objects;
    }

    private static double loop(List<String> keys, int threads, Consumer<String> request) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> pending = new ArrayList<>();
        long start = System.nanoTime();
        keys.forEach(key -> pending.add(pool.submit(() -> request.accept(key))));
        for (Future<?> one : pending) {
            one.get();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        pool.shutdown();
        return seconds;
    }
}
