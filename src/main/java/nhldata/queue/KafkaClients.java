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
 * Every client of Kafka in this process, with the properties of the file that {@code nhl.games.kafka-config} names. They
 * are added here, and stand in no endpoint: a login would be seen in Hawtio and in logs.
 */
final class KafkaClients extends DefaultKafkaClientFactory {

    private static final String MILLIS = "5000";
    /** A broker that is away is looked for this often, rather than every second by every client. */
    private static final String RECONNECT = CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG;

    private final Properties fromFile;

    /** @throws IllegalArgumentException when there is no such file */
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
        // the topic is made at the start with its partitions, and never with those that a broker has by default
        all.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return new RetryingCommitConsumer(all);
    }

    /** A client that asks, and gives up after seconds. */
    Admin admin(String brokers) {
        Properties properties = new Properties();
        properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        properties.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, MILLIS);
        properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, MILLIS);
        return Admin.create(with(properties));
    }

    private Properties with(Properties properties) {
        Properties all = new Properties();
        all.putAll(properties);
        all.setProperty(RECONNECT, MILLIS);
        all.putAll(fromFile);
        return all;
    }
}
