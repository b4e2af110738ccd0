package nhldata.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GameCsvWriterTest {

    private static final List<Object> CELLS = Arrays.asList(null, 7, -2.5, true, "", " ", "2.5", "16:04", "C", "5' 11\"", "a,b", "a;b", " a", "a\nb", "#", "\"", "Ñandú", "\uD83C\uDFD2");

    /** The route's own, and what somebody may write there instead. */
    static Stream<CSVFormat> formats() {
        CSVFormat routes = CSVFormat.DEFAULT.builder().setRecordSeparator("\n").setQuoteMode(QuoteMode.MINIMAL).get();
        return Stream.of(routes, routes.builder().setDelimiter(';').get(), routes.builder().setNullString("NULL").setQuoteMode(QuoteMode.ALL).get(), CSVFormat.POSTGRESQL_TEXT);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void writesWhatTheFormatWrites(CSVFormat format) throws Exception {
        List<List<Object>> records = new ArrayList<>();
        for (Object first : CELLS) {
            for (Object second : CELLS) {
                records.add(Arrays.asList(first, second, "x"));
                records.add(Arrays.asList(first, second));
            }
            records.add(Collections.singletonList(first));
        }
        StringBuilder expected = new StringBuilder();
        for (List<Object> record : records) {
            format.printRecord(expected, record.toArray());
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        new GameCsvWriter().create(format, null).marshal(null, records, written);

        assertEquals(expected.toString(), written.toString(StandardCharsets.UTF_8));
    }
}
