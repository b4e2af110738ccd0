package nhldata.pgcopy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements of one merge. Every identifier is quoted and known to the catalogue; values never come near. */
record MergeSql(TargetTable table, List<String> csvColumns, List<String> fileColumns, List<String> keyColumns,
                List<String> scopeColumns, List<String> uncomparedColumns) {

    String createStaging() {
        return "create temporary table pg_copy_staging on commit drop as select 0 as file_no, " + names(csvColumns)
                + " from " + target() + " with no data";
    }

    String createFiles() {
        String columns = fileColumns.isEmpty() ? "" : ", " + names(fileColumns);
        return "create temporary table pg_copy_file on commit drop as select 0 as file_no, 0 as line_count, null::jsonb as info"
                + columns + " from " + target() + " with no data";
    }

    String createChanges() {
        return "create temporary table pg_copy_change on commit drop as select " + names(keyColumns)
                + ", null::text as change from " + target() + " with no data";
    }

    /** The values go through json so that PostgreSQL, which knows the columns' types, does the conversion. */
    String insertFile() {
        String columns = fileColumns.isEmpty() ? "" : ", " + names(fileColumns);
        String values = fileColumns.stream().map(c -> ", v." + quote(c)).collect(Collectors.joining());
        return "insert into pg_copy_file (file_no, line_count, info" + columns + ") select ?, ?, i.info" + values
                + " from (select ?::jsonb as info) as i cross join lateral jsonb_populate_record(null::" + target() + ", i.info) as v";
    }

    String copy() {
        return "copy pg_copy_staging (file_no, " + names(csvColumns) + ") from stdin (format csv)";
    }

    String merge() {
        List<String> columns = Stream.concat(csvColumns.stream(), fileColumns.stream()).toList();
        String values = Stream.concat(csvColumns.stream().map(c -> "s." + quote(c)), fileColumns.stream().map(c -> "f." + quote(c)))
                .collect(Collectors.joining(", "));
        List<String> compared = columns.stream().filter(c -> !keyColumns.contains(c) && !uncomparedColumns.contains(c)).toList();
        List<String> assignments = new ArrayList<>();
        columns.stream().filter(c -> !keyColumns.contains(c)).forEach(c -> assignments.add(quote(c) + " = excluded." + quote(c)));
        table.columnHasDefault().keySet().stream().filter(c -> !columns.contains(c))
                .forEach(c -> assignments.add(quote(c) + " = default"));
        String onConflict = compared.isEmpty() ? "do nothing"
                : "do update set " + String.join(", ", assignments)
                + " where (" + compared.stream().map(c -> "t." + quote(c)).collect(Collectors.joining(", "))
                + ") is distinct from (" + compared.stream().map(c -> "excluded." + quote(c)).collect(Collectors.joining(", ")) + ")";
        // In the order of the key, so that two loaders that meet wait for one another instead of deadlocking.
        // A line that was there before has an xmax: that is how an update is told from an insert.
        return "with merged as (insert into " + target() + " as t (" + names(columns) + ") select " + values
                + " from pg_copy_staging as s join pg_copy_file as f using (file_no) order by " + names(keyColumns)
                + " on conflict (" + names(keyColumns) + ") " + onConflict
                + " returning " + keyColumns.stream().map(c -> "t." + quote(c)).collect(Collectors.joining(", "))
                + ", case when xmax = 0 then 'inserted' else 'updated' end as change)"
                + " insert into pg_copy_change select * from merged";
    }

    String deleteVanished() {
        String sameScope = scopeColumns.stream().map(c -> "t." + quote(c) + " = f." + quote(c)).collect(Collectors.joining(" and "));
        String sameKey = keyColumns.stream()
                .map(c -> "t." + quote(c) + " = " + (csvColumns.contains(c) ? "s." : "g.") + quote(c))
                .collect(Collectors.joining(" and "));
        return "with vanished as (delete from " + target() + " as t using pg_copy_file as f where " + sameScope
                + " and not exists (select from pg_copy_staging as s join pg_copy_file as g using (file_no) where " + sameKey + ")"
                + " returning " + keyColumns.stream().map(c -> "t." + quote(c)).collect(Collectors.joining(", "))
                + ", 'deleted' as change) insert into pg_copy_change select * from vanished";
    }

    private String target() {
        String[] name = table.name().split("\\.");
        return quote(name[0]) + "." + quote(name[1]);
    }

    private static String names(List<String> columns) {
        return columns.stream().map(MergeSql::quote).collect(Collectors.joining(", "));
    }

    private static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
