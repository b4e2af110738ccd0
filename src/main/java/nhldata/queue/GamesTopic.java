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

/** The games topic in Kafka: creates it if it is missing, and checks it. */
public final class GamesTopic {

    private static final Logger LOG = LoggerFactory.getLogger(GamesTopic.class);

    private final GamesChannel channel;
    private final KafkaClients clients;
    private final Duration timeout;

    /** @param timeout how long to wait for a broker that is unavailable */
    GamesTopic(GamesChannel channel, KafkaClients clients, Duration timeout) {
        this.timeout = timeout;
        this.channel = channel;
        this.clients = clients;
    }

    /**
     * Creates the topic if it is missing, and logs a warning if it is not as configured.
     *
     * @throws IllegalStateException if the broker is unavailable for that long, or refuses; the message says what to do
     */
    public void ensure() throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean logged = false;
        while (true) {
            try (Admin admin = clients.admin(channel.brokers())) {
                create(admin);
                admin.describeTopics(List.of(channel.topic())).allTopicNames().get();
                TopicStatus status = check(admin);
                if (status.action().isEmpty()) {
                    LOG.info("games queue: {}", status.description());
                } else {
                    LOG.warn("games queue: {}. To change that: {}", status.description(), status.action());
                }
                return;
            } catch (KafkaException | ExecutionException e) {
                KafkaException cause = cause(e);
                boolean temporary = cause instanceof TimeoutException || cause instanceof UnknownTopicOrPartitionException;
                if (!temporary || System.nanoTime() > deadline) {
                    throw new IllegalStateException(unusable(cause).description() + "; " + unusable(cause).action(), e);
                }
                if (!logged) {
                    LOG.warn("{}; waiting up to {} seconds", unusable(cause).description(), timeout.toSeconds());
                    logged = true;
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    /** The status of the topic; does not create it. */
    public TopicStatus check() {
        try (Admin admin = clients.admin(channel.brokers())) {
            return check(admin);
        } catch (KafkaException | ExecutionException e) {
            return unusable(cause(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TopicStatus(false, "not checked (interrupted)", "");
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
            LOG.info("created topic {}: {} partitions, retention {} days", channel.topic(), channel.partitions(), channel.retentionDays());
        } catch (ExecutionException e) {
            // another process created it first
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private TopicStatus check(Admin admin) throws InterruptedException, ExecutionException {
        TopicDescription topic = admin.describeTopics(List.of(channel.topic())).allTopicNames().get().get(channel.topic());
        int partitions = topic.partitions().size();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, channel.topic());
        long retention = Long.parseLong(admin.describeConfigs(List.of(resource)).all().get().get(resource).get(TopicConfig.RETENTION_MS_CONFIG).value());
        String what = "topic " + channel.topic() + " on " + channel.brokers() + ": " + partitions + " partitions, " + lag(admin, topic) + " games waiting";
        if (partitions < channel.partitions()) {
            return new TopicStatus(true, what + "; " + channel.partitions() + " are configured, so at most " + partitions + " games are fetched concurrently",
                    "kafka-topics.sh --bootstrap-server " + channel.brokers() + " --alter --topic " + channel.topic() + " --partitions " + channel.partitions()
                            + ", or append &partitions=" + partitions + " to NHL_GAMES_CHANNEL");
        }
        if (retention >= 0 && retention < retentionMillis()) {
            return new TopicStatus(true, what + "; its retention is " + Duration.ofMillis(retention).toHours() + " hours, " + channel.retentionDays() * 24 + " are configured",
                    "kafka-configs.sh --bootstrap-server " + channel.brokers() + " --alter --topic " + channel.topic() + " --add-config retention.ms=" + retentionMillis());
        }
        return new TopicStatus(true, what, "");
    }

    /** Messages that are not acknowledged yet (consumer lag). */
    private long lag(Admin admin, TopicDescription topic) throws InterruptedException, ExecutionException {
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
            return new TopicStatus(false, "the broker on " + channel.brokers() + " has no topic " + channel.topic(), "run: nhldata run, which creates the topic");
        }
        if (cause instanceof TimeoutException || cause.getMessage() != null && cause.getMessage().contains("bootstrap")) {
            return new TopicStatus(false, "no Kafka broker is available on " + channel.brokers(),
                    "start it, or correct NHL_GAMES_CHANNEL; without that setting the games queue is in memory, and no broker is needed");
        }
        return new TopicStatus(false, "Kafka on " + channel.brokers() + " refuses: " + cause.getMessage(),
                "check that the file NHL_GAMES_KAFKA_CONFIG has the credentials, and that they may create and describe topic " + channel.topic());
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
