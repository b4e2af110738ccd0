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

/**
 * Writes a {@link FetchedGame}, or the records of {@link GameCsv}, for Camel's CSV data format: in the format that the route configures, in
 * UTF-8, without converting each record to a map, and into a string first: the encoder of a stream takes a lock for each of a game's 2,700 cells.
 */
public final class GameCsvWriter implements CsvMarshallerFactory {

    private static final int CHARACTERS = 1 << 14;

    private final GameCsv csv = new GameCsv();

    @Override
    public CsvMarshaller create(CSVFormat format, CsvDataFormat dataFormat) {
        return new CsvMarshaller(format) {

            @Override
            public void marshal(Exchange exchange, Object game, OutputStream out) throws IOException {
                out.write(bytes(game, format));
            }

            @Override
            protected Iterable<?> getMapRecordValues(Map<?, ?> record) {
                throw new UnsupportedOperationException("the records of a game are lists");
            }
        };
    }

    /** @param game a {@link FetchedGame} or a list of records */
    public byte[] bytes(Object game, CSVFormat format) throws IOException {
        StringBuilder text = new StringBuilder(CHARACTERS);
        // header and comments of the format
        new CSVPrinter(text, format).close();
        // the printer takes a lock for each cell, and the lock is the format itself: with a copy, games do not block one another
        CSVFormat own = format.builder().get();
        for (Object cells : game instanceof FetchedGame fetched ? csv.records(fetched.boxscore()) : (List<?>) game) {
            own.printRecord(text, ((List<?>) cells).toArray());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
