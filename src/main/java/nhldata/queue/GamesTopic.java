package nhldata.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import nhldata.config.GamesChannel;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic that carries the games: made when it is not there, and looked at. */
public final class GamesTopic {

    private static final Logger LOG = LoggerFactory.getLogger(GamesTopic.class);

    private final GamesChannel channel;
    private final KafkaClients clients;
    private final Duration patience;

    /** @param patience how long a broker that does not answer is waited for */
    GamesTopic(GamesChannel channel, KafkaClients clients, Duration patience) {
        this.patience = patience;
        this.channel = channel;
        this.clients = clients;
    }

    /**
     * Makes the topic when it is not there, and says so when it is another than was wanted.
     *
     * @throws IllegalStateException when no broker answers for that long, or refuses; it says what to do
     */
    public void ensure() throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean told = false;
        while (true) {
            try (Admin admin = clients.admin(channel.brokers())) {
                create(admin);
                admin.describeTopics(List.of(channel.topic())).allTopicNames().get();
                TopicStatus status = look(admin);
                if (status.todo().isEmpty()) {
                    LOG.info("games go by {}", status.what());
                } else {
                    LOG.warn("games go by {}. To have it otherwise: {}", status.what(), status.todo());
                }
                return;
            } catch (KafkaException | ExecutionException e) {
                KafkaException cause = cause(e);
                boolean passing = cause instanceof TimeoutException || cause instanceof UnknownTopicOrPartitionException;
                if (!passing || System.nanoTime() > deadline) {
                    throw new IllegalStateException(unusable(cause).what() + "; " + unusable(cause).todo(), e);
                }
                if (!told) {
                    LOG.warn("{}; waiting {} seconds for it", unusable(cause).what(), patience.toSeconds());
                    told = true;
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    /** How the topic is now; makes nothing. */
    public TopicStatus look() {
        try (Admin admin = clients.admin(channel.brokers())) {
            return look(admin);
        } catch (KafkaException | ExecutionException e) {
            return unusable(cause(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TopicStatus(false, "not looked at", "");
        }
    }

    private void create(Admin admin) throws InterruptedException, ExecutionException {
        if (admin.listTopics().names().get().contains(channel.topic())) {
            return;
        }
        NewTopic topic = new NewTopic(channel.topic(), channel.partitions(), channel.replication()).configs(Map.of(
                TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retentionMillis()),
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE));
        try {
            admin.createTopics(List.of(topic)).all().get();
            LOG.info("made the topic {}: {} partitions, messages are kept for {} days", channel.topic(), channel.partitions(), channel.retentionDays());
        } catch (ExecutionException e) {
            // another process was faster
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private TopicStatus look(Admin admin) throws InterruptedException, ExecutionException {
        TopicDescription topic = admin.describeTopics(List.of(channel.topic())).allTopicNames().get().get(channel.topic());
        int partitions = topic.partitions().size();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, channel.topic());
        long retention = Long.parseLong(admin.describeConfigs(List.of(resource)).all().get().get(resource).get(TopicConfig.RETENTION_MS_CONFIG).value());
        String what = "topic " + channel.topic() + " on " + channel.brokers() + ": " + partitions + " partitions, " + waiting(admin, topic) + " games wait in it";
        if (partitions < channel.partitions()) {
            return new TopicStatus(true, what + "; " + channel.partitions() + " are wanted, and no more than " + partitions + " games are fetched at once",
                    "kafka-topics.sh --bootstrap-server " + channel.brokers() + " --alter --topic " + channel.topic() + " --partitions " + channel.partitions()
                            + ", or write &partitions=" + partitions + " at the end of NHL_GAMES_CHANNEL");
        }
        if (retention >= 0 && retention < retentionMillis()) {
            return new TopicStatus(true, what + "; they are kept for " + Duration.ofMillis(retention).toHours() + " hours, " + channel.retentionDays() * 24 + " are wanted",
                    "kafka-configs.sh --bootstrap-server " + channel.brokers() + " --alter --topic " + channel.topic() + " --add-config retention.ms=" + retentionMillis());
        }
        return new TopicStatus(true, what, "");
    }

    /** Messages that no worker has handled yet. */
    private long waiting(Admin admin, TopicDescription topic) throws InterruptedException, ExecutionException {
        List<TopicPartition> partitions = topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition())).toList();
        Map<TopicPartition, OffsetAndMetadata> done = admin.listConsumerGroupOffsets(channel.group()).partitionsToOffsetAndMetadata().get();
        var first = admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.earliest()))).all().get();
        var last = admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()))).all().get();
        return partitions.stream().mapToLong(p -> {
            OffsetAndMetadata committed = done.get(p);
            return Math.max(0, last.get(p).offset() - Math.max(first.get(p).offset(), committed == null ? 0 : committed.offset()));
        }).sum();
    }

    private long retentionMillis() {
        return Duration.ofDays(channel.retentionDays()).toMillis();
    }

    private TopicStatus unusable(KafkaException cause) {
        if (cause instanceof UnknownTopicOrPartitionException) {
            return new TopicStatus(false, "the broker on " + channel.brokers() + " has no topic " + channel.topic(), "start nhldata run: it makes the topic");
        }
        if (cause instanceof TimeoutException || cause.getMessage() != null && cause.getMessage().contains("bootstrap")) {
            return new TopicStatus(false, "no Kafka broker answers on " + channel.brokers(),
                    "start it, or correct NHL_GAMES_CHANNEL; without that setting games stay within one process, and no broker is needed");
        }
        return new TopicStatus(false, "Kafka on " + channel.brokers() + " refuses: " + cause.getMessage(),
                "see that the file NHL_GAMES_KAFKA_CONFIG holds the login, and that it may create and describe the topic " + channel.topic());
    }

    private static KafkaException cause(Exception failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof KafkaException known && !(e.getCause() instanceof KafkaException)) {
                return known;
            }
        }
        return new KafkaException(failure.getMessage(), failure);
    }
}
