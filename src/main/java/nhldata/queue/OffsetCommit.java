package nhldata.queue;

import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits the offset of a message that was handled. */
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
            // the next commit counts for this one, too; and if there is none, the message comes again and is found done
            LOG.info("the broker does not know yet that a game is done, it may come again: {}", e.getMessage());
        }
    }
}
