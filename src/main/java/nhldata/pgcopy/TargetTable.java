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

/** A table as the catalogue has it: its columns in order, and which of them have a default. */
record TargetTable(String name, Map<String, Boolean> columnHasDefault) {

    static TargetTable read(Connection connection, String table) throws SQLException {
        String[] name = table.split("\\.");
        Map<String, Boolean> columns = new LinkedHashMap<>();
        try (PreparedStatement s = connection.prepareStatement("""
                select column_name, column_default is not null
                from information_schema.columns
                where table_schema = ? and table_name = ?
                order by ordinal_position""")) {
            s.setString(1, name[0]);
            s.setString(2, name[1]);
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    columns.put(r.getString(1), r.getBoolean(2));
                }
            }
        }
        if (columns.isEmpty()) {
            throw new SQLException("there is no table " + table + ", or this role may not see it", "42P01");
        }
        return new TargetTable(table, columns);
    }

    /** Refuses a file whose columns, with those that come with the file, are not the table's; says which. */
    void check(CsvFile file, List<String> csvColumns, List<String> fileColumns) {
        Set<String> given = new HashSet<>();
        List<String> twice = csvColumns.stream().filter(c -> !given.add(c)).toList();
        given.addAll(fileColumns);
        List<String> unknown = given.stream().filter(c -> !columnHasDefault.containsKey(c)).sorted().toList();
        List<String> missing = columnHasDefault.entrySet().stream()
                .filter(c -> !c.getValue() && !given.contains(c.getKey())).map(Map.Entry::getKey).toList();
        List<String> wrong = new ArrayList<>();
        if (!unknown.isEmpty()) {
            wrong.add("columns that " + name + " does not have: " + String.join(", ", unknown));
        }
        if (!missing.isEmpty()) {
            wrong.add("columns that are missing: " + String.join(", ", missing));
        }
        if (!twice.isEmpty()) {
            wrong.add("columns that stand twice: " + String.join(", ", twice));
        }
        if (!wrong.isEmpty()) {
            throw new CsvFormatException(file, "its header does not fit. It has " + String.join("; ", wrong));
        }
    }
}
