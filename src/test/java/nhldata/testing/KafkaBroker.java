package nhldata.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** A broker of Kafka in a process of its own, without ZooKeeper, whose data and port stay when it is stopped and started again. */
public final class KafkaBroker implements AutoCloseable {

    private static final Duration TO_START = Duration.ofSeconds(60);

    private final Path folder;
    private final int port = FreePort.find();
    private final int controllerPort = FreePort.find();
    private final Properties client = new Properties();
    private Process process;

    private KafkaBroker(Path folder) {
        this.folder = folder;
    }

    /** A broker with nothing in it; ready when this returns. */
    public static KafkaBroker start(Path folder) throws IOException {
        KafkaBroker broker = prepared(folder);
        broker.start();
        return broker;
    }

    /** A broker with nothing in it that speaks TLS with the certificate of {@link Tls} and knows one user (SASL PLAIN); ready when this returns. */
    public static KafkaBroker secured(Path folder, String user, String password) throws IOException {
        String login = "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\"" + password + "\"";
        KafkaBroker broker = prepared(folder, "SASL_SSL", List.of("sasl.enabled.mechanisms=PLAIN", "sasl.mechanism.inter.broker.protocol=PLAIN",
                "listener.name.sasl_ssl.plain.sasl.jaas.config=" + login + " user_" + user + "=\"" + password + "\";",
                "ssl.keystore.type=PKCS12", "ssl.keystore.location=" + Tls.keyStore(), "ssl.keystore.password=" + Tls.password(), "ssl.key.password=" + Tls.password(),
                "ssl.truststore.type=PKCS12", "ssl.truststore.location=" + Tls.trustStore(), "ssl.truststore.password=" + Tls.password()));
        broker.client.putAll(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN", "sasl.jaas.config", login + ";",
                "ssl.truststore.location", Tls.trustStore().toString(), "ssl.truststore.password", Tls.password()));
        broker.start();
        return broker;
    }

    /** A broker that is not started yet. */
    public static KafkaBroker prepared(Path folder) throws IOException {
        return prepared(folder, "PLAINTEXT", List.of());
    }

    private static KafkaBroker prepared(Path folder, String protocol, List<String> more) throws IOException {
        KafkaBroker broker = new KafkaBroker(folder);
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("meta.properties"), "version=1\ncluster.id=bmhsZGF0YS1jbHVzdGVyMA\nnode.id=1\n");
        Files.writeString(folder.resolve("server.properties"), String.join("\n",
                "process.roles=broker,controller", "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + broker.controllerPort,
                "listeners=" + protocol + "://127.0.0.1:" + broker.port + ",CONTROLLER://127.0.0.1:" + broker.controllerPort,
                "advertised.listeners=" + protocol + "://127.0.0.1:" + broker.port,
                "controller.listener.names=CONTROLLER", "inter.broker.listener.name=" + protocol,
                "listener.security.protocol.map=CONTROLLER:PLAINTEXT," + protocol + ":" + protocol,
                "log.dirs=" + data.toAbsolutePath(),
                "offsets.topic.replication.factor=1", "offsets.topic.num.partitions=4", "transaction.state.log.replication.factor=1", "transaction.state.log.min.isr=1",
                // of those that a group of many would have it wait for
                "group.initial.rebalance.delay.ms=500",
                "log.flush.interval.messages=1", String.join("\n", more), ""));
        return broker;
    }

    /** What {@code nhl.games.channel} is set to. */
    public String channel(String topic) {
        return "kafka:" + topic + "?brokers=" + address();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                "kafka.Kafka", folder.resolve("server.properties").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("broker.txt").toFile()));
        builder.environment().put("NHLDATA_LOG_DIR", folder.toString());
        process = builder.start();
        Awaitility.await().atMost(TO_START).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the broker ended: " + Files.readString(folder.resolve("broker.txt")));
            }
            return answers();
        });
    }

    /** SIGTERM: it writes what it has, and ends. */
    public void stop() throws InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    public void send(String topic, String key, byte[] value) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(properties(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    /** Asks the broker as its administrator. */
    public Admin admin() {
        return Admin.create(properties());
    }

    /** How many messages of a topic the group has not committed yet. */
    public long waiting(String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            var committed = admin.listConsumerGroupOffsets("nhldata").partitionsToOffsetAndMetadata().get();
            var partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions();
            long waiting = 0;
            for (var info : partitions) {
                var partition = new org.apache.kafka.common.TopicPartition(topic, info.partition());
                long end = admin.listOffsets(Map.of(partition, org.apache.kafka.clients.admin.OffsetSpec.latest())).partitionResult(partition).get().offset();
                waiting += end - (committed.get(partition) == null ? 0 : committed.get(partition).offset());
            }
            return waiting;
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.setProperty("bootstrap.servers", address());
        return properties;
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port); Admin admin = admin()) {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        } catch (IOException | ExecutionException | java.util.concurrent.TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            kill();
        }
    }
}
