package nhldata.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import nhldata.api.Api;
import nhldata.api.OutboundProxy;
import nhldata.config.ApiSettings;
import nhldata.config.Settings;

/** Checks the API: one schedule request, as a run makes it, and the clock of the API server. */
final class ApiProbe {

    private static final String DATE = "2020-08-04";
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final Settings settings;

    ApiProbe(Settings settings) {
        this.settings = settings;
    }

    List<ProbeResult> check() {
        ApiSettings api = ApiSettings.of(settings);
        String url = api.url().toString();
        if (api.isSample()) {
            return List.of(ProbeResult.ok("API", "sample league (built in, invented players)"));
        }
        List<ProbeResult> results = new ArrayList<>();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(Api.of(url).base() + api.schedulePath()
                            .replace("{date}", DATE).replace("{end}", DATE)))
                    .header("User-Agent", "nhldata/1.0").header("Accept", "application/json")
                    .timeout(api.responseTimeout()).build();
            long start = System.nanoTime();
            HttpResponse<InputStream> response = OutboundProxy.client().connectTimeout(api.connectTimeout()).build()
                    .send(request, HttpResponse.BodyHandlers.ofInputStream());
            // the timeout covers the response head only; the body is not read, because it might never end
            response.body().close();
            results.add(status(url, response.statusCode(), (System.nanoTime() - start) / 1_000_000));
            response.headers().firstValue("Date").ifPresent(date -> clock(date, results));
        } catch (IOException e) {
            results.add(ProbeResult.fail("API", url + " unavailable: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    "check the network, the proxy and NHL_API_URL; NHL_API_URL=sample needs no network"));
        } catch (IllegalArgumentException e) {
            results.add(ProbeResult.fail("API", e.getMessage(), "set NHL_API_URL"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return results;
    }

    private static ProbeResult status(String url, int status, long millis) {
        if (status == OK) {
            return ProbeResult.ok("API", url + " responded in " + millis + " ms");
        }
        if (status == TOO_MANY) {
            return ProbeResult.warn("API", url + " rejected the request: rate limit exceeded (429)", "lower NHL_API_REQUESTS_PER_SECOND");
        }
        if (status >= SERVER_ERROR) {
            return ProbeResult.fail("API", url + " unavailable: status " + status, "none: the next run fetches the missing games");
        }
        return ProbeResult.fail("API", url + " responded with status " + status + " to the schedule request for " + DATE,
                "check NHL_API_URL and NHL_API_SCHEDULE_PATH; 401 or 403 means that the API rejects this host");
    }

    private static void clock(String date, List<ProbeResult> results) {
        try {
            Duration skew = Duration.between(Instant.now(), ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()).abs();
            if (skew.compareTo(SKEW) > 0) {
                results.add(ProbeResult.warn("clock", "the clocks of this host and the API differ by " + skew.toMinutes() + " minutes",
                        "synchronize the clock (NTP): a run determines yesterday's date from it"));
            }
        } catch (DateTimeParseException e) {
            // an unparsable date is no failure of the API
        }
    }
}
