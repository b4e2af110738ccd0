package nhldata.app;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import nhldata.config.ProcessSettings;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.process.Background;
import nhldata.process.InstanceId;
import nhldata.queue.KafkaBindings;
import nhldata.run.InterruptedRuns;
import nhldata.storage.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/** PostgreSQL, S3 and Kafka as a process uses them: a pool and a client that connect to nothing yet, until {@link #prepare}. */
final class Servers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);

    private final Settings settings;
    private final InstanceId owner;
    private final Database postgres;
    private final HikariDataSource pool;
    private final ObjectStore store;
    private final Background<S3Client> s3;

    Servers(Settings settings, InstanceId owner) {
        this.settings = settings;
        this.owner = owner;
        postgres = new Database(settings);
        pool = postgres.pool();
        store = new ObjectStore(settings);
        s3 = Background.begin("create-s3-client", store::client);
    }

    DataSource database() {
        return pool;
    }

    S3Client s3() {
        return s3.get();
    }

    /** Creates what is missing there: tables, buckets, the topic. All of them must be running. */
    void prepare() throws Exception {
        Background<Void> buckets = Background.begin("ensure-buckets", () -> store.ensureBuckets(s3.get()));
        pool.getConnection().close();
        postgres.migrate();
        buckets.get();
        if (ProcessSettings.of(settings).games().isShared()) {
            KafkaBindings.topic(settings).ensure();
        }
    }

    @Override
    public void close() {
        try (pool) {
            if (pool.isRunning()) {
                InterruptedRuns.close(pool, owner);
            }
        } catch (SQLException e) {
            LOG.warn("cannot close this process's runs in the ledger, the next run will: {}", e.getMessage());
        } finally {
            s3.closeResult(S3Client::close);
        }
    }
}
