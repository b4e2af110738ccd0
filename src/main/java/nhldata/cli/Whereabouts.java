package nhldata.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import nhldata.Database;
import nhldata.Settings;
import nhldata.web.WebServer;

/** Where everything is, for the person who has just started it. */
final class Whereabouts {

    private Whereabouts() {
    }

    static String of(Settings settings, String source, WebServer web) {
        Path data = Path.of(settings.get("embedded.data-dir")).toAbsolutePath().normalize();
        return """
                PostgreSQL   %s (data in %s)
                S3           %s (files in %s)
                dead letters bucket %s
                games from   %s
                routes       %s
                log          %s
                status page  %s
                Hawtio       %s
                """.formatted(
                new Database(settings).describe().substring("PostgreSQL on ".length()), data.resolve("pg_data"),
                settings.get("s3.endpoint"), data.resolve("s3_data").resolve(settings.get("s3.bucket")),
                settings.get("s3.dead-letter-bucket"),
                source.equals("sample") ? "the SAMPLE LEAGUE: invented players" : settings.get("nhl.api.url"),
                Path.of(settings.get("nhl.routes.dir")).toAbsolutePath().normalize(),
                Path.of(Objects.requireNonNullElse(System.getenv("NHLDATA_LOG_DIR"), "logs"), "nhldata.log").toAbsolutePath().normalize(),
                web.statusPage().map(URI::toString).orElse("none"), web.hawtio().map(URI::toString).orElse("none")).stripTrailing();
    }
}
