package nhldata.pgcopy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ResourceHelper;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** One exchange, one transaction. Thread safe: it keeps nothing between two exchanges. */
class PgCopyProducer extends DefaultProducer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PgCopyEndpoint endpoint;
    private String beforeMerge;
    private String afterMerge;

    PgCopyProducer(PgCopyEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        beforeMerge = sql(endpoint.getBeforeMerge());
        afterMerge = sql(endpoint.getAfterMerge());
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        List<CsvFile> files = files(exchange.getMessage().getBody());
        if (files.isEmpty()) {
            report(exchange.getMessage(), 0, Map.of());
            return;
        }
        try (Connection connection = endpoint.getDataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                long lines = load(connection, files);
                Map<String, Long> changes = changes(connection);
                connection.commit();
                report(exchange.getMessage(), lines, changes);
            } catch (Exception e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    private long load(Connection connection, List<CsvFile> files) throws SQLException, IOException {
        TargetTable table = TargetTable.read(connection, endpoint.getTable());
        List<CsvRecords> records = files.stream().map(CsvRecords::new).toList();
        List<String> columns = records.get(0).columns();
        List<String> fileColumns = PgCopyEndpoint.list(endpoint.getFileColumns());
        for (int i = 0; i < files.size(); i++) {
            table.check(files.get(i), records.get(i).columns(), fileColumns);
            if (!records.get(i).columns().equals(columns)) {
                throw new CsvFormatException(files.get(i), "its columns stand in another order than those of " + files.get(0).name());
            }
        }
        MergeSql sql = new MergeSql(table, columns, fileColumns, PgCopyEndpoint.list(endpoint.getKeyColumns()),
                PgCopyEndpoint.list(endpoint.getScopeColumns()), PgCopyEndpoint.list(endpoint.getUncomparedColumns()));
        try (Statement s = connection.createStatement()) {
            s.execute("set local statement_timeout = " + endpoint.getStatementTimeout());
            s.execute(sql.createStaging());
            s.execute(sql.createFiles());
            s.execute(sql.createChanges());
            List<Integer> counts = copy(connection, sql, records);
            describe(connection, sql, files, counts);
            if (beforeMerge != null) {
                s.execute(beforeMerge);
            }
            s.execute(sql.merge());
            if (!sql.scopeColumns().isEmpty()) {
                s.execute(sql.deleteVanished());
            }
            if (afterMerge != null) {
                int agreed = s.executeUpdate(afterMerge);
                if (agreed != files.size()) {
                    throw new LostClaimException(files.size(), agreed);
                }
            }
            return counts.stream().mapToLong(Integer::longValue).sum();
        }
    }

    private static List<Integer> copy(Connection connection, MergeSql sql, List<CsvRecords> records) throws SQLException, IOException {
        List<Integer> counts = new ArrayList<>(records.size());
        PGConnection postgres = connection.unwrap(PGConnection.class);
        try (OutputStream out = new BufferedOutputStream(new PGCopyOutputStream(postgres, sql.copy()), 1 << 16)) {
            for (int i = 0; i < records.size(); i++) {
                counts.add(records.get(i).copyTo(out, i));
            }
        } catch (IOException e) {
            // PGCopyOutputStream wraps what the server said; a caller wants to see the SQLException and its state
            if (e.getCause() instanceof SQLException s) {
                throw s;
            }
            throw e;
        }
        return counts;
    }

    private static void describe(Connection connection, MergeSql sql, List<CsvFile> files, List<Integer> counts)
            throws SQLException, IOException {
        try (PreparedStatement s = connection.prepareStatement(sql.insertFile())) {
            for (int i = 0; i < files.size(); i++) {
                if (counts.get(i) == 0) {
                    throw new CsvFormatException(files.get(i), "it has a header and not a single line");
                }
                s.setInt(1, i);
                s.setInt(2, counts.get(i));
                s.setString(3, JSON.writeValueAsString(files.get(i).values()));
                s.addBatch();
            }
            s.executeBatch();
        }
    }

    private static Map<String, Long> changes(Connection connection) throws SQLException {
        Map<String, Long> changes = new HashMap<>();
        try (Statement s = connection.createStatement();
                ResultSet r = s.executeQuery("select change, count(*) from pg_copy_change group by change")) {
            while (r.next()) {
                changes.put(r.getString(1), r.getLong(2));
            }
        }
        return changes;
    }

    private static void report(Message message, long lines, Map<String, Long> changes) {
        message.setHeader(PgCopyConstants.LINES, lines);
        message.setHeader(PgCopyConstants.INSERTED, changes.getOrDefault("inserted", 0L));
        message.setHeader(PgCopyConstants.UPDATED, changes.getOrDefault("updated", 0L));
        message.setHeader(PgCopyConstants.DELETED, changes.getOrDefault("deleted", 0L));
    }

    private static List<CsvFile> files(Object body) {
        if (body instanceof CsvFile file) {
            return List.of(file);
        }
        if (body instanceof List<?> list && list.stream().allMatch(CsvFile.class::isInstance)) {
            return list.stream().map(CsvFile.class::cast).toList();
        }
        throw new IllegalArgumentException("pg-copy needs a CsvFile or a list of them as body, not "
                + (body == null ? "nothing" : body.getClass().getName()));
    }

    private static void rollback(Connection connection, Exception why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    private String sql(String resource) throws IOException {
        if (resource == null) {
            return null;
        }
        try (var in = ResourceHelper.resolveMandatoryResourceAsInputStream(endpoint.getCamelContext(), resource)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
