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
 * for the one that was told; {@code rate-limit/extend-retry-after.sql} tells the other processes. A value in the past, or one that makes no sense, counts as none; the redelivery's own
 * back-off goes on top, so that jitter never shortens it. Never longer than the cap, so that nothing hangs.
 */
public final class RetryAfter {

    private final Clock clock;
    private final Clock steady;
    private final Duration cap;
    private final AtomicReference<Instant> notBefore = new AtomicReference<>(Instant.MIN);

    /**
     * @param clock  the time of day, in which the API may name the end of its quiet
     * @param steady in which the wait is measured, so that nobody waits for a time that a wrong clock named
     */
    public RetryAfter(Clock clock, Clock steady, Duration cap) {
        this.clock = clock;
        this.steady = steady;
        this.cap = cap;
    }

    /**
     * An answer came, with this header or (null or empty) without.
     *
     * @return milliseconds for which the API asks for quiet, within the cap; 0 when it does not, or when the answer was
     *         no failure
     */
    public long askedFor(int status, String header) {
        if (status < 300 || header == null || header.isBlank()) {
            return 0;
        }
        Duration wait = obey(header);
        return wait.isZero() ? 0 : wait.toMillis() + 1;
    }

    /** Milliseconds until the API may be asked again; 0 when it may be asked now. */
    public long remainingMillis() {
        Instant until = notBefore.get();
        Instant now = steady.instant();
        return until.isAfter(now) ? Duration.between(now, until).toMillis() + 1 : 0;
    }

    Duration obey(String value) {
        Instant now = clock.instant();
        Instant latest = now.plus(cap);
        Instant asked = parse(value.strip(), now);
        Duration wait = asked.isAfter(latest) ? cap : asked.isAfter(now) ? Duration.between(now, asked) : Duration.ZERO;
        notBefore.accumulateAndGet(steady.instant().plus(wait), (a, b) -> a.isAfter(b) ? a : b);
        return wait;
    }

    private static Instant parse(String value, Instant now) {
        try {
            if (value.matches("\\d+")) {
                // more digits than any sensible wait: the cap decides
                return now.plusSeconds(value.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(value));
            }
            return ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeParseException e) {
            return now;
        }
    }
}
