package nhldata.embedded;

import java.nio.file.Path;
import nhldata.AtOnce;
import nhldata.Settings;

/** PostgreSQL and S3 inside the job, for machines without either. Closed in the reverse order of the start. */
public final class EmbeddedStack implements AutoCloseable {

    private static final String KEY = "nhldata";
    private static final String SECRET = "nhldata-secret";

    private final Settings settings;
    private final LocalPostgres postgres;
    private final LocalS3 s3;

    private EmbeddedStack(Settings settings, LocalPostgres postgres, LocalS3 s3) {
        this.settings = settings;
        this.postgres = postgres;
        this.s3 = s3;
    }

    public static EmbeddedStack start(Settings given) {
        Path data = Path.of(given.get("embedded.data-dir"));
        // Whoever has credentials for Amazon in his environment uses the same ones here: they never leave the machine.
        boolean hasKey = !given.get("s3.access-key").isEmpty();
        Settings settings = given
                .with("postgres.host", "127.0.0.1")
                .with("s3.access-key", hasKey ? given.get("s3.access-key") : KEY)
                .with("s3.secret-key", hasKey ? given.get("s3.secret-key") : SECRET)
                .with("s3.endpoint", "http://127.0.0.1:" + given.number("embedded.s3-port"));
        AtOnce<LocalS3> s3 = AtOnce.begin("start-s3", () -> LocalS3.start(new LocalS3.Settings(data.resolve("s3_data"),
                settings.number("embedded.s3-port"), settings.get("s3.access-key"), settings.get("s3.secret-key"))));
        LocalPostgres postgres;
        try {
            postgres = LocalPostgres.start(new LocalPostgres.Settings(data.resolve("pg_data"), settings.number("postgres.port"),
                    settings.get("postgres.user"), settings.get("postgres.password"), settings.get("postgres.database")));
        } catch (RuntimeException e) {
            s3.giveUp(LocalS3::close);
            throw e;
        }
        try {
            return new EmbeddedStack(settings, postgres, s3.get());
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    /** The settings with which everything else finds this stack. */
    public Settings settings() {
        return settings;
    }

    @Override
    public void close() {
        new StackFile(Path.of(settings.get("embedded.data-dir"))).remove();
        s3.close();
        postgres.close();
    }
}
