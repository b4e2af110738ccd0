package nhldata.status;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a query as maps from column name to string, in column order. */
public final class Rows {

    /** Query timeout, so that a lock does not pile up the queries of abandoned page requests. */
    private static final int TIMEOUT_SECONDS = 20;

    private Rows() {
    }

    public static List<Map<String, String>> of(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(sql)) {
            s.setQueryTimeout(TIMEOUT_SECONDS);
            for (int i = 0; i < parameters.length; i++) {
                s.setObject(i + 1, parameters[i]);
            }
            try (ResultSet r = s.executeQuery()) {
                ResultSetMetaData columns = r.getMetaData();
                List<Map<String, String>> rows = new ArrayList<>();
                while (r.next()) {
                    Map<String, String> row = new LinkedHashMap<>();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        row.put(columns.getColumnLabel(i), r.getString(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    public static Table table(List<Map<String, String>> rows) {
        Table table = new Table(rows.get(0).keySet().toArray(String[]::new));
        rows.forEach(r -> table.add(r.values().toArray()));
        return table;
    }
}
