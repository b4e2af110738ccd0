package nhldata.monitoring;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import nhldata.Database;
import nhldata.Settings;

/**
 * The figures of the ledger, read at most every five seconds however many ask, over a connection of its own: a pool that
 * is exhausted must not look like a database that is away. Thread safe.
 */
final class Ledger {

    private static final long KEEP = Duration.ofSeconds(5).toNanos();
    /** Longer than the figures of ten seasons take, shorter than the patience of a probe. */
    private static final int NETWORK_TIMEOUT = (int) TimeUnit.SECONDS.toMillis(10);

    private final Database database;
    private Answer latest;

    /** What was read, or why it could not be. */
    record Answer(Figures figures, SQLException failure, long at) {
    }

    Ledger(Settings settings) {
        this.database = new Database(settings);
    }

    synchronized Answer ask() {
        if (latest == null || System.nanoTime() - latest.at() > KEEP) {
            latest = read();
        }
        return latest;
    }

    String describe() {
        return database.describe();
    }

    private Answer read() {
        try (Connection connection = database.connect()) {
            connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT);
            return new Answer(Figures.read(connection), null, System.nanoTime());
        } catch (SQLException e) {
            return new Answer(null, e, System.nanoTime());
        }
    }
}
