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
                for (Object cells : game instanceof FetchedGame fetched ? csv.records(fetched.boxscore()) : (List<?>) game) {
                    own.printRecord(text, ((List<?>) cells).toArray());
                }
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            }

            @Override
            protected Iterable<?> getMapRecordValues(Map<?, ?> record) {
                throw new UnsupportedOperationException("the records of a game are lists");
            }
        };
    }
}
