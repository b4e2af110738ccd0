package nhldata.why;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nhldata.status.Rows;

/** The statements beside this class; those in {@code sql} are the routes'. */
final class Statements {

    /** SQLSTATE undefined_table. */
    private static final String NO_TABLE = "42P01";

    private Statements() {
    }

    /** The rows of the statement in this file; its parameters in the order of the first lines. */
    static List<Map<String, String>> rows(Connection connection, String file, Object... parameters) throws SQLException {
        return Rows.of(connection, read(file), parameters);
    }

    /** Begins a read-only transaction in which all statements see the same ledger and the same marts. */
    static void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement lock = connection.createStatement()) {
            lock.execute(read("lock-marts"));
        } catch (SQLException e) {
            if (NO_TABLE.equals(e.getSQLState())) {
                throw new IllegalStateException("the marts are not published yet, or by another version. Run: nhldata marts");
            }
            throw e;
        }
    }

    private static String read(String file) throws SQLException {
        try (InputStream sql = Objects.requireNonNull(Statements.class.getResourceAsStream(file + ".sql"))) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SQLException("cannot read " + file, e);
        }
    }
}
