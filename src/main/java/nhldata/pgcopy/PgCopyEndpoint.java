package nhldata.pgcopy;

import javax.sql.DataSource;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Copy CSV files into a PostgreSQL table with COPY and merge them on a key, in one transaction.
 *
 * <p>The body is a {@link CsvFile} or a list of them. In one separate transaction all files are copied
 * into a temporary table and compared with the table, {@code beforeMerge} runs, new rows are inserted, rows that differ are updated,
 * rows of the same scope that are in no file any more are deleted, and {@code afterMerge} runs. An unchanged row
 * is neither written nor locked. If anything fails, everything is rolled back, so the whole exchange may be redelivered; if the response to
 * a commit was lost, a redelivery finds nothing to change. Merges into the same table are serialized.
 *
 * <p>The two SQL statements can use the temporary tables {@code pg_copy_staging} (the rows; {@code file_no}),
 * {@code pg_copy_file} (one row per file: {@code file_no}, {@code line_count}, the file columns, {@code info} with all of
 * its values as jsonb) and {@code pg_copy_change} (the key columns and {@code change}: inserted,
 * updated, deleted; the changes that the merge will make, or has made). {@code afterMerge} must affect exactly one row per file, or everything is rolled back:
 * so a ledger rejects a process that has lost its claim.
 *
 * <p>Throws {@link CsvFormatException} for a file that is not valid for the table, {@link LostClaimException} if {@code afterMerge}
 * does not affect one row per file, {@link java.sql.SQLException} with PostgreSQL's state for other errors. See docs/pg-copy.md.
 */
@UriEndpoint(firstVersion = "1.0.0", scheme = "pg-copy", title = "PostgreSQL COPY", syntax = "pg-copy:table",
        producerOnly = true, category = {Category.DATABASE}, headersClass = PgCopyConstants.class)
public class PgCopyEndpoint extends DefaultEndpoint {

    @UriPath(description = "Table to merge into, as schema.table; it needs a unique constraint on keyColumns.")
    @Metadata(required = true)
    private String table;

    @UriParam(description = "Columns that identify a row, separated by commas.")
    @Metadata(required = true)
    private String keyColumns;

    @UriParam(description = "Columns whose values come with the file (CsvFile.values) and not from its rows, separated by commas.")
    private String fileColumns;

    @UriParam(description = "File columns that define the scope of a file: rows of the table with the same values that are in no file are deleted. None: nothing is deleted.")
    private String scopeColumns;

    @UriParam(description = "Columns that are not compared, separated by commas; they are written with a row that differs in other columns.")
    private String uncomparedColumns;

    @UriParam(description = "SQL resource, such as classpath:sql/before.sql, that runs in the transaction when the rows are staged; it may change pg_copy_staging.")
    private String beforeMerge;

    @UriParam(description = "SQL resource with one statement that runs in the transaction when the rows are merged; it must affect one row per file.")
    private String afterMerge;

    @UriParam(defaultValue = "300000", description = "Timeout of each statement, in milliseconds; 0: none.")
    private int statementTimeout = 300_000;

    @UriParam(description = "PostgreSQL to copy into, if it is not the component's.")
    private DataSource dataSource;

    public PgCopyEndpoint(String uri, PgCopyComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        TableName target = TableName.parse(table);
        ColumnRoles roles = ColumnRoles.of(this);
        if (statementTimeout < 0) {
            throw new IllegalArgumentException("statementTimeout of pg-copy is in milliseconds, 0 for none, not " + statementTimeout);
        }
        if (dataSource == null) {
            throw new IllegalArgumentException("pg-copy:" + table + " needs a DataSource in the registry");
        }
        return new PgCopyProducer(this, target, roles);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("pg-copy is a producer only: use it with to, not with from");
    }

    public String getTable() {
        return table;
    }

    public void setTable(String table) {
        this.table = table;
    }

    public String getKeyColumns() {
        return keyColumns;
    }

    public void setKeyColumns(String keyColumns) {
        this.keyColumns = keyColumns;
    }

    public String getFileColumns() {
        return fileColumns;
    }

    public void setFileColumns(String fileColumns) {
        this.fileColumns = fileColumns;
    }

    public String getScopeColumns() {
        return scopeColumns;
    }

    public void setScopeColumns(String scopeColumns) {
        this.scopeColumns = scopeColumns;
    }

    public String getUncomparedColumns() {
        return uncomparedColumns;
    }

    public void setUncomparedColumns(String uncomparedColumns) {
        this.uncomparedColumns = uncomparedColumns;
    }

    public String getBeforeMerge() {
        return beforeMerge;
    }

    public void setBeforeMerge(String beforeMerge) {
        this.beforeMerge = beforeMerge;
    }

    public String getAfterMerge() {
        return afterMerge;
    }

    public void setAfterMerge(String afterMerge) {
        this.afterMerge = afterMerge;
    }

    public int getStatementTimeout() {
        return statementTimeout;
    }

    public void setStatementTimeout(int statementTimeout) {
        this.statementTimeout = statementTimeout;
    }

    public DataSource getDataSource() {
        return dataSource;
    }

    public void setDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }
}
