package nhldata.queue;

import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits the offset of a processed message. */
final class OffsetCommit extends SynchronizationAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(OffsetCommit.class);

    private final KafkaManualCommit commit;

    OffsetCommit(Object commit) {
        this.commit = (KafkaManualCommit) commit;
    }

    @Override
    public void onComplete(Exchange exchange) {
        try {
            commit.commit();
        } catch (KafkaException e) {
            // the next commit of the partition includes this one; without one the message is delivered again, and its game is found processed
            LOG.info("the offset of a processed game is not committed yet, the message may be delivered again: {}", e.getMessage());
        }
    }
}
