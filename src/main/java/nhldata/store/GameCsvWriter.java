package nhldata.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.dataformat.csv.CsvDataFormat;
import org.apache.camel.dataformat.csv.CsvMarshaller;
import org.apache.camel.dataformat.csv.CsvMarshallerFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * Writes the records of {@link GameCsv} for Camel's CSV data format: in the format that the route configures, in UTF-8, without converting
 * each record to a map, and into a string first: the encoder of a stream takes a lock for each of a game's 2,700 cells.
 */
public final class GameCsvWriter implements CsvMarshallerFactory {

    private static final int CHARACTERS = 1 << 14;

    @Override
    public CsvMarshaller create(CSVFormat format, CsvDataFormat dataFormat) {
        return new CsvMarshaller(format) {

            @Override
            public void marshal(Exchange exchange, Object records, OutputStream out) throws IOException {
                StringBuilder text = new StringBuilder(CHARACTERS);
                // header and comments of the format
                new CSVPrinter(text, format).close();
                // the printer takes a lock for each cell, and the lock is the format itself: with a copy, games do not block one another
                CSVFormat own = format.builder().get();
                boolean leavesPlainCells = leavesPlainCells(own);
                for (Object cells : (List<?>) records) {
                    print((List<?>) cells, own, leavesPlainCells, text);
                }
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            }

            @Override
            protected Iterable<?> getMapRecordValues(Map<?, ?> record) {
                throw new UnsupportedOperationException("the records of a game are lists");
            }
        };
    }

    /** As {@link CSVFormat#printRecord}, but plain cells, nine of ten, are appended without the format, which would not change them. */
    private static void print(List<?> cells, CSVFormat format, boolean leavesPlainCells, StringBuilder text) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            Object cell = cells.get(i);
            if (i > 0 && leavesPlainCells && cell == null) {
                text.append(format.getDelimiterString());
            } else if (i > 0 && leavesPlainCells && cell instanceof String plain && isPlain(plain)) {
                text.append(format.getDelimiterString()).append(plain);
            } else {
                format.print(cell, text, i == 0);
            }
        }
        format.println(text);
    }

    /** Whether the format writes NULL and cells that are {@link #isPlain} unchanged: true for the route's format, and for most. */
    private static boolean leavesPlainCells(CSVFormat format) {
        return format.getQuoteMode() == QuoteMode.MINIMAL && format.getNullString() == null && format.getEscapeCharacter() == null
                && format.getQuoteCharacter() != null && !isPlain(format.getQuoteCharacter()) && !isPlain(format.getDelimiterString().charAt(0));
    }

    private static boolean isPlain(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            if (!isPlain(cell.charAt(i))) {
                return false;
            }
        }
        return !cell.isEmpty();
    }

    /** Letters and digits, and the other characters of numbers, dates and times on ice. */
    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= '-' && c <= ':' && c != '/' || c >= 'A' && c <= 'Z';
    }
}
