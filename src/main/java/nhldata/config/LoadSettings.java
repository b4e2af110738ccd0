package nhldata.config;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Duration;

/**
 * Stage 4.
 *
 * @param batch the most games in one COPY and one transaction
 */
public record LoadSettings(boolean isEnabled, Duration poll, int batch) {

    LoadSettings(SettingReader in) {
        this(in.isTrue("nhl.load.enabled"), in.duration("nhl.load.poll", MILLIS, 1), in.number("nhl.load.batch", 1));
    }

    public static LoadSettings of(Settings settings) {
        return SettingReader.read(settings, LoadSettings::new);
    }
}
