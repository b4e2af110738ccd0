package nhldata.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A consumer that retries commits that fail because of a rebalance or an unavailable broker: otherwise such
 * games would count as waiting until the next message of their partition. Like every Kafka consumer it is for one thread.
 */
final class RetryingCommitConsumer extends KafkaConsumer<Object, Object> {

    private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();

    RetryingCommitConsumer(Properties properties) {
        super(properties);
    }

    @Override
    public ConsumerRecords<Object, Object> poll(Duration timeout) {
        ConsumerRecords<Object, Object> records = super.poll(timeout);
        // messages of revoked partitions are delivered again to their new consumer, which finds the games processed
        uncommitted.keySet().retainAll(assignment());
        if (!uncommitted.isEmpty()) {
            try {
                commitSync(Map.copyOf(uncommitted), timeout);
            } catch (CommitFailedException e) {
                // this consumer has uncommitted the group; the messages are delivered again to the new consumers of the partitions
                uncommitted.clear();
            }
        }
        return records;
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        uncommitted.putAll(offsets);
        try {
            super.commitSync(offsets, timeout);
            uncommitted.keySet().removeAll(offsets.keySet());
        } catch (RebalanceInProgressException | TimeoutException e) {
            // retried after the next poll
        }
    }
}
