package nhldata.config;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * The NHL's API and how it is requested.
 *
 * @param url               relative, the word {@code sample}, for the sample league
 * @param calendarPath      empty for no reconciliation; {@code rosterPath} and {@code playerPath} empty for no such request
 * @param requestsPerSecond empty where it depends on the host
 */
public record ApiSettings(URI url, String schedulePath, String calendarPath, String boxscorePath, String rosterPath, String playerPath, OptionalInt requestsPerSecond,
        Duration connectTimeout, Duration responseTimeout, Duration totalTimeout, Duration retryDelay, Duration giveUp, Duration retryAfterCap) {

    private static final URI SAMPLE = URI.create("sample");

    ApiSettings(SettingReader in) {
        this(in.parse("nhl.api.url", "a URL such as https://api-web.nhle.com, or sample", value -> value.equals("sample") ? SAMPLE : SettingReader.url(URI.create(value))),
                path(in, "nhl.api.schedule-path", "{date}", false), path(in, "nhl.api.calendar-path", "{date}", true), path(in, "nhl.api.boxscore-path", "{game}", false),
                path(in, "nhl.api.roster-path", "{team}", true), path(in, "nhl.api.player-path", "{player}", true),
                in.parse("nhl.api.requests-per-second", "a positive number or auto",
                        value -> value.equals("auto") ? OptionalInt.empty() : OptionalInt.of(SettingReader.parsed(value, 1, Integer.MAX_VALUE))),
                in.duration("nhl.api.connect-timeout", MILLIS, 1), in.duration("nhl.api.response-timeout", MILLIS, 1), in.duration("nhl.api.total-timeout", MILLIS, 1),
                in.duration("nhl.api.retry-delay", MILLIS, 0), in.duration("nhl.api.give-up-minutes", MINUTES, 0, 35_000), in.duration("nhl.api.retry-after-cap", SECONDS, 0));
    }

    public static ApiSettings of(Settings settings) {
        return SettingReader.read(settings, ApiSettings::new);
    }

    public boolean isSample() {
        return url.equals(SAMPLE);
    }

    private static String path(SettingReader in, String key, String placeholder, boolean mayBeEmpty) {
        return in.string(key, "a path such as /v1/…/" + placeholder + "/…" + (mayBeEmpty ? ", or nothing" : ""),
                value -> mayBeEmpty && value.isEmpty() || value.startsWith("/") && value.contains(placeholder));
    }
}
