package nhldata.status;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nhldata.config.Settings;
import nhldata.database.Database;

/**
 * Statistics of the ledger, cached for five seconds. They are read over a separate connection, so that an exhausted pool is
 * not reported as an unavailable database. A caller waits for at most three seconds; a slower query continues in the
 * background, and until it ends PostgreSQL counts as unavailable. Thread safe.
 */
public final class Ledger {

    private static final long MAX_AGE = Duration.ofSeconds(5).toNanos();
    /** Longer than the query takes with ten seasons. */
    private static final int NETWORK_TIMEOUT = (int) TimeUnit.SECONDS.toMillis(10);
    private static final int SECONDS_TO_WAIT = 3;
    private static final Executor BACKGROUND = task -> {
        Thread thread = new Thread(task, "ledger-statistics");
        thread.setDaemon(true);
        thread.start();
    };

    private final Database database;
    private Reading latest;
    private CompletableFuture<Reading> pending;

    /** The statistics, or the failure to read them; one of both is null. */
    public record Reading(LedgerStatistics statistics, SQLException failure, long at) {
    }

    public Ledger(Settings settings) {
        this.database = new Database(settings);
    }

    public synchronized Reading read() {
        if (latest == null || isOld(latest)) {
            latest = next();
        }
        return latest;
    }

    public String describe() {
        return database.describe();
    }

    private static boolean isOld(Reading reading) {
        return System.nanoTime() - reading.at() > MAX_AGE;
    }

    private Reading next() {
        // a result that arrived late and was never used is outdated by now
        if (pending == null || pending.isDone() && isOld(pending.getNow(latest))) {
            pending = CompletableFuture.supplyAsync(this::query, BACKGROUND);
        }
        try {
            Reading reading = pending.get(SECONDS_TO_WAIT, TimeUnit.SECONDS);
            pending = null;
            return reading;
        } catch (TimeoutException e) {
            return new Reading(null, new SQLException("no response within " + SECONDS_TO_WAIT + " s"), System.nanoTime());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reading(null, new SQLException("interrupted"), System.nanoTime());
        }
    }

    private Reading query() {
        try (Connection connection = database.connect()) {
            connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT);
            return new Reading(LedgerStatistics.read(connection), null, System.nanoTime());
        } catch (SQLException e) {
            return new Reading(null, e, System.nanoTime());
        } catch (RuntimeException e) {
            return new Reading(null, new SQLException(e), System.nanoTime());
        }
    }
}
