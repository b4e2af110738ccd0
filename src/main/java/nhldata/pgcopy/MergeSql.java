package nhldata.pgcopy;

import static nhldata.pgcopy.Identifiers.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements of one merge. Every identifier is quoted and exists in the catalogue; no statement contains a value. */
record MergeSql(TargetTable table, List<String> csvColumns, ColumnRoles roles) {

    /**
     * The temporary tables exist until the end of the transaction. If they were kept with the pooled connection, the catalogue would have
     * about a hundred dead rows less per exchange, which autovacuum removes, but they would have outdated columns after a migration.
     */
    String createStaging() {
        return "create temporary table pg_copy_staging on commit drop as select 0 as file_no, " + quoted(csvColumns)
                + " from " + target() + " with no data";
    }

    String createFiles() {
        return "create temporary table pg_copy_file on commit drop as select 0 as file_no, 0 as line_count, null::jsonb as info"
                + fileColumns("") + " from " + target() + " with no data";
    }

    String createChanges() {
        return "create temporary table pg_copy_change on commit drop as select " + quoted(roles.key())
                + ", null::text as change from " + target() + " with no data";
    }

    /** All files are one JSON parameter, so that PostgreSQL, which knows the columns' types, converts the values. */
    String insertFiles() {
        return "insert into pg_temp.pg_copy_file (file_no, line_count, info" + fileColumns("") + ") select f.file_no, f.line_count, f.info"
                + fileColumns("v.") + " from jsonb_to_recordset(?::jsonb) as f(file_no int, line_count int, info jsonb, columns jsonb)"
                + " cross join lateral jsonb_populate_record(null::" + target() + ", f.columns) as v";
    }

    String copy() {
        return "copy pg_temp.pg_copy_staging (file_no, " + quoted(csvColumns) + ") from stdin (format csv)";
    }

    /** Autovacuum does not analyze temporary tables, and with PostgreSQL's default estimates even one file causes a sequential scan of the target. */
    String analyze() {
        List<String> staged = roles.key().stream().filter(csvColumns::contains).toList();
        return "analyze pg_temp.pg_copy_staging (" + quoted(Stream.concat(Stream.of("file_no"), staged.stream()).toList())
                + "), pg_temp.pg_copy_file";
    }

    /**
     * Two concurrent merges of the same rows could deadlock, or delete rows by a snapshot from before the
     * other's commit. So merges are serialized; reading and staging run concurrently. The parameter is {@link #lock()}.
     */
    String waitForOtherMerges() {
        return "select pg_advisory_xact_lock(hashtextextended(?, 0))";
    }

    /** The name of the lock, the same for all loads into the table. */
    String lock() {
        return "pg-copy " + table.name();
    }

    /** Returns a row if a key is duplicate or incomplete: numbers of the first and the last file with it, then the key's columns as text. */
    String unusableKey() {
        List<String> key = roles.key().stream().map(this::staged).toList();
        String names = String.join(", ", key);
        String absent = key.stream().map(c -> c + " is null").collect(Collectors.joining(" or "));
        return "select min(s.file_no), max(s.file_no), " + key.stream().map(c -> c + "::text").collect(Collectors.joining(", "))
                + stagedLines() + " group by " + names + " having count(*) > 1 or " + absent + " order by 1, 2, " + names + " limit 1";
    }

    /**
     * Unchanged rows are not touched: even a row lock would write to the table. Each staged row is looked up by its
     * key ({@code offset 0} enforces that): the statistics of a fast-growing table are outdated, and would lead to a sequential scan.
     */
    String findChanges() {
        List<String> compared = columns().filter(c -> !roles.key().contains(c) && !roles.uncompared().contains(c)).toList();
        String absent = "t." + quoted(roles.key().get(0)) + " is null";
        String differs = compared.isEmpty() ? ""
                : " or (" + quoted("t.", compared) + ") is distinct from (" + compared.stream().map(this::staged).collect(Collectors.joining(", ")) + ")";
        return "insert into pg_temp.pg_copy_change select " + roles.key().stream().map(this::staged).collect(Collectors.joining(", "))
                + ", case when " + absent + " then 'inserted' else 'updated' end" + stagedLines()
                + " left join lateral (select * from " + target() + " as o where " + sameKey("o.") + " offset 0) as t on true where " + absent + differs;
    }

    /** In the order of the key, so that rows of one file are stored together. On conflict, since another writer may have inserted a row in the meantime. */
    String writeChanges() {
        List<String> columns = columns().toList();
        List<String> assignments = new ArrayList<>();
        columns.stream().filter(c -> !roles.key().contains(c)).forEach(c -> assignments.add(quoted(c) + " = excluded." + quoted(c)));
        if (!assignments.isEmpty()) {
            table.withDefaultBut(columns).forEach(c -> assignments.add(quoted(c) + " = default"));
        }
        return "insert into " + target() + " (" + quoted(columns) + ") select "
                + columns.stream().map(this::staged).collect(Collectors.joining(", ")) + stagedLines()
                + " join pg_temp.pg_copy_change as c on " + sameKey("c.")
                + " order by " + roles.key().stream().map(this::staged).collect(Collectors.joining(", "))
                + " on conflict (" + quoted(roles.key()) + ") do "
                + (assignments.isEmpty() ? "nothing" : "update set " + String.join(", ", assignments));
    }

    /** Rows of the table with the same scope as a file, that are in no file. */
    String findVanished() {
        String sameScope = roles.scope().stream().map(c -> "t." + quoted(c) + " = g." + quoted(c)).collect(Collectors.joining(" and "));
        return "insert into pg_temp.pg_copy_change select distinct " + quoted("v.", roles.key()) + ", 'deleted' from pg_temp.pg_copy_file as g"
                + " cross join lateral (select " + quoted("t.", roles.key()) + " from " + target() + " as t where " + sameScope + " offset 0) as v"
                + " where not exists (select" + stagedLines() + " where " + sameKey("v.") + ")";
    }

    String deleteVanished() {
        return "delete from " + target() + " as t using pg_temp.pg_copy_change as c where c.change = 'deleted' and "
                + roles.key().stream().map(c -> "t." + quoted(c) + " = c." + quoted(c)).collect(Collectors.joining(" and "));
    }

    private Stream<String> columns() {
        return Stream.concat(csvColumns.stream(), roles.ofFile().stream());
    }

    private static String stagedLines() {
        return " from pg_temp.pg_copy_staging as s join pg_temp.pg_copy_file as f using (file_no)";
    }

    private String staged(String column) {
        return (csvColumns.contains(column) ? "s." : "f.") + quoted(column);
    }

    private String sameKey(String alias) {
        return roles.key().stream().map(c -> alias + quoted(c) + " = " + staged(c)).collect(Collectors.joining(" and "));
    }

    private String fileColumns(String alias) {
        return roles.ofFile().stream().map(c -> ", " + alias + quoted(c)).collect(Collectors.joining());
    }

    private String target() {
        return table.name().quoted();
    }
}
