package nhldata.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.database.Database;

/**
 * Shows the progress of the runs of an application, read from the ledger: as a bar on a terminal, as a line every few
 * seconds elsewhere. A failure to read it never affects the run.
 */
final class Progress implements AutoCloseable {

    private static final String SQL = """
            select count(*), count(*) filter (where g.state in ('loaded', 'dead')), count(*) filter (where g.state = 'dead')
            from etl.run as r
            inner join etl.game as g on g.run_id = r.run_id
            where r.owner = ? and r.status = 'running' and r.kind <> 'load'""";

    private static final int COLUMNS = 90;

    private final PrintStream terminal = System.out;
    private final long start = System.nanoTime();
    private final Application application;
    private final ProgressBar bar;
    private final Thread watcher;
    private volatile boolean open = true;
    private volatile double seconds = -1;

    private Progress(Application application, ProgressBar bar, long everyMillis) {
        this.application = application;
        this.bar = bar;
        this.watcher = new Thread(() -> watch(everyMillis), "progress");
        watcher.setDaemon(true);
        watcher.start();
        if (bar != null) {
            System.setOut(new PrintStream(new ProgressBarOutput(terminal, COLUMNS), true, StandardCharsets.UTF_8));
        }
    }

    static Progress lines(Application application) {
        return new Progress(application, null, 5_000);
    }

    /**
     * Uses a custom consumer: the default one asks jline for the terminal width, and jline resets the SIGINT handler, so that
     * Ctrl-C would kill the process at once and leave its run open.
     */
    static Progress bar(Application application) {
        return new Progress(application, new ProgressBarBuilder().setTaskName("games").setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250).continuousUpdate().setConsumer(new ConsoleProgressBarConsumer(System.out, COLUMNS)).showSpeed().setInitialMax(-1).build(), 500);
    }

    /** Seconds since the start, or between start and close once closed. */
    double seconds() {
        return seconds >= 0 ? seconds : (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        seconds = seconds();
        open = false;
        watcher.interrupt();
        if (bar != null) {
            System.setOut(terminal);
            bar.close();
        }
    }

    private void watch(long everyMillis) {
        try (Connection connection = new Database(Settings.load()).connect();
                PreparedStatement s = connection.prepareStatement(SQL)) {
            s.setString(1, application.owner());
            while (open) {
                TimeUnit.MILLISECONDS.sleep(everyMillis);
                try (ResultSet r = s.executeQuery()) {
                    r.next();
                    if (open && r.getLong(1) > 0) {
                        show(r.getLong(1), r.getLong(2), r.getLong(3));
                    }
                }
            }
        } catch (SQLException e) {
            // The run itself reports the failure of the database.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(long taken, long done, long dead) {
        if (bar != null) {
            bar.maxHint(taken).stepTo(done).setExtraMessage(dead == 0 ? "" : " " + dead + " dead-lettered");
            return;
        }
        double rate = done / seconds();
        String left = done == 0 ? "" : String.format(Locale.ROOT, ", %.0f per second, about %.0f seconds left", rate, (taken - done) / rate);
        System.out.printf(Locale.ROOT, "%d of %d games done, %d dead-lettered%s%n", done, taken, dead, left);
    }
}
