package nhldata.pgcopy;

/**
 * A CSV is not valid for the table. The message names the file and the problem; if PostgreSQL detected it, also the line, and the
 * cause is PostgreSQL's exception. A retry fails again.
 */
public class CsvFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CsvFormatException(CsvFile file, String what) {
        this(file, what, null);
    }

    CsvFormatException(CsvFile file, String what, Throwable cause) {
        super(file.name() + ": " + what, cause);
    }
}
