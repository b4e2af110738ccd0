package nhldata.pgcopy;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Maps an error in a line of the single COPY to the line of a file. */
final class CopyError {

    /** For example "COPY pg_copy_staging, line 2, column weight: "heavy"", in the language of the server. */
    private static final Pattern WHERE = Pattern.compile("pg_copy_staging\\D*(\\d+)(?:, \\S+ ([^:]+):)?");

    private CopyError() {
    }

    /** Empty if the error does not concern a line. */
    static Optional<CsvFormatException> inLine(SQLException error, List<CsvRecords> files) {
        ServerErrorMessage server = error instanceof PSQLException p ? p.getServerErrorMessage() : null;
        if (server == null || server.getWhere() == null || !isDataError(error.getSQLState())) {
            return Optional.empty();
        }
        Matcher where = WHERE.matcher(server.getWhere());
        if (!where.find()) {
            return Optional.empty();
        }
        long line = Long.parseLong(where.group(1));
        for (CsvRecords file : files) {
            if (line <= file.writtenLines()) {
                String column = where.group(2) == null ? "" : ", column " + where.group(2);
                return Optional.of(new CsvFormatException(file.file(),
                        "line " + file.lineInFile(line) + column + ": " + server.getMessage(), error));
            }
            line -= file.writtenLines();
        }
        return Optional.empty();
    }

    /** SQLSTATE classes "data exception" and "integrity constraint violation", which a domain may raise. */
    private static boolean isDataError(String state) {
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
