package nhldata.config;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The folder of the routes.
 *
 * @param stop   how long a stop waits for what is in progress
 * @param reload whether edits are applied while the routes run
 * @param jmx    whether routes are visible in JMX, and so in Hawtio
 */
public record RouteSettings(Path dir, Duration stop, Toggle reload, Duration poll, Toggle jmx) {

    RouteSettings(SettingReader in) {
        this(in.path("nhl.routes.dir"), in.duration("nhl.routes.stop-seconds", SECONDS, 0), in.oneOf("nhl.routes.reload", Toggle.class),
                in.duration("nhl.routes.poll", MILLIS, 1), in.oneOf("nhl.routes.jmx", Toggle.class));
    }

    public static RouteSettings of(Settings settings) {
        return SettingReader.read(settings, RouteSettings::new);
    }
}
