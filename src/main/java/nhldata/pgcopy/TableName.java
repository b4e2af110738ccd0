package nhldata.pgcopy;

/** A table with its schema, so that it does not depend on the search_path. */
record TableName(String schema, String table) {

    static TableName parse(String option) {
        String[] parts = option == null ? new String[0] : option.split("\\.", -1);
        if (parts.length != 2 || !Identifiers.isPlain(parts[0]) || !Identifiers.isPlain(parts[1])) {
            throw new IllegalArgumentException("pg-copy needs schema.table in lower case, not \"" + option + "\"");
        }
        return new TableName(parts[0], parts[1]);
    }

    String quoted() {
        return Identifiers.quoted(schema) + "." + Identifiers.quoted(table);
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
