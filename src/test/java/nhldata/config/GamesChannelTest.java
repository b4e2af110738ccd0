package nhldata.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GamesChannelTest {

    @Test
    void aQueueIsTakenAsItIs() {
        GamesChannel queue = GamesChannel.of("seda:games?size=5");
        assertFalse(queue.isShared());
        assertEquals("seda:games?size=5", queue.uri());
        assertEquals(Map.of(), queue.component(Duration.ofMinutes(15)));
    }

    @Test
    void aTopicHasItsDefaults() {
        GamesChannel topic = GamesChannel.of("kafka:nhl-games?brokers=one:9092,two:9092");
        assertTrue(topic.isShared());
        assertEquals("kafka:nhl-games?brokers=one:9092,two:9092", topic.uri());
        assertEquals("one:9092,two:9092", topic.brokers());
        assertEquals("48 partitions, 7 days, replication -1", topic.partitions() + " partitions, " + topic.retentionDays() + " days, replication " + topic.replication());
        assertEquals("900000", topic.component(Duration.ofMinutes(15)).get("maxPollIntervalMs"), "as long as a run waits");
    }

    @Test
    void whatIsAboutTheTopicItselfIsKeptFromCamel() {
        GamesChannel topic = GamesChannel.of("kafka://g?brokers=b:1&partitions=6&consumersCount=2&retentionDays=1&replication=3&groupId=x");
        assertEquals("kafka:g?brokers=b:1&consumersCount=2&groupId=x", topic.uri());
        assertEquals("g 6 1 3 x", topic.topic() + " " + topic.partitions() + " " + topic.retentionDays() + " " + topic.replication() + " " + topic.group());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "jms:games                       | nhl.games.channel must be a queue (seda:games) or a topic such as kafka:nhl-games?brokers=host:9092, not \"jms:games\"",
        "kafka:                          | nhl.games.channel must be a queue (seda:games) or a topic such as kafka:nhl-games?brokers=host:9092, not \"kafka:\"",
        "kafka:g                         | nhl.games.channel names no broker: write kafka:g?brokers=host:9092",
        "kafka:g?brokers=                | nhl.games.channel names no broker: write kafka:g?brokers=host:9092",
        "kafka:g?brokers=b&partitions=0  | nhl.games.channel: partitions must be a number from 1 to 9999, not \"0\""})
    void whatCannotBeIsRefusedWithWhatToWrite(String setting, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> GamesChannel.of(setting)).getMessage());
    }
}
