package nhldata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import nhldata.testing.FakeApi;
import nhldata.testing.Gate;
import nhldata.testing.KafkaBroker;
import nhldata.testing.Program;
import nhldata.testing.SampleDocuments;
import nhldata.testing.Stack;
import nhldata.testing.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A scheduler and a fetcher in processes of their own, with a broker between them. make cluster-test is the long form. */
@ExtendWith(Stack.class)
class ClusterIT {

    private static final String DATE = "2022-10-11";
    private static final String GAMES = "nhl-games";
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private static FakeApi api;
    private static SampleDocuments league;

    @TempDir
    private static Path folder;
    private static KafkaBroker broker;

    @BeforeAll
    static void startTheBroker() throws Exception {
        broker = KafkaBroker.start(folder.resolve("broker"));
        league = new SampleDocuments(Clock.systemUTC());
        api = new FakeApi(league);
    }

    @AfterAll
    static void stopTheBroker() throws Exception {
        broker.close();
        api.close();
        league.close();
    }

    @Test
    void aKilledFetcherAndAMessageOfNobodyCostNoGame(World alone, World empty) throws Exception {
        alone.asking(api).sweep(DATE, DATE);
        World world = empty.asking(api).with("nhl.games.channel", broker.channel(GAMES) + "&partitions=4&consumersCount=2");
        try (Program fetcher = fetcher(world); Gate gate = api.holdAfter(5, "/boxscore"); Program scheduler = scheduler(world)) {
            gate.awaitHeld();
            List<String> held = world.rows("select game_id from etl.game where state = 'fetching' order by 1");
            broker.send(GAMES, "2022020001", "hello".getBytes(StandardCharsets.UTF_8));
            broker.send(GAMES, "2022020002", "{\"gameId\":\"7\",\"gameDate\":\"2022-10-11\",\"runId\":\"x\"}".getBytes(StandardCharsets.UTF_8));
            broker.send(GAMES, "2022020003", new byte[0]);
            fetcher.kill();
            gate.close();
            api.heal();
            try (Program next = fetcher(world)) {
                assertEquals(0, scheduler.exitCode());
                Awaitility.await().atMost(PATIENCE).until(() -> broker.waiting(GAMES) == 0);
            }
            assertTrue(!held.isEmpty());
        }
        assertEquals(alone.gameStats(), world.gameStats());
        assertEquals("succeeded | 12", world.row("select status, games_loaded from etl.run"));
        assertEquals(List.of("boxscore | document | open", "boxscore | document | open", "boxscore | document | open"),
                world.rows("select stage, reason_class, state from etl.dead_letter"));
    }

    private static Program fetcher(World world) throws Exception {
        return Program.start(world, folder, "run", "--roles=fetch");
    }

    private static Program scheduler(World world) throws Exception {
        return Program.start(world.with("nhl.roles", "schedule,load"), folder, "sweep", "--from", DATE, "--to", DATE);
    }
}
