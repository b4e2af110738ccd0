package nhldata.config;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Duration;

/** Redelivery after a failure of S3 or PostgreSQL, with exponential back-off. */
public record ErrorSettings(Duration retryDelay, Duration maxRetryDelay) {

    ErrorSettings(SettingReader in) {
        this(in.duration("nhl.errors.retry-delay", MILLIS, 0), in.duration("nhl.errors.max-retry-delay", MILLIS, 0));
    }
}
