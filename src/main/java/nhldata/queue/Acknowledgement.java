package nhldata.queue;

import org.apache.camel.Exchange;

/** Tells the channel that a game is handled, once it is: when its rows, or its dead letter, are durable. A queue wants no word. */
public final class Acknowledgement {

    /** Where the consumer of a topic puts what commits a message's offset. */
    private static final String COMMIT = "CamelKafkaManualCommit";

    /**
     * At the end of this message its offset is committed, unless it ends with a failure that nothing has handled: then
     * it comes again. So a message may come twice, and the ledger's claim makes the second one harmless.
     *
     * <p>How often the sender tried is forgotten: the redeliveries of the game would go on counting from there.
     */
    public void whenHandled(Exchange exchange) {
        exchange.getMessage().removeHeaders("CamelRedeliver*");
        Object commit = exchange.getMessage().getHeader(COMMIT);
        if (commit != null) {
            exchange.getExchangeExtension().addOnCompletion(new OffsetCommit(commit));
        }
    }
}
