package nhldata.load;

import java.util.ArrayList;
import java.util.List;
import nhldata.pgcopy.CsvFile;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/** Gathers the CSVs of a batch. One that became a dead letter on its way has no body any more and is left out. */
public final class CsvFiles implements AggregationStrategy {

    @Override
    public Exchange aggregate(Exchange batch, Exchange one) {
        // A fresh one: an exchange that became a dead letter carries the mark of its failure, and the batch would end with it.
        Exchange result = batch == null ? new DefaultExchange(one.getContext()) : batch;
        List<CsvFile> files = new ArrayList<>();
        if (batch != null) {
            for (Object file : batch.getMessage().getBody(List.class)) {
                files.add((CsvFile) file);
            }
        }
        if (one.getMessage().getBody() instanceof CsvFile file) {
            files.add(file);
        }
        result.getMessage().setBody(files);
        return result;
    }
}
