package nhldata.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import nhldata.config.DefaultSettings;
import nhldata.config.ProcessSettings;
import nhldata.testing.FakeApi;
import nhldata.testing.KafkaBroker;
import nhldata.testing.PackagedProgram;
import nhldata.testing.RequestLatch;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Processes that work together, with a broker between them. make cluster-test is the long form. */
@Tag("slow")
@ExtendWith(Stack.class)
class ClusterIT {

    private static final String DATE = "2022-10-11";
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    @RegisterExtension
    private static final FakeApi api = FakeApi.ofSampleLeague();
    private static KafkaBroker broker;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void startTheBroker() throws Exception {
        broker = KafkaBroker.start(Files.createDirectories(folder.resolve("broker")));
    }

    @AfterAll
    static void stopTheBroker() throws Exception {
        broker.close();
    }

    @Test
    void aKilledFetcherAndMessagesOfNobodyCostNoGame(TestEnvironment alone, TestEnvironment empty) throws Exception {
        alone.asking(api).sweep(DATE, DATE);
        TestEnvironment world = empty.asking(api).with("nhl.games.channel", broker.channel("killed") + "&partitions=4&consumersCount=2&sessionTimeoutMs=6000&heartbeatIntervalMs=1000");
        try (RequestLatch latch = api.holdAfter(5, "/boxscore"); PackagedProgram fetcher = fetcher(world); PackagedProgram scheduler = scheduler(world)) {
            latch.awaitHeld();
            assertNotEquals(List.of(), world.rows("select game_id from etl.game where state = 'fetching'"));
            broker.send("killed", "2022020001", "hello".getBytes(StandardCharsets.UTF_8));
            broker.send("killed", "2022020002", "{\"gameId\":\"7\",\"gameDate\":\"2022-10-11\",\"runId\":\"x\"}".getBytes(StandardCharsets.UTF_8));
            broker.send("killed", "2022020003", new byte[0]);
            broker.send("killed", "2022020004", null);
            fetcher.kill();
            latch.close();
            api.heal();
            try (PackagedProgram next = fetcher(world)) {
                assertEquals(0, scheduler.exitCode(), scheduler.output());
                Awaitility.await().atMost(PATIENCE).until(() -> broker.waiting("killed") == 0);
            }
        }
        assertEquals(alone.gameStats(), world.gameStats());
        assertEquals("succeeded | 12", world.row("select status, games_loaded from etl.run"));
        // nothing and an empty message are the same bytes
        assertEquals(List.of("boxscore | document | open | 1", "boxscore | document | open | 1", "boxscore | document | open | 2"),
                world.rows("select stage, reason_class, state, times from etl.dead_letter order by times"));
    }

    @Test
    void ofTwoSchedulersOneDoesTheRunAndTheOtherTakesOver(TestEnvironment empty) throws Exception {
        TestEnvironment world = empty.asking(api).with("nhl.schedule.catch-up-days", 1).with("nhl.load.poll", 500)
                .with("nhl.schedule.cron", "0/2 * * * * ?");
        try (RequestLatch latch = api.holdAfter(0, "/schedule/"); PackagedProgram one = service(world); PackagedProgram other = service(world)) {
            latch.awaitHeld();
            Awaitility.await().atMost(PATIENCE).until(() -> (one.output() + other.output()).contains("another process has the lease of the scheduled run"));
            String owner = world.row("select owner from etl.run");
            PackagedProgram atWork = owner.contains("/" + one.pid() + "/") ? one : other;
            PackagedProgram idle = atWork == one ? other : one;
            assertTrue(owner.contains("/" + atWork.pid() + "/"), owner);
            atWork.kill();
            latch.close();
            api.heal();
            Awaitility.await().atMost(PATIENCE).until(() -> !world.rows("select 1 from etl.run where status not in ('running', 'failed')").isEmpty());
            assertEquals("0", world.row("select count(*) from etl.run where status not in ('running', 'failed') and owner not like '%/" + idle.pid() + "/%'"));
        }
        assertEquals(LocalDate.now(ZoneOffset.UTC).minusDays(1).toString(), world.row("select max(to_date) from etl.run where status <> 'failed'"));
        assertEquals("1", world.row("select count(*) from etl.run where message like '%crashed%'"));
    }

    @Test
    void aTopicIsMadeAsWantedAndOneThatIsNotSoIsToldOf() throws Exception {
        topic("made", "&partitions=6&retentionDays=3").ensure();
        assertEquals("", topic("made", "&partitions=6&retentionDays=3").check().action());
        assertTrue(topic("made", "&partitions=6").check().description().startsWith("topic made on " + broker.address() + ": 6 partitions, 0 games wait"));

        TopicStatus few = topic("made", "&partitions=9").check();
        assertTrue(few.usable());
        assertTrue(few.action().startsWith("kafka-topics.sh --bootstrap-server " + broker.address() + " --alter --topic made --partitions 9"), few.action());
        TopicStatus brief = topic("made", "&partitions=6&retentionDays=5").check();
        assertTrue(brief.action().endsWith("--add-config retention.ms=432000000"), brief.action());
        TopicStatus none = topic("unmade", "").check();
        assertFalse(none.usable());
        assertTrue(none.description().contains("no topic unmade"), none.description());
    }

    @Test
    void aBrokerThatIsAwayIsNamed() {
        GamesTopic away = new GamesTopic(ProcessSettings.of(DefaultSettings.load().with("nhl.games.channel", "kafka:games?brokers=127.0.0.1:1")).games(), new KafkaClients(""), Duration.ofMillis(100));
        IllegalStateException failure = assertThrows(IllegalStateException.class, away::ensure);
        assertTrue(failure.getMessage().startsWith("no Kafka broker is available on 127.0.0.1:1; start it, or correct NHL_GAMES_CHANNEL"), failure.getMessage());
    }

    private static GamesTopic topic(String name, String options) {
        return new GamesTopic(ProcessSettings.of(DefaultSettings.load().with("nhl.games.channel", broker.channel(name) + options)).games(), new KafkaClients(""), Duration.ofSeconds(60));
    }

    private static PackagedProgram fetcher(TestEnvironment world) throws IOException {
        return PackagedProgram.start(world, Files.createTempDirectory(folder, "fetch"), "run", "--roles=fetch");
    }

    private static PackagedProgram scheduler(TestEnvironment world) throws IOException {
        return PackagedProgram.start(world.with("nhl.roles", "schedule,load"), Files.createTempDirectory(folder, "schedule"), "sweep", "--from", DATE, "--to", DATE);
    }

    private static PackagedProgram service(TestEnvironment world) throws IOException {
        return PackagedProgram.start(world, Files.createTempDirectory(folder, "run"), "run");
    }
}
