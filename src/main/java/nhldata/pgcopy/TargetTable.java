package nhldata.pgcopy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The table as defined in the catalogue: its writable columns, in order. */
record TargetTable(TableName name, Map<String, Unset> columns) {

    /** The value of a column that is not set. */
    enum Unset {
        /** no default: it would silently be NULL, so a file must have it */
        MISSING,
        /** its default, evaluated whenever the row is written */
        DEFAULT,
        /** the next number of its sequence, only when the row is inserted */
        NUMBERED
    }

    /** Read for every exchange, so that a migration does not require a restart. */
    static TargetTable read(Connection connection, TableName name) throws SQLException {
        Map<String, Unset> columns = new LinkedHashMap<>();
        try (PreparedStatement s = connection.prepareStatement("""
                select a.attname,
                    case
                        when a.attidentity <> '' then 'NUMBERED'
                        when not a.atthasdef then 'MISSING'
                        when pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) is not null then 'NUMBERED'
                        else 'DEFAULT'
                    end
                from pg_catalog.pg_class as c
                join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
                join pg_catalog.pg_attribute as a on a.attrelid = c.oid
                where n.nspname = ? and c.relname = ? and c.relkind in ('r', 'p')
                    and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                order by a.attnum""")) {
            s.setString(1, name.schema());
            s.setString(2, name.table());
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    columns.put(r.getString(1), Unset.valueOf(r.getString(2)));
                }
            }
        }
        if (columns.isEmpty()) {
            throw new SQLException("there is no table " + name, "42P01");
        }
        return new TargetTable(name, columns);
    }

    List<String> withDefaultBut(List<String> given) {
        return columns.keySet().stream().filter(c -> columns.get(c) == Unset.DEFAULT && !given.contains(c)).toList();
    }

    /** @throws IllegalArgumentException if options name columns that do not exist */
    void check(ColumnRoles roles) {
        List<String> unknown = Stream.of(roles.key(), roles.ofFile(), roles.uncompared()).flatMap(List::stream)
                .filter(c -> !columns.containsKey(c)).distinct().toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("options of pg-copy name columns that " + name + " does not have: " + String.join(", ", unknown));
        }
    }

    /** @throws CsvFormatException if the columns of a file, together with the file columns, are not those of the table; the message names them */
    void check(CsvFile file, List<String> csvColumns, ColumnRoles roles) {
        Set<String> given = new HashSet<>();
        List<String> twice = csvColumns.stream().filter(c -> !given.add(c)).distinct().toList();
        List<String> unknown = given.stream().filter(c -> !columns.containsKey(c)).sorted().map(c -> c.isEmpty() ? "(no name)" : c).toList();
        List<String> misplaced = roles.ofFile().stream().filter(given::contains).toList();
        given.addAll(roles.ofFile());
        List<String> missing = columns.keySet().stream()
                .filter(c -> !given.contains(c) && (columns.get(c) == Unset.MISSING || roles.key().contains(c))).toList();
        List<String> wrong = new ArrayList<>();
        complain(wrong, "it has columns that " + name + " does not have", unknown);
        complain(wrong, "columns are missing", missing);
        complain(wrong, "duplicate columns", twice);
        complain(wrong, "columns whose values come with the file must not be in it", misplaced);
        if (!wrong.isEmpty()) {
            throw new CsvFormatException(file, "its header does not match the table: " + String.join("; ", wrong));
        }
    }

    private static void complain(List<String> wrong, String what, List<String> names) {
        if (!names.isEmpty()) {
            wrong.add(what + ": " + String.join(", ", names));
        }
    }
}
