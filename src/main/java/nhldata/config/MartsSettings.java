package nhldata.config;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.MINUTES;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Stage 5.
 *
 * @param python the Python that has dbt
 */
public record MartsSettings(Toggle enabled, Duration poll, Duration timeout, Path python, Path project) {

    MartsSettings(SettingReader in) {
        this(in.oneOf("nhl.marts.enabled", Toggle.class), in.duration("nhl.marts.poll", MILLIS, 1), in.duration("nhl.marts.timeout-minutes", MINUTES, 0),
                in.path("nhl.marts.python"), in.path("nhl.marts.project"));
    }

    public static MartsSettings of(Settings settings) {
        return SettingReader.read(settings, MartsSettings::new);
    }
}
