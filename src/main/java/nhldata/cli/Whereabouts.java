package nhldata.cli;

import java.nio.file.Path;
import java.util.Objects;
import nhldata.Database;
import nhldata.Settings;

/** Where everything is, for the person who has just started it. */
final class Whereabouts {

    private Whereabouts() {
    }

    static String of(Settings settings, String source) {
        Path data = Path.of(settings.get("embedded.data-dir")).toAbsolutePath().normalize();
        return """
                PostgreSQL   %s (data in %s)
                S3           %s (files in %s)
                dead letters bucket %s
                games from   %s
                routes       %s
                log          %s
                """.formatted(
                new Database(settings).describe().substring("PostgreSQL on ".length()), data.resolve("pg_data"),
                settings.get("s3.endpoint"), data.resolve("s3_data").resolve(settings.get("s3.bucket")),
                settings.get("s3.dead-letter-bucket"),
                source.equals("sample") ? "the SAMPLE LEAGUE: invented players" : settings.get("nhl.api.url"),
                Path.of(settings.get("nhl.routes.dir")).toAbsolutePath().normalize(),
                Path.of(Objects.requireNonNullElse(System.getenv("NHLDATA_LOG_DIR"), "logs"), "nhldata.log").toAbsolutePath().normalize()).stripTrailing();
    }
}
