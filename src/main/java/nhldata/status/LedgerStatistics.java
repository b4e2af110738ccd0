package nhldata.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A snapshot of the statistics of the ledger.
 *
 * @param row         the columns of {@code figures.sql}; null if not applicable
 * @param games       number of games by state; a state without games is absent
 * @param deadLetters number of open dead letters by stage; a stage without one is absent
 * @param actions     the rows of etl.action_required
 */
public record LedgerStatistics(Map<String, Object> row, Map<String, Long> games, Map<String, Long> deadLetters, List<Action> actions) {

    private static final String SQL = sql();

    static LedgerStatistics read(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.setQueryTimeout(10);
            Map<String, Object> row = new HashMap<>();
            try (ResultSet r = s.executeQuery(SQL)) {
                r.next();
                for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
                    row.put(r.getMetaData().getColumnLabel(i), r.getObject(i));
                }
            }
            return new LedgerStatistics(row, counts(s, "select state, count(*) from etl.game group by state"),
                    counts(s, "select stage, count(*) from etl.dead_letter where state = 'open' group by stage"), Action.read(connection));
        }
    }

    public String text(String column) {
        Object value = row.get(column);
        return value == null ? null : value.toString();
    }

    /** NaN, as Prometheus expects it, if there is no value. */
    public double number(String column) {
        return row.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static Map<String, Long> counts(Statement s, String sql) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        try (ResultSet r = s.executeQuery(sql)) {
            while (r.next()) {
                counts.put(r.getString(1), r.getLong(2));
            }
        }
        return counts;
    }

    private static String sql() {
        try (InputStream in = Objects.requireNonNull(LedgerStatistics.class.getResourceAsStream("/monitoring/figures.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
