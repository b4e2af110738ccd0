package nhldata.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalInt;

/** The NHL API: its base URL, its name in the ledger, and its rate limit. */
public record Api(URI base) {

    private static final String LIVE_HOST = "api-web.nhle.com";

    /**
     * Five requests a second are fewer than a browser sends for one box score page, which loads dozens of
     * documents at once; the NHL publishes no limit.
     */
    private static final int DEFAULT_RATE = 5;
    public static final int UNLIMITED = 1_000_000;

    public static Api of(String url) {
        if (url.matches(".*[@?#].*")) {
            // the URL is not repeated, since it may contain a password
            throw new IllegalArgumentException("NHL_API_URL must be a plain base URL, without a user, a query or a fragment");
        }
        try {
            URI base = new URI(url.strip().replaceAll("/+$", ""));
            if (base.getHost() != null && base.getScheme() != null && base.getScheme().matches("https?")) {
                return new Api(base);
            }
        } catch (URISyntaxException e) {
            // reported below
        }
        throw new IllegalArgumentException("NHL_API_URL must be a URL such as https://" + LIVE_HOST
                + ", or the word sample, not \"" + url + "\"");
    }

    /** {@code nhl} for the live API, otherwise host and port. Recorded in every row. */
    public String source() {
        if (base.getHost().equals(LIVE_HOST)) {
            return "nhl";
        }
        return base.getPort() < 0 ? base.getHost() : base.getHost() + ":" + base.getPort();
    }

    /** Requests per second; {@value #DEFAULT_RATE} if not given, but unlimited for an API on this machine. */
    public int requestsPerSecond(OptionalInt given) {
        return given.orElseGet(() -> isLoopback() ? UNLIMITED : DEFAULT_RATE);
    }

    /** Whether there is any HTTP response, even an error. */
    public boolean isReachable() {
        HttpClient client = OutboundProxy.client().connectTimeout(Duration.ofSeconds(5)).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/v1/schedule/2020-08-04"))
                .timeout(Duration.ofSeconds(10)).method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
        try {
            client.send(request, HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(base.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
