package nhldata.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import nhldata.process.InstanceId;

/** The runs that a process has not completed when it stops. */
public final class InterruptedRuns {

    private InterruptedRuns() {
    }

    /** Closes them as failed and returns their games, so that the next run does not have to find out that this process is gone. */
    public static void close(DataSource database, InstanceId owner) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement stop = connection.prepareStatement(read("/sql/run/stop-runs.sql"));
                Statement release = connection.createStatement()) {
            stop.setString(1, owner.name());
            if (stop.executeUpdate() > 0) {
                release.executeUpdate(read("/sql/run/release-orphaned-games.sql"));
            }
        }
    }

    /** Closes the runs of a process that has crashed, as its next run would, and returns their games. */
    public static void closeCrashed(Connection connection, String owner) throws SQLException {
        try (PreparedStatement fail = connection.prepareStatement(read("/sql/run/fail-crashed-runs.sql"));
                Statement release = connection.createStatement()) {
            for (int i = 1; i <= fail.getParameterMetaData().getParameterCount(); i++) {
                fail.setString(i, owner);
            }
            fail.executeUpdate();
            release.executeUpdate(read("/sql/run/release-orphaned-games.sql"));
        }
    }

    private static String read(String file) throws SQLException {
        try (InputStream sql = Objects.requireNonNull(InterruptedRuns.class.getResourceAsStream(file))) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8).replace(":#owner", "?");
        } catch (IOException e) {
            throw new SQLException("cannot read " + file, e);
        }
    }
}
