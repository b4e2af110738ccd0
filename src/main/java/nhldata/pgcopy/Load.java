package nhldata.pgcopy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** The steps of one exchange within its transaction. The caller begins and ends the transaction. */
final class Load {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COPY_BUFFER = 1 << 16;

    private final Connection connection;
    private final List<CsvRecords> files;
    private final ColumnRoles roles;
    private final MergeSql sql;

    /** Reads the table's columns, and checks that the header of every file matches them and is the same in all files. */
    Load(Connection connection, TableName name, ColumnRoles roles, List<CsvRecords> files) throws SQLException {
        this.connection = connection;
        this.files = files;
        this.roles = roles;
        TargetTable table = TargetTable.read(connection, name);
        table.check(roles);
        List<String> columns = files.get(0).columns();
        for (CsvRecords records : files) {
            table.check(records.file(), records.columns(), roles);
            if (!records.columns().equals(columns)) {
                throw new CsvFormatException(records.file(), "its header differs from that of " + files.get(0).file());
            }
        }
        this.sql = new MergeSql(table, columns, roles);
    }

    void stage() throws SQLException, IOException {
        execute(sql.createStaging());
        execute(sql.createFiles());
        execute(sql.createChanges());
        copy();
        execute(sql.insertFiles(), filesAsJson());
        execute(sql.analyze());
        execute(sql.waitForOtherMerges(), sql.lock());
    }

    /** Determines the changes of the merge, row by row, into pg_copy_change; only reads the table. */
    void compare() throws SQLException {
        rejectInvalidKeys();
        execute(sql.findChanges());
        if (!roles.scope().isEmpty()) {
            execute(sql.findVanished());
        }
    }

    void merge() throws SQLException {
        execute(sql.writeChanges());
        if (!roles.scope().isEmpty()) {
            execute(sql.deleteVanished());
        }
    }

    /** Number of rows by change: inserted, updated, deleted; absent if none. */
    Map<String, Long> changes() throws SQLException {
        Map<String, Long> changes = new HashMap<>();
        try (Statement s = connection.createStatement();
                ResultSet r = s.executeQuery("select change, count(*) from pg_temp.pg_copy_change group by change")) {
            while (r.next()) {
                changes.put(r.getString(1), r.getLong(2));
            }
        }
        return changes;
    }

    private void execute(String statement) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(statement);
        }
    }

    private void execute(String statement, String parameter) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(statement)) {
            s.setString(1, parameter);
            s.execute();
        }
    }

    private void copy() throws SQLException, IOException {
        PGCopyOutputStream out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql.copy(), COPY_BUFFER);
        try {
            for (int i = 0; i < files.size(); i++) {
                files.get(i).copyTo(out, i);
            }
            out.endCopy();
        } catch (IOException | SQLException e) {
            // PGCopyOutputStream wraps the server's exception; callers need the SQLException and its state
            SQLException error = e instanceof SQLException s ? s : e.getCause() instanceof SQLException s ? s : null;
            if (error == null) {
                throw e;
            }
            CopyError.inLine(error, files).ifPresent(inLine -> {
                throw inLine;
            });
            throw error;
        } finally {
            // while a COPY is in progress, every other statement on the connection waits for its end
            if (out.isActive()) {
                out.cancelCopy();
            }
        }
    }

    private void rejectInvalidKeys() throws SQLException {
        try (Statement s = connection.createStatement(); ResultSet r = s.executeQuery(sql.unusableKey())) {
            if (!r.next()) {
                return;
            }
            CsvFile first = files.get(r.getInt(1)).file();
            CsvFile last = files.get(r.getInt(2)).file();
            List<String> key = new ArrayList<>();
            boolean absent = false;
            for (int i = 0; i < roles.key().size(); i++) {
                String value = r.getString(3 + i);
                absent |= value == null;
                key.add(roles.key().get(i) + " " + value);
            }
            String what = absent ? "a row has no complete key"
                    : first == last ? "two rows have the same key" : "a row has the same key as one of " + first;
            throw new CsvFormatException(last, what + ": " + String.join(", ", key));
        }
    }

    private String filesAsJson() throws JsonProcessingException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (CsvRecords records : files) {
            Map<String, Object> info = new LinkedHashMap<>();
            records.file().values().forEach((name, value) -> info.put(name, plain(value)));
            Map<String, Object> columns = new LinkedHashMap<>(info);
            columns.keySet().retainAll(roles.ofFile());
            if (columns.size() < roles.ofFile().size()) {
                throw new IllegalArgumentException(records.file() + " has no value for " + roles.ofFile().stream()
                        .filter(c -> !columns.containsKey(c)).collect(Collectors.joining(", ")) + " (fileColumns of pg-copy)");
            }
            rows.add(Map.of("file_no", rows.size(), "line_count", records.count(), "info", info, "columns", columns));
        }
        return JSON.writeValueAsString(rows);
    }

    private static Object plain(Object value) {
        boolean json = value == null || value instanceof Number || value instanceof Boolean || value instanceof Map || value instanceof Collection;
        return json ? value : value.toString();
    }
}
