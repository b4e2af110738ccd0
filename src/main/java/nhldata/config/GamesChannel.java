package nhldata.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The channel between schedule and box score, as {@code nhl.games.channel} names it: a queue within this process, or a
 * topic of Kafka that many processes share. Both ends are the same endpoint, so that the routes are the same files with
 * either. No class of Kafka is loaded for a queue.
 */
public final class GamesChannel {

    public static final String EXAMPLE = "kafka:nhl-games?brokers=host:9092";

    private static final String SETTING = "nhl.games.channel";
    /** Six fetchers of eight consumers each; more take {@code partitions=}. */
    private static final int PARTITIONS = 48;
    /** The broker decides. */
    private static final int REPLICATION = -1;
    /** Longer than any run: what is older belongs to a run that has ended, and is passed over. */
    private static final int RETENTION_DAYS = 7;

    private final String uri;
    private final String topic;
    private final Map<String, String> options;
    private final int stallMinutes;

    private GamesChannel(String uri, String topic, Map<String, String> options, int stallMinutes) {
        this.uri = uri;
        this.topic = topic;
        this.options = options;
        this.stallMinutes = stallMinutes;
    }

    /** @throws IllegalArgumentException when it is neither a queue nor a topic with its brokers */
    public static GamesChannel of(Settings settings) {
        return of(settings.get(SETTING), settings.number("nhl.schedule.stall-minutes"));
    }

    /** @param stallMinutes how long a run waits for a game in which nothing moves */
    static GamesChannel of(String setting, int stallMinutes) {
        if (setting.startsWith("seda:")) {
            return new GamesChannel(setting, null, Map.of(), stallMinutes);
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
        GamesChannel channel = new GamesChannel(uri, topic, options, stallMinutes);
        channel.partitions();
        channel.replication();
        channel.retentionDays();
        return channel;
    }

    /** Do other processes take games from it, too? */
    public boolean isShared() {
        return topic != null;
    }

    /** The endpoint that the routes send games to and take them from. */
    public String uri() {
        return uri;
    }

    /**
     * How Camel's component works on a topic; the setting may say otherwise of each. A worker has one game at a time in
     * each of its consumers, and commits its offset when the game is handled, see {@code Acknowledgement}. What is not handled,
     * because PostgreSQL is away or the process dies, comes again, to whoever lives.
     */
    public Map<String, String> component() {
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
            // the default would skip a message, whatever went wrong
            of.put("pollOnError", "RECONNECT");
            of.put("maxPollRecords", "1");
            // who has one game in its hands for longer than a run waits for it counts as dead
            of.put("maxPollIntervalMs", String.valueOf(stallMinutes * 60_000));
            of.put("sessionTimeoutMs", "15000");
            of.put("heartbeatIntervalMs", "3000");
            // who joins or leaves does not stop the others
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
