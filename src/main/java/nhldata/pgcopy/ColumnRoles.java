package nhldata.pgcopy;

import java.util.List;

/** The roles of the table's columns, from the options of an endpoint. */
record ColumnRoles(List<String> key, List<String> ofFile, List<String> scope, List<String> uncompared) {

    ColumnRoles {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("pg-copy needs keyColumns, the columns that identify a row");
        }
        if (!ofFile.containsAll(scope)) {
            throw new IllegalArgumentException("every one of scopeColumns of pg-copy must be one of fileColumns");
        }
    }

    static ColumnRoles of(PgCopyEndpoint endpoint) {
        return new ColumnRoles(Identifiers.list("keyColumns", endpoint.getKeyColumns()),
                Identifiers.list("fileColumns", endpoint.getFileColumns()),
                Identifiers.list("scopeColumns", endpoint.getScopeColumns()),
                Identifiers.list("uncomparedColumns", endpoint.getUncomparedColumns()));
    }
}
