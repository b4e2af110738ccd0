package nhldata.channel;

import java.util.Map;
import nhldata.Settings;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualCommitFactory;

/** What the component for Kafka needs of this program. A class of its own, so that a queue loads nothing of it. */
public final class KafkaEnd {

    private KafkaEnd() {
    }

    /** The beans that {@link GamesChannel#component} names. */
    public static Map<String, Object> beans(Settings settings) {
        return Map.of("kafkaClients", clients(settings), "kafkaCommits", new DefaultKafkaManualCommitFactory());
    }

    /** Nothing is connected to before it is asked. */
    public static GamesTopic topic(Settings settings) {
        return new GamesTopic(GamesChannel.of(settings), clients(settings));
    }

    private static KafkaClients clients(Settings settings) {
        return new KafkaClients(settings.get("nhl.games.kafka-config"));
    }
}
