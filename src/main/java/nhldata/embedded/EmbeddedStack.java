package nhldata.embedded;

import java.nio.file.Path;
import nhldata.config.Settings;
import nhldata.process.Background;

/** Local PostgreSQL and S3 servers that the application runs itself, for machines without either. Both start concurrently; S3 is closed first. */
public final class EmbeddedStack implements AutoCloseable {

    private static final String KEY = "nhldata";
    private static final String SECRET = "nhldata-secret";

    private final Settings settings;
    private final Background<LocalPostgres> postgres;
    private final Background<LocalS3> s3;
    private volatile boolean up;

    private EmbeddedStack(Settings settings) {
        Path data = Path.of(settings.get("embedded.data-dir"));
        this.settings = settings;
        postgres = Background.begin("start-postgres", () -> LocalPostgres.start(new LocalPostgres.Settings(data.resolve("pg_data"), settings.number("postgres.port"),
                settings.get("postgres.user"), settings.get("postgres.password"), settings.get("postgres.database"))));
        s3 = Background.begin("start-s3", () -> LocalS3.start(new LocalS3.Settings(data.resolve("s3_data"), settings.number("embedded.s3-port"),
                settings.get("s3.access-key"), settings.get("s3.secret-key"))));
    }

    /** Starts both and returns at once; {@link #await} waits for them. */
    public static EmbeddedStack begin(Settings given) {
        // credentials for Amazon in the environment are used here too: they never leave the machine
        boolean hasKey = !given.get("s3.access-key").isEmpty();
        return new EmbeddedStack(given
                .with("postgres.host", "127.0.0.1")
                .with("s3.access-key", hasKey ? given.get("s3.access-key") : KEY)
                .with("s3.secret-key", hasKey ? given.get("s3.secret-key") : SECRET)
                .with("s3.endpoint", "http://127.0.0.1:" + given.number("embedded.s3-port")));
    }

    /** Returns when both accept requests. */
    public static EmbeddedStack start(Settings given) {
        EmbeddedStack stack = begin(given);
        stack.await();
        return stack;
    }

    /**
     * Returns when both accept requests; may be called repeatedly.
     *
     * @throws EmbeddedServerException if one of them cannot start; then the other one is stopped
     */
    public void await() {
        try {
            postgres.get();
            s3.get();
            up = true;
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    /** The settings for clients of this stack. */
    public Settings settings() {
        return settings;
    }

    @Override
    public void close() {
        if (up) {
            // otherwise the file may belong to another process that uses the folder
            new LocalStackFile(Path.of(settings.get("embedded.data-dir"))).remove();
        }
        stop();
    }

    private void stop() {
        s3.giveUp(LocalS3::close);
        postgres.giveUp(LocalPostgres::close);
    }
}
