package nhldata.pgcopy;

import java.util.Map;
import java.util.Objects;

/**
 * A CSV with its header, and what holds for all of its lines.
 *
 * @param name    what a message calls it, such as its key in a bucket
 * @param content UTF-8, comma separated, first record the names of the columns; quotes are doubled within quotes; lines
 *                end with LF or CRLF; an empty field is NULL and a quoted empty one the empty text. Not copied: leave it alone
 * @param values  values of the file columns by name, as text, numbers or booleans; what is of another type goes by its
 *                {@code toString}. More are allowed and end up in {@code pg_copy_file.info}
 */
public record CsvFile(String name, byte[] content, Map<String, ?> values) {

    public CsvFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(values, "values");
    }

    @Override
    public String toString() {
        return name;
    }
}
