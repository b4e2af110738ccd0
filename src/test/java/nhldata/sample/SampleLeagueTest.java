package nhldata.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleLeagueTest {
    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<byte[]> get(URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** A change of these may change every number seen in the sample league, those of the README among them. */
    @ParameterizedTest
    @CsvSource({
        "/v1/schedule/2020-08-04, 48d2c9bd977f02fdb17891dbd0bce9b7",
        "/v1/gamecenter/2019030111/boxscore, cd48df8f16dfa0bcdab680a23908815f",
        "/v1/gamecenter/2024020600/boxscore, d47815ce606da59e536b437c02b39040",
        "/v1/roster/EDM/20192020, 0b10269a7e49dff685a4f3c874375980",
        "/v1/roster/EDM/20992100, 122095d9fc3a18e8c795c9857f589944"
    })
    void hasTheDocumentsOfEarlierReleases(String path, String sha256) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Documents.at("2101-01-01T00:00:00Z").bytes(path));
        assertEquals(sha256, HexFormat.of().formatHex(digest).substring(0, 32));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/schedule/2020-13-01, 400",
        "/v1/schedule/now, 400",
        "/v1/schedule/+1000000-01-01, 404",
        "/v1/schedule/1900-01-01, 404",
        "/v1/gamecenter/2019039999/boxscore, 404",
        "/v1/gamecenter/9999020001/boxscore, 404",
        "/v1/gamecenter/abc/boxscore, 404",
        "/v1/roster/XYZ/20192020, 404",
        "/v1/roster/TOR/20192021, 404",
        "/v1/player/8478402/landing, 404",
        "/v1/player/9999999/landing, 404",
        "/nothing, 404"
    })
    void answersWithAnErrorInJson(String path, int status) throws Exception {
        try (SampleLeague league = SampleLeague.start()) {
            HttpResponse<byte[]> response = get(league.uri().resolve(path));
            assertEquals(status, response.statusCode());
            assertTrue(new String(response.body()).startsWith("{\"error\":"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/schedule/2020-08-04", "/v1/roster/TOR/20192020", "/nothing"})
    void saysInEveryAnswerThatThePlayersAreInvented(String path) throws Exception {
        try (SampleLeague league = SampleLeague.start()) {
            HttpResponse<byte[]> response = get(league.uri().resolve(path));
            assertEquals("invented players", response.headers().firstValue("X-Sample-League").orElseThrow());
            assertEquals("application/json; charset=utf-8", response.headers().firstValue("Content-Type").orElseThrow());
        }
    }

    @Test
    void allowsOnlyGet() throws Exception {
        try (SampleLeague league = SampleLeague.start()) {
            HttpRequest post = HttpRequest.newBuilder(league.uri().resolve("/v1/schedule/2020-08-04"))
                    .POST(HttpRequest.BodyPublishers.ofString("x")).build();
            assertEquals(405, client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode());
        }
    }

    @Test
    void freesItsPortWhenClosed() throws Exception {
        SampleLeague league = SampleLeague.start();
        URI uri = league.uri();
        assertThrows(IllegalStateException.class, () -> SampleLeague.start(uri.getPort(), Clock.systemUTC()));
        league.close();
        assertThrows(ConnectException.class, () -> get(uri.resolve("/v1/schedule/2020-08-04")));
        try (SampleLeague again = SampleLeague.start(uri.getPort(), Clock.systemUTC())) {
            assertEquals(uri, again.uri());
            assertEquals(200, get(uri.resolve("/v1/schedule/2020-08-04")).statusCode());
        }
    }
}
