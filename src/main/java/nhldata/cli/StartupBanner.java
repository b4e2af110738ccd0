package nhldata.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.Objects;
import nhldata.config.ApiSettings;
import nhldata.config.EmbeddedSettings;
import nhldata.config.RouteSettings;
import nhldata.config.S3Settings;
import nhldata.config.ScheduleSettings;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.time.CronSchedule;
import nhldata.web.WebServer;

/** Printed at startup: addresses, directories and schedule of the service. */
final class StartupBanner {

    private StartupBanner() {
    }

    static String of(Settings settings, String source, WebServer web, boolean embedded) {
        Path data = EmbeddedSettings.of(settings).dataDir().toAbsolutePath().normalize();
        S3Settings s3 = S3Settings.of(settings);
        return """
                PostgreSQL   %s%s
                S3           %s%s
                dead letters bucket %s
                API          %s
                daily run    %s
                routes       %s
                log          %s
                status page  %s
                Hawtio       %s
                """.formatted(
                new Database(settings).describe().substring("PostgreSQL on ".length()), embedded ? " (data in " + data.resolve("pg_data") + ")" : "",
                s3.endpoint().map(URI::toString).orElse("Amazon S3"),
                embedded ? " (files in " + data.resolve("s3_data").resolve(s3.bucket()) + ")" : ", bucket " + s3.bucket(),
                s3.deadLetterBucket(),
                source.equals("sample") ? "sample league (invented players)" : ApiSettings.of(settings).url(),
                daily(ScheduleSettings.of(settings)),
                RouteSettings.of(settings).dir().toAbsolutePath().normalize(),
                Path.of(Objects.requireNonNullElse(System.getenv("NHLDATA_LOG_DIR"), "logs"), "nhldata.log").toAbsolutePath().normalize(),
                web.statusPage().map(URI::toString).orElse("none"), web.hawtio().map(URI::toString).orElse("none")).stripTrailing();
    }

    private static String daily(ScheduleSettings schedule) {
        if (!schedule.isEnabled()) {
            return "disabled";
        }
        Date next = CronSchedule.expression(schedule.cron(), schedule.zone()).getNextValidTimeAfter(new Date());
        return next == null ? "no further run scheduled" : "next at " + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ROOT).format(next.toInstant().atZone(schedule.zone()));
    }
}
