package nhldata.queue;

import java.time.Duration;
import java.util.Map;
import nhldata.config.GamesChannel;
import nhldata.config.ProcessSettings;
import nhldata.config.Settings;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualSyncCommit;
import org.apache.camel.component.kafka.consumer.KafkaManualCommitFactory;

/** What the component for Kafka needs of this program. A class of its own, so that a queue loads nothing of it. */
public final class KafkaBindings {

    /** A broker that starts together with this process needs its time. */
    private static final Duration TO_START = Duration.ofSeconds(60);

    private KafkaBindings() {
    }

    /** The beans that {@link GamesChannel#component} names. */
    public static Map<String, Object> beans(Settings settings) {
        // With a factory of Camel's own the component would also commit by itself while partitions change hands. A
        // cooperative group does not allow that, and its member would leave and join again for ever.
        KafkaManualCommitFactory onlyWhenTold = DefaultKafkaManualSyncCommit::new;
        return Map.of("kafkaClients", clients(settings), "kafkaCommits", onlyWhenTold);
    }

    /** Nothing is connected to before it is asked. */
    public static GamesTopic topic(Settings settings) {
        return new GamesTopic(ProcessSettings.of(settings).games(), clients(settings), TO_START);
    }

    private static KafkaClients clients(Settings settings) {
        return new KafkaClients(ProcessSettings.of(settings).kafkaConfig());
    }
}
