package nhldata.pgcopy;

import java.util.Map;
import java.util.Objects;

/**
 * A CSV with its header, and the column values that are the same for all of its rows.
 *
 * @param name    name for messages, such as its key in a bucket
 * @param content UTF-8, comma separated, first record the names of the columns; quotes are doubled within quotes; lines
 *                end with LF or CRLF; an empty field is NULL and a quoted empty field the empty string. Not copied: must not be modified
 * @param values  values of the file columns by name: strings, numbers or booleans; other types are converted by
 *                {@code toString}. Further values are allowed, and available in {@code pg_copy_file.info}
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
