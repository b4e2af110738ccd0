package nhldata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nhldata.status.ExitCode;
import nhldata.testing.RequestLatch;
import nhldata.testing.Terminal;
import nhldata.testing.WithSampleLeague;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backfill as a person types it: with its bar, stopped with Ctrl-C, and gone on with. Twelve games. */
@Tag("slow")
class BackfillIT extends WithSampleLeague {

    private static final String[] BACKFILL = {"backfill", "--from", "2022-10-11", "--to", "2022-10-11"};

    @TempDir
    private Path folder;

    @Test
    void ctrlCStopsItAndTheSameCommandGoesOn() throws Exception {
        try (RequestLatch latch = api.holdAfter(5, "/boxscore"); Terminal terminal = Terminal.type(world, folder, BACKFILL)) {
            latch.awaitHeld();
            Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> terminal.screen().contains("5/12"));
            terminal.pressCtrlC();

            assertEquals(130, terminal.exitCode(), "what shells report of a program that Ctrl-C ended");
            assertTrue(terminal.screen().contains("backfill stopped: 5 of 12 games loaded. To continue run: nhldata backfill --from 2022-10-11 --to 2022-10-11"), terminal.screen());
        }
        assertEquals(List.of("failed | 5"), world.rows("select status, games_loaded from etl.run"));
        api.heal();
        api.forgetRequests();

        try (Terminal terminal = Terminal.type(world, folder, BACKFILL)) {
            assertEquals(ExitCode.DONE, terminal.exitCode(), terminal.screen());
            assertTrue(terminal.screen().contains("/7"), terminal.screen());
            assertTrue(terminal.screen().contains("backfill done"), terminal.screen());
        }
        assertEquals(7, api.requests("/boxscore"), "what is loaded is not fetched again");
        assertEquals("loaded | 12", world.row("select state, count(*) from etl.game group by 1"));
    }
}
