package nhldata.pgcopy;

/** A CSV that cannot be what the table needs. Its message names the file and what is wrong with it. Retrying is useless. */
public class CsvFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CsvFormatException(CsvFile file, String what) {
        super(file.name() + ": " + what);
    }
}
