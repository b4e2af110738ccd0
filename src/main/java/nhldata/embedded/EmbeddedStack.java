package nhldata.embedded;

import nhldata.config.EmbeddedSettings;
import nhldata.config.PostgresSettings;
import nhldata.config.S3Settings;
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
        this.settings = settings;
        EmbeddedSettings own = EmbeddedSettings.of(settings);
        PostgresSettings server = PostgresSettings.of(settings);
        S3Settings store = S3Settings.of(settings);
        postgres = Background.begin("start-postgres", () -> LocalPostgres.start(new LocalPostgres.Settings(own.dataDir().resolve("pg_data"), server.port(),
                server.user(), server.password().value(), server.database())));
        s3 = Background.begin("start-s3", () -> LocalS3.start(new LocalS3.Settings(own.dataDir().resolve("s3_data"), own.s3Port(),
                store.accessKey(), store.secretKey().value())));
    }

    /** Starts both and returns at once; {@link #await} waits for them. */
    public static EmbeddedStack begin(Settings given) {
        // credentials for Amazon in the environment are used here too: they never leave the machine
        S3Settings s3 = S3Settings.of(given);
        boolean hasKey = !s3.accessKey().isEmpty();
        return new EmbeddedStack(given
                .with("postgres.host", "127.0.0.1")
                .with("s3.access-key", hasKey ? s3.accessKey() : KEY)
                .with("s3.secret-key", hasKey ? s3.secretKey().value() : SECRET)
                .with("s3.endpoint", "http://127.0.0.1:" + EmbeddedSettings.of(given).s3Port()));
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
            new LocalStackFile(EmbeddedSettings.of(settings).dataDir()).remove();
        }
        stop();
    }

    private void stop() {
        s3.closeResult(LocalS3::close);
        postgres.closeResult(LocalPostgres::close);
    }
}
