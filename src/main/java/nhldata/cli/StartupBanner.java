package nhldata.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.Objects;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.time.CronSchedule;
import nhldata.web.WebServer;

/** Printed at startup: addresses, directories and schedule of the service. */
final class StartupBanner {

    private StartupBanner() {
    }

    static String of(Settings settings, String source, WebServer web, boolean embedded) {
        Path data = Path.of(settings.get("embedded.data-dir")).toAbsolutePath().normalize();
        String endpoint = settings.get("s3.endpoint");
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
                endpoint.isEmpty() ? "Amazon S3" : endpoint,
                embedded ? " (files in " + data.resolve("s3_data").resolve(settings.get("s3.bucket")) + ")" : ", bucket " + settings.get("s3.bucket"),
                settings.get("s3.dead-letter-bucket"),
                source.equals("sample") ? "sample league (fictional players)" : settings.get("nhl.api.url"),
                daily(settings),
                Path.of(settings.get("nhl.routes.dir")).toAbsolutePath().normalize(),
                Path.of(Objects.requireNonNullElse(System.getenv("NHLDATA_LOG_DIR"), "logs"), "nhldata.log").toAbsolutePath().normalize(),
                web.statusPage().map(URI::toString).orElse("none"), web.hawtio().map(URI::toString).orElse("none")).stripTrailing();
    }

    private static String daily(Settings settings) {
        if (!Boolean.parseBoolean(settings.get("nhl.schedule.enabled"))) {
            return "disabled";
        }
        ZoneId zone = CronSchedule.zone(settings.get("nhl.schedule.zone"));
        Date next = CronSchedule.expression(settings.get("nhl.schedule.cron"), zone.getId()).getNextValidTimeAfter(new Date());
        return next == null ? "no further run scheduled" : "next at " + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ROOT).format(next.toInstant().atZone(zone));
    }
}
