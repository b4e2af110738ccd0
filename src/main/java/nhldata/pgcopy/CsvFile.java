package nhldata.pgcopy;

import java.util.Map;

/**
 * A CSV with its header, and what holds for all of its lines.
 *
 * @param name    what a message calls it, such as its key in a bucket
 * @param content UTF-8, comma separated, first record the names of the columns; quotes are doubled within quotes
 * @param values  values of the file columns by name; more are allowed and end up in {@code pg_copy_file.info}
 */
public record CsvFile(String name, byte[] content, Map<String, ?> values) {

    @Override
    public String toString() {
        return name;
    }
}
