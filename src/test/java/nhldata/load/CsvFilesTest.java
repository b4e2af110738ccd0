package nhldata.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import nhldata.pgcopy.CsvFile;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class CsvFilesTest {

    private final CamelContext camel = new DefaultCamelContext();
    private final CsvFiles csvFiles = new CsvFiles();

    @Test
    void gathersTheFilesInTheOrderInWhichTheyCome() {
        CsvFile one = file("1.csv");
        CsvFile two = file("2.csv");
        Exchange first = exchange(one);
        Exchange begun = csvFiles.aggregate(null, first);
        assertNotSame(first, begun);
        Exchange batch = csvFiles.aggregate(begun, exchange(two));
        assertSame(begun, batch);
        assertEquals(List.of(one, two), batch.getMessage().getBody());
    }

    @Test
    void leavesOutWhatBecameADeadLetter() {
        CsvFile two = file("2.csv");
        Exchange batch = csvFiles.aggregate(null, exchange(null));
        assertEquals(List.of(), batch.getMessage().getBody());
        batch = csvFiles.aggregate(batch, exchange(two));
        batch = csvFiles.aggregate(batch, exchange(null));
        assertEquals(List.of(two), batch.getMessage().getBody());
    }

    private Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(body);
        return exchange;
    }

    private static CsvFile file(String name) {
        return new CsvFile(name, new byte[] {'x'}, Map.of());
    }
}
