package nhldata.load;

import java.util.ArrayList;
import java.util.List;
import nhldata.pgcopy.CsvFile;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/** Aggregates the CSVs of a batch. A CSV that was dead-lettered while it was read has no {@link CsvFile} as its body and is omitted. */
public final class CsvFiles implements AggregationStrategy {

    @Override
    public Exchange aggregate(Exchange batch, Exchange one) {
        // a new exchange: one that was dead-lettered is marked as failed, and would end the batch
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
