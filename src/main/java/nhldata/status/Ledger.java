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
 * The figures of the ledger, read at most every five seconds however many ask, over a connection of its own: a pool that
 * is exhausted must not look like a database that is away. Nobody waits longer than a probe does: a reading that takes
 * longer goes on by itself, and until it is done PostgreSQL counts as one that does not answer. Thread safe.
 */
public final class Ledger {

    private static final long KEEP = Duration.ofSeconds(5).toNanos();
    /** Longer than the figures of ten seasons take. */
    private static final int NETWORK_TIMEOUT = (int) TimeUnit.SECONDS.toMillis(10);
    private static final int SECONDS_TO_WAIT = 3;
    private static final Executor APART = task -> {
        Thread thread = new Thread(task, "ledger-figures");
        thread.setDaemon(true);
        thread.start();
    };

    private final Database database;
    private Answer latest;
    private CompletableFuture<Answer> reading;

    /** What was read, or why it could not be. */
    public record Answer(LedgerStatistics figures, SQLException failure, long at) {
    }

    public Ledger(Settings settings) {
        this.database = new Database(settings);
    }

    public synchronized Answer ask() {
        if (latest == null || isOld(latest)) {
            latest = next();
        }
        return latest;
    }

    public String describe() {
        return database.describe();
    }

    private static boolean isOld(Answer answer) {
        return System.nanoTime() - answer.at() > KEEP;
    }

    private Answer next() {
        // one that came late, and that nobody asked for since, says nothing of now
        if (reading == null || reading.isDone() && isOld(reading.getNow(latest))) {
            reading = CompletableFuture.supplyAsync(this::read, APART);
        }
        try {
            Answer answer = reading.get(SECONDS_TO_WAIT, TimeUnit.SECONDS);
            reading = null;
            return answer;
        } catch (TimeoutException e) {
            return new Answer(null, new SQLException("no answer within " + SECONDS_TO_WAIT + " s"), System.nanoTime());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(null, new SQLException("interrupted"), System.nanoTime());
        }
    }

    private Answer read() {
        try (Connection connection = database.connect()) {
            connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT);
            return new Answer(LedgerStatistics.read(connection), null, System.nanoTime());
        } catch (SQLException e) {
            return new Answer(null, e, System.nanoTime());
        } catch (RuntimeException e) {
            return new Answer(null, new SQLException(e), System.nanoTime());
        }
    }
}
