package nhldata.jmx;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.status.Status;

/** The commands sweep, backfill and status. */
record Job(Settings settings, Application application, Operations operations) implements JobMBean {

    @Override
    public String getLastStarted() {
        return operations.lastStarted();
    }

    @Override
    public String status() throws SQLException {
        try (Connection connection = new Database(settings).connect()) {
            return Status.read(connection).asText();
        }
    }

    @Override
    public String sweep(String from, String to) {
        return start("sweep", from, to, "missing");
    }

    @Override
    public String backfill(String from, String to, String only) {
        if (!List.of("missing", "failed", "all").contains(only)) {
            throw new IllegalArgumentException("only must be missing, failed or all, not \"" + only + "\"");
        }
        return start("backfill", from, to, only);
    }

    private String start(String kind, String from, String to, String only) {
        LocalDate first = date(from);
        LocalDate last = date(to);
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("the last date, " + last + ", is before the first, " + first);
        }
        return operations.start(kind + " of " + first + " to " + last,
                () -> application.sweep(kind, first.toString(), last.toString(), only));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a date must be such as 2024-10-08, not \"" + text + "\"");
        }
    }
}
