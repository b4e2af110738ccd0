package nhldata.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import nhldata.config.Settings;
import nhldata.process.InstanceId;
import nhldata.testing.PackagedProgram;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What nhldata status makes of a ledger. */
@ExtendWith(Stack.class)
class StatusIT {

    @Test
    void aClockThatStoppedIsToldOfAndOneThatNeverWasIsNot(TestEnvironment world) throws Exception {
        try (Connection connection = world.connect()) {
            assertEquals(ExitCode.DONE, Status.read(connection).exitCode());

            world.execute("""
                    insert into etl.clock (cron, zone, owner, started_at, heartbeat_at)
                    values ('0 0 10 * * ?', 'UTC', 'nhl-host 7', now() - interval '10 minutes', now())""");
            assertEquals(ExitCode.DONE, Status.read(connection).exitCode());

            world.execute("update etl.clock set started_at = now() - interval '50 hours', heartbeat_at = now() - interval '30 hours'");
            Status status = Status.read(connection);
            assertEquals(ExitCode.FAILED, status.exitCode());
            assertEquals("scheduled_run_missed", status.required().get(0).kind());
            assertTrue(status.required().get(0).reason().contains("no heartbeat of the service nhl-host 7 since"), status.asText());

            world.execute("""
                    insert into etl.run (run_id, kind, source, owner, status, ended_at) values ('r', 'sweep', 'nhl', 'nhl-host 8', 'empty', now())""");
            assertEquals(ExitCode.DONE, Status.read(connection).exitCode());
        }
    }

    /** U26: the ledger notices its silence after two minutes, and who is on the same host sees it at once. */
    @Test
    void aRunWhoseProcessIsGoneFromThisHostHasCrashed(TestEnvironment world) throws Exception {
        String alive = new InstanceId().name();
        String[] parts = alive.split("/");
        parts[3] = "1" + parts[3];
        world.execute("insert into etl.run (run_id, kind, source, owner, from_date, to_date, command) values"
                + " ('killed', 'backfill', 'nhl', '" + String.join("/", parts) + "', '2025-01-04', '2025-01-05', 'nhldata backfill --from 2025-01-04 --to 2025-01-05'),"
                + " ('alive', 'backfill', 'nhl', '" + alive + "', '2025-01-04', '2025-01-05', 'x'), ('elsewhere', 'backfill', 'nhl', 'a/b/3/4/5', '2025-01-04', '2025-01-05', 'x')");
        try (Connection connection = world.connect()) {
            Status status = Status.read(connection);
            assertEquals(List.of("run_crashed run killed"), status.required().stream().map(a -> a.kind() + " " + a.subject()).toList());
            assertTrue(status.asText().contains("run: nhldata backfill --from 2025-01-04 --to 2025-01-05"), status.asText());
            world.execute("update etl.run set heartbeat_at = now() - interval '1 hour' where run_id = 'killed'");
            assertEquals(List.of("run_crashed run killed"), Status.read(connection).required().stream().map(a -> a.kind() + " " + a.subject()).toList(), "once");
        }
    }

    @Test
    void aConnectionServiceLeadsToTheDatabase(TestEnvironment world, @TempDir Path folder) throws Exception {
        Settings settings = world.settings();
        Path file = Files.writeString(folder.resolve("services"), "[nhl]\nhost=%s\nport=%s\ndbname=%s\n".formatted(settings.get("postgres.host"), settings.get("postgres.port"),
                settings.get("postgres.database")));
        Map<String, String> service = Map.of("PGHOST", "nowhere.invalid", "PGDATABASE", "none", "PGSERVICE", "nhl", "PGSERVICEFILE", file.toString());
        try (PackagedProgram program = PackagedProgram.start(world, folder, service, "status")) {
            assertEquals(ExitCode.DONE, program.exitCode(), program.output());
        }
    }

    @Test
    void anyDateHasAnAnswerWithWhatToType(TestEnvironment world) throws Exception {
        world.execute("""
                insert into etl.run (run_id, kind, source, owner, status, ended_at, from_date, to_date)
                values ('r', 'sweep', 'nhl', 'nhl-host 8', 'failed', now(), '2025-01-04', '2025-01-05');
                insert into etl.day (game_date, games_listed, games_wanted, games_final, games_expected, source, run_id)
                values ('2025-01-06', 0, 0, 0, 0, 'nhl', 'r'), ('2025-01-07', 3, 3, 2, 3, 'nhl', 'r'), ('2025-01-08', 2, 2, 2, 2, 'nhl', 'r');
                insert into etl.game (game_id, game_date, season, game_type, state, source)
                values (2024020701, '2025-01-08', 20242025, 2, 'dead', 'nhl'), (2024020702, '2025-01-08', 20242025, 2, 'final', 'nhl');
                insert into etl.dead_letter (game_date, stage, reason_class, reason, run_id)
                values ('2025-01-04', 'schedule', 'document', 'an HTML page', 'r');
                """);
        try (Connection connection = world.connect()) {
            List<Map<String, String>> dates = DateStatus.of(connection, "2025-01-03", "2025-01-08");
            assertEquals(List.of(
                    "never asked for | no run has requested this date | nhldata backfill --from 2025-01-03 --to 2025-01-03",
                    "incomplete | the schedule could not be read: an HTML page | nhldata dlq replay",
                    "incomplete | the schedule could not be read: an HTML page | nhldata dlq replay",
                    "no games | null | null",
                    "incomplete | 1 of 3 games were not over when the schedule was read | nhldata backfill --from 2025-01-07 --to 2025-01-07",
                    "incomplete | 1 dead-lettered, 1 not fetched | nhldata dlq list"),
                    dates.stream().map(d -> d.get("status") + " | " + d.get("reason") + " | " + d.get("next_command")).toList());
            assertEquals(ExitCode.PARTIAL, DateStatus.exitCode(dates));
            assertEquals(ExitCode.DONE, DateStatus.exitCode(DateStatus.of(connection, "2025-01-06", "2025-01-06")));
        }
    }
}
