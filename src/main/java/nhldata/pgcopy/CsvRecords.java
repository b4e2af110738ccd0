package nhldata.pgcopy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The records of a CSV as bytes, without parsing their fields: a record ends at a line feed outside quotes, and since a
 * quote within quotes is doubled, whether a byte is within quotes is the parity of the quotes before it. Blank lines are
 * no records.
 */
final class CsvRecords {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final CsvFile file;
    private final List<String> columns;
    private final List<Span> records;

    /** Bytes from start to before end, its line end left out; {@code line} is the first of {@code lines}, counted from 1. */
    private record Span(int start, int end, int line, int lines) {
    }

    /** Throws {@link CsvFormatException} for a file without header, without a record, cut within quotes, or with a quote in the middle of a field. */
    CsvRecords(CsvFile file) {
        this.file = file;
        List<Span> spans = split(file);
        if (spans.isEmpty()) {
            throw new CsvFormatException(file, "the file is empty; its first line must be the names of the columns");
        }
        if (spans.size() == 1) {
            throw new CsvFormatException(file, "it has a header and not a single line");
        }
        this.columns = header(text(spans.get(0)));
        this.records = spans.subList(1, spans.size());
    }

    CsvFile file() {
        return file;
    }

    /** Names of the columns in lower case, as PostgreSQL folds the unquoted names of the contract. */
    List<String> columns() {
        return columns;
    }

    int count() {
        return records.size();
    }

    /**
     * Writes each record with a number before it, which makes one COPY of many files. All records end with a line feed,
     * whatever ends them in the file, because PostgreSQL refuses a stream that has both kinds.
     */
    void copyTo(OutputStream out, int fileNo) throws IOException {
        byte[] prefix = (fileNo + ",").getBytes(StandardCharsets.US_ASCII);
        for (Span record : records) {
            out.write(prefix);
            out.write(file.content(), record.start, record.end - record.start);
            out.write('\n');
        }
    }

    /** How many lines {@link #copyTo} writes: more than records where a field contains line feeds. */
    long writtenLines() {
        return records.stream().mapToLong(Span::lines).sum();
    }

    /** Number in the file of the record in which a line that {@link #copyTo} wrote stands, both counted from 1. */
    int lineInFile(long writtenLine) {
        long end = 0;
        for (Span record : records) {
            end += record.lines;
            if (end >= writtenLine) {
                return record.line;
            }
        }
        throw new IllegalArgumentException(file.name() + " has no line " + writtenLine);
    }

    private static List<Span> split(CsvFile file) {
        byte[] csv = file.content();
        List<Span> spans = new ArrayList<>();
        int start = startsWithMark(csv) ? BYTE_ORDER_MARK.length : 0;
        int firstLine = 1;
        int line = 1;
        boolean quoted = false;
        for (int i = start; i < csv.length; i++) {
            // PostgreSQL would drop such a quote and take the rest; of the header only the names are taken
            if (!quoted && !spans.isEmpty() && i > start && isStrayQuote(csv[i - 1], csv[i])) {
                throw new CsvFormatException(file, "line " + line + ": a quote stands in the middle of a field; a field with quotes is quoted as a whole, and they are doubled in it");
            }
            if (csv[i] == '"') {
                quoted = !quoted;
            } else if (csv[i] == '\n') {
                line++;
                if (!quoted) {
                    add(spans, csv, new Span(start, i, firstLine, line - firstLine));
                    start = i + 1;
                    firstLine = line;
                }
            }
        }
        if (quoted) {
            throw new CsvFormatException(file, "line " + firstLine + ": a quote is opened and never closed: the file is cut");
        }
        add(spans, csv, new Span(start, csv.length, firstLine, line - firstLine + 1));
        return spans;
    }

    /** Outside quotes: one that opens behind the start of a field, or anything but the end of the field behind one that closes. */
    private static boolean isStrayQuote(byte before, byte here) {
        return here == '"' ? before != ',' && before != '"' : before == '"' && here != ',' && here != '\n' && here != '\r';
    }

    private static void add(List<Span> spans, byte[] csv, Span span) {
        boolean carriageReturn = span.end > span.start && csv[span.end - 1] == '\r';
        int end = carriageReturn ? span.end - 1 : span.end;
        if (end > span.start) {
            spans.add(new Span(span.start, end, span.line, span.lines));
        }
    }

    private static boolean startsWithMark(byte[] csv) {
        return csv.length >= 3 && csv[0] == BYTE_ORDER_MARK[0] && csv[1] == BYTE_ORDER_MARK[1] && csv[2] == BYTE_ORDER_MARK[2];
    }

    private String text(Span span) {
        return new String(file.content(), span.start, span.end - span.start, StandardCharsets.UTF_8);
    }

    private static List<String> header(String line) {
        List<String> names = new ArrayList<>();
        for (String name : line.split(",", -1)) {
            names.add(name.replace("\"", "").replaceAll("^ +| +$", "").toLowerCase(Locale.ROOT));
        }
        return List.copyOf(names);
    }
}
