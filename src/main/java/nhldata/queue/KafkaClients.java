package nhldata.queue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;

/**
 * Creates every Kafka client of this process, with the properties of the file {@code nhl.games.kafka-config}. They
 * are added here and not to an endpoint, whose credentials would be visible in Hawtio and in logs.
 */
final class KafkaClients extends DefaultKafkaClientFactory {

    private static final String TIMEOUT_MILLIS = "5000";
    /** Upper limit of the back-off to an unavailable broker; Kafka's default is one second. */
    private static final String RECONNECT = CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG;

    private final Properties fromFile;

    /** @throws IllegalArgumentException if the file cannot be read */
    KafkaClients(String file) {
        fromFile = new Properties();
        if (file.isEmpty()) {
            return;
        }
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            fromFile.load(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException("nhl.games.kafka-config: the file " + file + " cannot be read", e);
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Producer getProducer(Properties properties) {
        return super.getProducer(with(properties));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Consumer getConsumer(Properties properties) {
        Properties all = with(properties);
        // GamesTopic creates the topic with the configured partitions; a broker would create it with its default
        all.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return new RetryingCommitConsumer(all);
    }

    /** An admin client with a timeout of 5 s. */
    Admin admin(String brokers) {
        Properties properties = new Properties();
        properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        properties.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        return Admin.create(with(properties));
    }

    private Properties with(Properties properties) {
        Properties all = new Properties();
        all.putAll(properties);
        all.setProperty(RECONNECT, TIMEOUT_MILLIS);
        all.putAll(fromFile);
        return all;
    }
}
