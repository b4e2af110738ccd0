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
 * A consumer that commits later what it cannot commit now, because partitions change hands or the broker is away: such
 * games would otherwise look as if they still waited, until the next message of their partition. Like every consumer of
 * Kafka it is for one thread.
 */
final class RetryingCommitConsumer extends KafkaConsumer<Object, Object> {

    private final Map<TopicPartition, OffsetAndMetadata> left = new HashMap<>();

    RetryingCommitConsumer(Properties properties) {
        super(properties);
    }

    @Override
    public ConsumerRecords<Object, Object> poll(Duration timeout) {
        ConsumerRecords<Object, Object> records = super.poll(timeout);
        // what another has now comes to it again, and is found done
        left.keySet().retainAll(assignment());
        if (!left.isEmpty()) {
            try {
                commitSync(Map.copyOf(left), timeout);
            } catch (CommitFailedException e) {
                // the group has gone on without it; the games come again, to whoever has their partitions now
                left.clear();
            }
        }
        return records;
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        left.putAll(offsets);
        try {
            super.commitSync(offsets, timeout);
            left.keySet().removeAll(offsets.keySet());
        } catch (RebalanceInProgressException | TimeoutException e) {
            // after the next poll
        }
    }
}
