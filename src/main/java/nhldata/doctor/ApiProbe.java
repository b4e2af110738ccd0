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

/** The API: one request for a schedule, as the program makes it; and its clock. */
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

    List<ProbeResult> findings() {
        ApiSettings api = ApiSettings.of(settings);
        String url = api.url().toString();
        if (api.isSample()) {
            return List.of(ProbeResult.tick("API", "the sample league, which is part of the program: invented players"));
        }
        List<ProbeResult> findings = new ArrayList<>();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(Api.of(url).base() + api.schedulePath()
                            .replace("{date}", DATE).replace("{end}", DATE)))
                    .header("User-Agent", "nhldata/1.0").header("Accept", "application/json")
                    .timeout(api.responseTimeout()).build();
            long start = System.nanoTime();
            HttpResponse<InputStream> answer = OutboundProxy.client().connectTimeout(api.connectTimeout()).build()
                    .send(request, HttpResponse.BodyHandlers.ofInputStream());
            // its time limit is one of the head alone: a body that never ends is not waited for
            answer.body().close();
            findings.add(status(url, answer.statusCode(), (System.nanoTime() - start) / 1_000_000));
            answer.headers().firstValue("Date").ifPresent(date -> clock(date, findings));
        } catch (IOException e) {
            findings.add(ProbeResult.cross("API", url + " cannot be reached: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    "check the network, a proxy, and NHL_API_URL; NHL_API_URL=sample needs no network"));
        } catch (IllegalArgumentException e) {
            findings.add(ProbeResult.cross("API", e.getMessage(), "set NHL_API_URL"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return findings;
    }

    private static ProbeResult status(String url, int status, long millis) {
        if (status == OK) {
            return ProbeResult.tick("API", url + " answers in " + millis + " ms");
        }
        if (status == TOO_MANY) {
            return ProbeResult.note("API", url + " asks to be asked less (429)", "lower NHL_API_REQUESTS_PER_SECOND");
        }
        if (status >= SERVER_ERROR) {
            return ProbeResult.cross("API", url + " answers with status " + status + ": it is unavailable", "nothing here: the next run takes what is missing");
        }
        return ProbeResult.cross("API", url + " answers with status " + status + " for the schedule of " + DATE,
                "check NHL_API_URL and NHL_API_SCHEDULE_PATH; with 401 or 403 it refuses this machine");
    }

    private static void clock(String date, List<ProbeResult> findings) {
        try {
            Duration skew = Duration.between(Instant.now(), ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()).abs();
            if (skew.compareTo(SKEW) > 0) {
                findings.add(ProbeResult.note("clock", "this machine and the API differ by " + skew.toMinutes() + " minutes", "set the clock (NTP): yesterday must be the same day"));
            }
        } catch (DateTimeParseException e) {
            // the API's clock is not our matter
        }
    }
}
