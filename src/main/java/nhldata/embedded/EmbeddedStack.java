package nhldata.embedded;

import nhldata.config.EmbeddedSettings;
import nhldata.config.PostgresSettings;
import nhldata.config.S3Settings;
import nhldata.config.Settings;
import nhldata.process.Background;

/** PostgreSQL and S3 inside the job, for machines without either. Both start at once; S3 is closed first. */
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

    /** Returns while both are still starting: {@link #await} tells when they are there. */
    public static EmbeddedStack begin(Settings given) {
        // Whoever has credentials for Amazon in his environment uses the same ones here: they never leave the machine.
        S3Settings s3 = S3Settings.of(given);
        boolean hasKey = !s3.accessKey().isEmpty();
        return new EmbeddedStack(given
                .with("postgres.host", "127.0.0.1")
                .with("s3.access-key", hasKey ? s3.accessKey() : KEY)
                .with("s3.secret-key", hasKey ? s3.secretKey().value() : SECRET)
                .with("s3.endpoint", "http://127.0.0.1:" + EmbeddedSettings.of(given).s3Port()));
    }

    /** Returns when both answer. */
    public static EmbeddedStack start(Settings given) {
        EmbeddedStack stack = begin(given);
        stack.await();
        return stack;
    }

    /**
     * Returns when both answer; may be called again.
     *
     * @throws EmbeddedServerException why one of them does not, in words for the user; the other one is stopped then
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

    /** The settings with which everything else finds this stack. */
    public Settings settings() {
        return settings;
    }

    @Override
    public void close() {
        if (up) {
            // otherwise it may be that of the process that has the folder
            new LocalStackFile(EmbeddedSettings.of(settings).dataDir()).remove();
        }
        stop();
    }

    private void stop() {
        s3.giveUp(LocalS3::close);
        postgres.giveUp(LocalPostgres::close);
    }
}
