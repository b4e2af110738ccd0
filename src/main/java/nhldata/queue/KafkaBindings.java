package nhldata.queue;

import java.time.Duration;
import java.util.Map;
import nhldata.config.GamesChannel;
import nhldata.config.ProcessSettings;
import nhldata.config.Settings;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualSyncCommit;
import org.apache.camel.component.kafka.consumer.KafkaManualCommitFactory;

/** The beans of Camel's Kafka component. A separate class, so that Kafka's classes are not loaded for a queue in memory. */
public final class KafkaBindings {

    /** For a broker that starts at the same time as this process. */
    private static final Duration START_TIMEOUT =  Duration.ofSeconds(60);

    private KafkaBindings() {
    }

    /** The beans that {@link GamesChannel#component} names. */
    public static Map<String, Object> beans(Settings settings) {
        // With Camel's default factory the component would also commit during a rebalance. A cooperative group does not
        // allow that, and the member would leave and rejoin the group indefinitely.
        KafkaManualCommitFactory manualOnly = DefaultKafkaManualSyncCommit::new;
        return Map.of("kafkaClients", clients(settings), "kafkaCommits", manualOnly);
    }

    /** The games topic; connects when it is used. */
    public static GamesTopic topic(Settings settings) {
        return new GamesTopic(ProcessSettings.of(settings).games(), clients(settings), START_TIMEOUT);
    }

    private static KafkaClients clients(Settings settings) {
        return new KafkaClients(ProcessSettings.of(settings).kafkaConfig());
    }
}
