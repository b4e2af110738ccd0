package nhldata.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The games queue between schedule and box score, as {@code nhl.games.channel} names it: a queue within this process, or a
 * Kafka topic that many processes share. Both ends are the same endpoint, so the route files do not differ. No class of
 * Kafka is loaded for a queue.
 */
public final class GamesChannel {

    public static final String EXAMPLE = "kafka:nhl-games?brokers=host:9092";

    private static final String SETTING = "nhl.games.channel";
    /** Enough for six fetching processes of eight consumers each; more need {@code partitions=}. */
    private static final int PARTITIONS = 48;
    /** The broker decides. */
    private static final int REPLICATION = -1;
    /** Longer than any run: an older message belongs to a run that has ended, and is skipped. */
    private static final int RETENTION_DAYS = 7;

    private final String uri;
    private final String topic;
    private final Map<String, String> options;

    private GamesChannel(String uri, String topic, Map<String, String> options) {
        this.uri = uri;
        this.topic = topic;
        this.options = options;
    }

    /** @throws IllegalArgumentException when it is neither a queue nor a topic with its brokers */
    static GamesChannel of(String setting) {
        if (setting.startsWith("seda:")) {
            return new GamesChannel(setting, null, Map.of());
        }
        String[] parts = setting.split("\\?", 2);
        if (!parts[0].matches("kafka:(//)?[\\w.-]{1,249}")) {
            throw new IllegalArgumentException(SETTING + " must be a queue (seda:games) or a topic such as " + EXAMPLE + ", not \"" + parts[0] + "\"");
        }
        Map<String, String> options = options(parts.length > 1 ? parts[1] : "");
        if (options.getOrDefault("brokers", "").isEmpty()) {
            throw new IllegalArgumentException(SETTING + " names no broker: write " + parts[0] + "?brokers=host:9092");
        }
        String topic = parts[0].replaceFirst("kafka:(//)?", "");
        Map<String, String> ofCamel = new LinkedHashMap<>(options);
        ofCamel.keySet().removeAll(Arrays.asList("partitions", "replication", "retentionDays"));
        String uri = "kafka:" + topic + "?" + ofCamel.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining("&"));
        GamesChannel channel = new GamesChannel(uri, topic, options);
        channel.partitions();
        channel.replication();
        channel.retentionDays();
        return channel;
    }

    /** Whether other processes take games from it, too. */
    public boolean isShared() {
        return topic != null;
    }

    /** The endpoint to which routes send games and from which they consume them. */
    public String uri() {
        return uri;
    }

    /**
     * The options of Camel's Kafka component; the setting can override each. Each consumer has one game at a time and commits
     * its offset when the game is done, see {@code Acknowledgement}. A game that is not done because PostgreSQL is unavailable or
     * the process crashes is delivered again, to a consumer that is running.
     *
     * @param stall how long a run waits for a game without any progress
     */
    public Map<String, String> component(Duration stall) {
        Map<String, String> of = new LinkedHashMap<>();
        if (isShared()) {
            of.put("kafkaClientFactory", "#kafkaClients");
            of.put("kafkaManualCommitFactory", "#kafkaCommits");
            of.put("groupId", group());
            of.put("consumersCount", "8");
            of.put("autoOffsetReset", "earliest");
            of.put("autoCommitEnable", "false");
            of.put("allowManualCommit", "true");
            of.put("breakOnFirstError", "true");
            // the default would skip a message, whatever the failure
            of.put("pollOnError", "RECONNECT");
            of.put("maxPollRecords", "1");
            // a consumer that holds a game for longer than a run waits for it is evicted from the group
            of.put("maxPollIntervalMs", String.valueOf(stall.toMillis()));
            of.put("sessionTimeoutMs", "15000");
            of.put("heartbeatIntervalMs", "3000");
            // a consumer that joins or leaves does not stop the others
            of.put("partitionAssignor", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
            of.put("requestRequiredAcks", "all");
            of.put("valueDeserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
        }
        return of;
    }

    public String topic() {
        return topic;
    }

    public String group() {
        return options.getOrDefault("groupId", "nhldata");
    }

    public String brokers() {
        return options.get("brokers");
    }

    public int partitions() {
        return number("partitions", PARTITIONS);
    }

    public short replication() {
        return (short) number("replication", REPLICATION);
    }

    public int retentionDays() {
        return number("retentionDays", RETENTION_DAYS);
    }

    private int number(String option, int otherwise) {
        String value = options.getOrDefault(option, String.valueOf(otherwise));
        if (!value.matches("[1-9]\\d{0,3}") && !value.equals(String.valueOf(otherwise))) {
            throw new IllegalArgumentException(SETTING + ": " + option + " must be a number from 1 to 9999, not \"" + value + "\"");
        }
        return Integer.parseInt(value);
    }

    private static Map<String, String> options(String query) {
        return Arrays.stream(query.split("&")).filter(option -> !option.isBlank()).map(option -> option.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : "", (first, second) -> second, LinkedHashMap::new));
    }
}
