package nhldata.pgcopy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The records of a CSV as bytes, without parsing their fields: a record ends at a line feed outside quotes. Since a
 * quote within quotes is doubled, a byte is within quotes if the number of quotes before it is odd. Blank lines are
 * not records.
 */
final class CsvRecords {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final CsvFile file;
    private final List<String> columns;
    private final List<Span> records;

    /** Bytes from start (inclusive) to end (exclusive), without the line end; {@code line} is the number of the first of {@code lines}, from 1. */
    private record Span(int start, int end, int line, int lines) {
    }

    /** @throws CsvFormatException for a file without header or records, truncated within quotes, or with a quote in the middle of a field */
    CsvRecords(CsvFile file) {
        this.file = file;
        List<Span> spans = split(file);
        if (spans.isEmpty()) {
            throw new CsvFormatException(file, "the file is empty; its first line must have the names of the columns");
        }
        if (spans.size() == 1) {
            throw new CsvFormatException(file, "it has a header but no rows");
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
     * Writes each record with the file's number as its first column, so that one COPY loads many files. All records end with a line feed,
     * whatever the line ends of the file, because PostgreSQL rejects a stream with both kinds.
     */
    void copyTo(OutputStream out, int fileNo) throws IOException {
        byte[] prefix = (fileNo + ",").getBytes(StandardCharsets.US_ASCII);
        for (Span record : records) {
            out.write(prefix);
            out.write(file.content(), record.start, record.end - record.start);
            out.write('\n');
        }
    }

    /** Number of lines that {@link #copyTo} writes: more than records if fields contain line feeds. */
    long writtenLines() {
        return records.stream().mapToLong(Span::lines).sum();
    }

    /** The line in the file at which the record of a line written by {@link #copyTo} begins; both are counted from 1. */
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
            // PostgreSQL would drop such a quote and accept the rest; in the header quotes are removed anyway
            if (!quoted && !spans.isEmpty() && i > start && isStrayQuote(csv[i - 1], csv[i])) {
                throw new CsvFormatException(file, "line " + line + ": a quote in the middle of a field; quote the whole field and double the quotes in it");
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
            throw new CsvFormatException(file, "line " + firstLine + ": a quote is not closed: the file is truncated");
        }
        add(spans, csv, new Span(start, csv.length, firstLine, line - firstLine + 1));
        return spans;
    }

    /** Outside quotes: an opening quote after the start of a field, or any character but the end of the field after a closing quote. */
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
