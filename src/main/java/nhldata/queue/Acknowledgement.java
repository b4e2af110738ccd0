package nhldata.queue;

import org.apache.camel.Exchange;

/** Acknowledges a game on the games topic when it is processed: when its CSV and its record in the ledger, or its dead letter, are durable. A queue in memory needs no acknowledgement. */
public final class Acknowledgement {

    /** Header in which the Kafka consumer passes the object that commits a message's offset. */
    private static final String COMMIT = "CamelKafkaManualCommit";

    /**
     * Commits the offset when the exchange completes, unless it fails with an unhandled exception: then the message is
     * delivered again. So a message may be delivered twice; the claim in the ledger makes the second delivery harmless.
     *
     * <p>Removes the sender's redelivery headers: the redeliveries of the game would continue that count.
     */
    public void onCompletion(Exchange exchange) {
        exchange.getMessage().removeHeaders("CamelRedeliver*");
        Object commit = exchange.getMessage().getHeader(COMMIT);
        if (commit != null) {
            exchange.getExchangeExtension().addOnCompletion(new OffsetCommit(commit));
        }
    }
}
