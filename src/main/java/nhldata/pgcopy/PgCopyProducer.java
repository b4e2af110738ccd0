package nhldata.pgcopy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ResourceHelper;

/** Loads the files of each exchange in one transaction. Thread safe: it has no state between two exchanges. */
class PgCopyProducer extends DefaultProducer {

    /** Generous: between two statements only a few lines of this class are executed. */
    private static final int IDLE_MILLIS = 60_000;

    private final PgCopyEndpoint endpoint;
    private final TableName table;
    private final ColumnRoles roles;
    private String beforeMerge;
    private String afterMerge;

    PgCopyProducer(PgCopyEndpoint endpoint, TableName table, ColumnRoles roles) {
        super(endpoint);
        this.endpoint = endpoint;
        this.table = table;
        this.roles = roles;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        beforeMerge = sql(endpoint.getBeforeMerge());
        afterMerge = sql(endpoint.getAfterMerge());
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        // the numbers of an earlier endpoint must not remain if this load fails
        message.removeHeaders("CamelPgCopy*");
        List<CsvRecords> files = files(message.getBody()).stream().map(CsvRecords::new).toList();
        Map<String, Long> changes = files.isEmpty() ? Map.of() : loadInOneTransaction(files);
        message.setHeader(PgCopyConstants.LINES, files.stream().mapToLong(CsvRecords::count).sum());
        message.setHeader(PgCopyConstants.INSERTED, changes.getOrDefault("inserted", 0L));
        message.setHeader(PgCopyConstants.UPDATED, changes.getOrDefault("updated", 0L));
        message.setHeader(PgCopyConstants.DELETED, changes.getOrDefault("deleted", 0L));
    }

    private Map<String, Long> loadInOneTransaction(List<CsvRecords> files) throws SQLException, IOException {
        try (Connection connection = endpoint.getDataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                Map<String, Long> changes = load(connection, files);
                connection.commit();
                return changes;
            } catch (Throwable e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    private Map<String, Long> load(Connection connection, List<CsvRecords> files) throws SQLException, IOException {
        limit(connection);
        try (Statement s = connection.createStatement()) {
            Load load = new Load(connection, table, roles, files);
            load.stage();
            load.compare();
            if (beforeMerge != null) {
                s.execute(beforeMerge);
            }
            load.merge();
            Map<String, Long> changes = load.changes();
            if (afterMerge != null) {
                int confirmed = s.executeUpdate(afterMerge);
                if (confirmed != files.size()) {
                    throw new LostClaimException(files.size(), confirmed);
                }
            }
            return changes;
        }
    }

    /** Sets the timeouts of this transaction. A process that is suspended between two statements must not hold the lock until it is resumed. */
    private void limit(Connection connection) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(
                "select set_config('statement_timeout', ?, true), set_config('idle_in_transaction_session_timeout', ?, true)")) {
            s.setString(1, Integer.toString(endpoint.getStatementTimeout()));
            s.setString(2, Integer.toString(IDLE_MILLIS));
            s.execute();
        }
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

    /** A failed rollback makes the pool discard the connection as broken. */
    private static void rollback(Connection connection, Throwable why) {
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
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(endpoint.getCamelContext(), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
