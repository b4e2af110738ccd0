package nhldata.pgcopy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The records of a CSV as bytes, without parsing their fields: a record ends at a line feed outside quotes, and since a
 * quote within quotes is doubled, whether a byte is within quotes is the parity of the quotes before it.
 */
final class CsvRecords {

    private final CsvFile file;
    private final byte[] csv;
    private final int bodyStart;
    private final List<String> columns;

    CsvRecords(CsvFile file) {
        this.file = file;
        this.csv = file.content();
        int end = 0;
        while (end < csv.length && csv[end] != '\n') {
            end++;
        }
        this.bodyStart = Math.min(end + 1, csv.length);
        this.columns = header(new String(csv, 0, end, StandardCharsets.UTF_8));
    }

    /** Names of the columns in lower case, as PostgreSQL folds the unquoted names of the contract. */
    List<String> columns() {
        return columns;
    }

    /**
     * Writes each record with a number before it, which makes one COPY of many files.
     *
     * @return the number of records
     */
    int copyTo(OutputStream out, int fileNo) throws IOException {
        byte[] prefix = (fileNo + ",").getBytes(StandardCharsets.US_ASCII);
        int records = 0;
        int start = bodyStart;
        boolean quoted = false;
        for (int i = bodyStart; i < csv.length; i++) {
            if (csv[i] == '"') {
                quoted = !quoted;
            } else if (csv[i] == '\n' && !quoted) {
                records += record(out, prefix, start, i + 1);
                start = i + 1;
            }
        }
        if (quoted) {
            throw new CsvFormatException(file, "a quote is opened and never closed: the file is cut");
        }
        if (start < csv.length) {
            records += record(out, prefix, start, csv.length);
            out.write('\n');
        }
        return records;
    }

    private int record(OutputStream out, byte[] prefix, int start, int end) throws IOException {
        boolean blank = end - start == 1 || end - start == 2 && csv[start] == '\r';
        if (blank) {
            return 0;
        }
        out.write(prefix);
        out.write(csv, start, end - start);
        return 1;
    }

    private List<String> header(String line) {
        List<String> names = new ArrayList<>();
        for (String name : line.strip().replace("\uFEFF", "").split(",")) {
            names.add(name.replace("\"", "").strip().toLowerCase(Locale.ROOT));
        }
        if (names.size() == 1 && names.get(0).isEmpty()) {
            throw new CsvFormatException(file, "the file is empty; its first line must be the names of the columns");
        }
        return List.copyOf(names);
    }
}
