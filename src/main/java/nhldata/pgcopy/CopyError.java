package nhldata.pgcopy;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL says of a line of the one long COPY, said of the line of a file. */
final class CopyError {

    /** Such as "COPY pg_copy_staging, line 2, column weight: "heavy"", in the language of the server. */
    private static final Pattern WHERE = Pattern.compile("pg_copy_staging\\D*(\\d+)(?:, \\S+ ([^:]+):)?");

    private CopyError() {
    }

    /** Empty when it is not a line that is at fault. */
    static Optional<CsvFormatException> ofALine(SQLException refused, List<CsvRecords> files) {
        ServerErrorMessage server = refused instanceof PSQLException p ? p.getServerErrorMessage() : null;
        if (server == null || server.getWhere() == null || !isOfTheData(refused.getSQLState())) {
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
                        "line " + file.lineInFile(line) + column + ": " + server.getMessage(), refused));
            }
            line -= file.writtenLines();
        }
        return Optional.empty();
    }

    /** SQLSTATE classes "data exception" and "integrity constraint violation", of a domain for example. */
    private static boolean isOfTheData(String state) {
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
