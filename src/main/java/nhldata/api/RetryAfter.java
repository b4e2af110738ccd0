package nhldata.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Obeys the API's {@code Retry-After} (RFC 9110, 10.2.3: seconds or a date) for all requests of this process, not only
 * for the one whose response had it; {@code rate-limit/extend-retry-after.sql} passes it on to other processes. A value in the past
 * or an invalid one is ignored; the redelivery's own back-off is added, so that jitter never shortens the wait. Limited by the
 * cap, so that nothing hangs.
 */
public final class RetryAfter {

    private final Clock clock;
    private final Clock monotonic;
    private final Duration cap;
    private final AtomicReference<Instant> notBefore = new AtomicReference<>(Instant.MIN);

    /**
     * @param clock     the time of day, for a {@code Retry-After} that is a date
     * @param monotonic measures the wait, so that a change of the system time does not extend it
     */
    public RetryAfter(Clock clock, Clock monotonic, Duration cap) {
        this.clock = clock;
        this.monotonic = monotonic;
        this.cap = cap;
    }

    /**
     * Records the header of a response; null or empty if there is none.
     *
     * @return milliseconds that the API requests to wait, within the cap; 0 if there is no valid header, or if the response was
     *         successful
     */
    public long requestedMillis(int status, String header) {
        if (status < 300 || header == null || header.isBlank()) {
            return 0;
        }
        Duration wait = apply(header);
        return wait.isZero() ? 0 : wait.toMillis() + 1;
    }

    /** Milliseconds until the next request is allowed; 0 if it is allowed now. */
    public long remainingMillis() {
        Instant until = notBefore.get();
        Instant now = monotonic.instant();
        return until.isAfter(now) ? Duration.between(now, until).toMillis() + 1 : 0;
    }

    Duration apply(String value) {
        Instant now = clock.instant();
        Instant latest = now.plus(cap);
        Instant requested = parse(value.strip(), now);
        Duration wait = requested.isAfter(latest) ? cap : requested.isAfter(now) ? Duration.between(now, requested) : Duration.ZERO;
        notBefore.accumulateAndGet(monotonic.instant().plus(wait), (a, b) -> a.isAfter(b) ? a : b);
        return wait;
    }

    private static Instant parse(String value, Instant now) {
        try {
            if (value.matches("\\d+")) {
                // would overflow: the cap applies anyway
                return now.plusSeconds(value.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(value));
            }
            return ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeParseException e) {
            return now;
        }
    }
}
