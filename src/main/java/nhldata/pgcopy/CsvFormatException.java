package nhldata.pgcopy;

/**
 * A CSV that cannot be what the table needs. Its message names the file and what is wrong with it; when PostgreSQL found
 * it, the line too, and the cause is PostgreSQL's exception. Retrying is useless.
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
