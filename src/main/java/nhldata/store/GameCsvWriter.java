package nhldata.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import nhldata.boxscore.FetchedGame;
import org.apache.camel.Exchange;
import org.apache.camel.dataformat.csv.CsvDataFormat;
import org.apache.camel.dataformat.csv.CsvMarshaller;
import org.apache.camel.dataformat.csv.CsvMarshallerFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * How Camel's CSV data format writes a {@link FetchedGame}, or the records of {@link GameCsv}: in the format that the route names, in UTF-8, without asking the type
 * converters for a map of each record, and into memory first: the encoder of a stream takes a lock for each of a game's 2,700 cells.
 */
public final class GameCsvWriter implements CsvMarshallerFactory {

    private static final int CHARACTERS = 1 << 14;

    private final GameCsv csv = new GameCsv();

    @Override
    public CsvMarshaller create(CSVFormat format, CsvDataFormat dataFormat) {
        return new CsvMarshaller(format) {

            @Override
            public void marshal(Exchange exchange, Object game, OutputStream out) throws IOException {
                StringBuilder text = new StringBuilder(CHARACTERS);
                // what the format says of a header and of comments before it
                new CSVPrinter(text, format).close();
                // The printer takes a lock for each cell, the format is one itself: a copy of it waits for no other game.
                CSVFormat own = format.builder().get();
                boolean leavesPlainCells = leavesPlainCells(own);
                for (Object cells : game instanceof FetchedGame fetched ? csv.records(fetched.boxscore()) : (List<?>) game) {
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

    /** As {@link CSVFormat#printRecord} does it. The format is not asked about the cells that it would leave as they are: nine of ten. */
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

    /** True if a cell that {@link #isPlain}, or NULL, stands in the CSV as it is: true of the route's format, and of most. */
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

    /** Letters and digits, and what stands in a number, a date or a time on ice. */
    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= '-' && c <= ':' && c != '/' || c >= 'A' && c <= 'Z';
    }
}
