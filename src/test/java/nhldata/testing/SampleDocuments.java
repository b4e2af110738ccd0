package nhldata.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nhldata.sample.SampleLeague;

/** The sample league's documents, each fetched from it once. Its clock decides which games are over. */
public final class SampleDocuments implements Documents, AutoCloseable {

    private final SampleLeague league;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Optional<byte[]>> documents = new ConcurrentHashMap<>();

    /** Those of today, for all tests of this JVM. They end with it. */
    private static final class Shared {
        static final SampleDocuments DOCUMENTS = new SampleDocuments(Clock.systemUTC());
    }

    public SampleDocuments(Clock clock) {
        league = SampleLeague.start(0, clock);
    }

    static SampleDocuments shared() {
        return Shared.DOCUMENTS;
    }

    @Override
    public byte[] document(String path) {
        return documents.computeIfAbsent(path, this::fetch).orElse(null);
    }

    private Optional<byte[]> fetch(String path) {
        try {
            HttpResponse<byte[]> answer = client.send(HttpRequest.newBuilder(URI.create(league.uri() + path)).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        league.close();
    }
}
