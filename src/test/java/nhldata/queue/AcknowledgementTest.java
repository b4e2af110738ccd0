package nhldata.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {

    /** Otherwise the first hiccup of a database were the last try. */
    @Test
    void howOftenTheSenderTriedIsForgotten() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(Exchange.REDELIVERED, true);
        exchange.getMessage().setHeader(Exchange.REDELIVERY_COUNTER, 20);
        exchange.getMessage().setHeader(Exchange.REDELIVERY_MAX_COUNTER, 40);
        exchange.getMessage().setHeader("kafka.KEY", "2022020073");

        new Acknowledgement().onCompletion(exchange);

        assertEquals("[kafka.KEY]", exchange.getMessage().getHeaders().keySet().toString());
    }
}
