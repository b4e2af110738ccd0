package nhldata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nhldata.app.Application;
import nhldata.run.RunResult;
import nhldata.testing.FakeApi;
import nhldata.testing.PackagedProgram;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code nhldata rederive --dry-run} prints is what the run then does, and until then nothing is written anywhere. */
@ExtendWith(Stack.class)
class RederiveDryRunIT {

    private static final String DATE = "2022-12-04";
    /** Every row of every table of the application with the version in which PostgreSQL keeps it. */
    private static final String TABLES = """
            select t.relname, query_to_xml('select xmin, t.* from ' || t.oid::regclass || ' as t order by t::text', true, false, '')
            from pg_class as t
            inner join pg_namespace as n on t.relnamespace = n.oid
            where n.nspname in ('etl', 'public') and t.relkind = 'r'
            order by 1""";
    private static final String CORRECTIONS = """
            select game_id::text, player_id::text, column_name, old_value, new_value from etl.correction order by 1, 2, 3""";

    @TempDir
    private Path folder;
    private TestEnvironment world;

    @BeforeEach
    void threeGames(TestEnvironment empty) throws Exception {
        try (FakeApi api = FakeApi.ofSampleLeague()) {
            assertEquals("succeeded", empty.asking(api).sweep(DATE, DATE).status());
        }
        world = empty.with("nhl.api.url", "http://127.0.0.1:1");
    }

    @Test
    void nothingChangesWhereEverythingIsAsTheDocumentsSay() throws Exception {
        String text = dryRun(true);
        assertTrue(text.contains(DATE + " to " + DATE + ": 0 of 3 games would change: 0 rows inserted, 0 updated, 0 deleted, details of 0 games, 0 CSVs put. Nothing was written"), text);
    }

    @Test
    void itTellsEachValueOldAndNewAndTheRunThenWritesThese() throws Exception {
        String game = world.row("select min(game_id) from etl.game");
        String other = world.row("select max(game_id) from etl.game");
        world.execute("update game_stats set player_stats_skaterstats_goals = 9, player_person_fullname = 'An O''Ther' where (game_id, player_person_id) in"
                + " (select game_id, min(player_person_id) from game_stats where player_stats_skaterstats_goals = 0 and game_id = " + game + " group by 1)");
        world.execute("delete from game_stats where (game_id, player_person_id) in (select game_id, max(player_person_id) from game_stats where game_id = " + game + " group by 1)");
        world.execute("insert into game_stats (game_id, game_date, season, game_type, source, player_person_id, player_person_fullname, s3_key, run_id)"
                + " select game_id, game_date, season, game_type, source, 1, 'Nobody', s3_key, run_id from game_stats where game_id = " + game + " limit 1");
        world.execute("update etl.game_details set loaded = jsonb_set(loaded, '{venue}', '\"Elsewhere\"') where game_id = " + game);
        world.delete(world.row("select s3_key from etl.game where game_id = " + other));
        List<String> before = everything();

        String text = dryRun(true);
        JsonNode json = new ObjectMapper().readTree(typed(0, world, "--from", DATE, "--to", DATE, "--json"));

        assertEquals(before, everything());
        assertTrue(text.contains("| updated  | player_stats_skaterstats_goals | 9"), text);
        assertTrue(text.contains("| An O'Ther"), text);
        assertTrue(text.contains("2 of 3 games would change: 1 rows inserted, 1 updated, 1 deleted, details of 1 games, 1 CSVs put. Nothing was written."
                + " To write it run: nhldata rederive --from " + DATE + " --to " + DATE), text);
        assertEquals("1 1 1 1", json.get("rows_inserted") + " " + json.get("rows_updated") + " " + json.get("rows_deleted") + " " + json.get("unchanged"));

        assertEquals("succeeded", rederive().status());

        assertEquals(world.rows(CORRECTIONS), corrections(json));
        assertTrue(dryRun(true).contains("0 of 3 games would change"));
    }

    @Test
    void rowsThatAreLostAreInserted() throws Exception {
        String rows = world.row("select count(*) from game_stats");
        world.execute("truncate game_stats");

        String text = dryRun(true);

        assertTrue(text.contains("3 of 3 games would change: " + rows + " rows inserted, 0 updated"), text);
        assertEquals(rows, String.valueOf(rederive().rowsWritten()));
    }

    @Test
    void aDocumentThatIsGoneOrInvalidAndAGameInProgressAreReported() throws Exception {
        List<String> games = world.rows("select game_id from etl.game order by 1");
        world.delete(world.row("select raw_key from etl.game where game_id = " + games.get(0)));
        world.put(world.row("select raw_key from etl.game where game_id = " + games.get(1)), "<html>".getBytes(StandardCharsets.UTF_8));
        world.execute("update etl.game set state = 'stored' where game_id = " + games.get(2));
        List<String> before = everything();

        String text = dryRun(false);

        assertEquals(before, everything());
        assertTrue(text.contains("! game " + games.get(0) + " of " + DATE + " would be dead-lettered: the raw document raw/boxscore/"), text);
        assertTrue(text.contains("is not in the bucket"), text);
        assertTrue(text.contains("! game " + games.get(1) + " of " + DATE + " would be dead-lettered"), text);
        assertTrue(text.contains("! game " + games.get(2) + " of " + DATE + " would be left out: a run is fetching or loading it"), text);
        assertEquals(2, new ObjectMapper().readTree(typed(2, world, "--from", DATE, "--to", DATE, "--json")).get("failed").size());
    }

    /** It reads what the run reads, and needs no right to write. */
    @Test
    void aMissingRightIsNamedAndADateThatIsNoneIsAUsageError() throws Exception {
        TestEnvironment owner = world;
        world.execute("create role it_dry_reader login in role nhldata_reader");
        try {
            world = owner.with("postgres.user", "it_dry_reader");
            assertTrue(typed(1, world, "--from", DATE, "--to", DATE).contains("permission denied for table document"));
            owner.execute("grant select on etl.document, game_stats to it_dry_reader");
            assertTrue(dryRun(true).contains("0 of 3 games would change"));
        } finally {
            owner.execute("drop owned by it_dry_reader");
            owner.execute("drop role it_dry_reader");
        }
        assertTrue(typed(64, owner, "--from", "2022-12-32", "--to", DATE).contains("--from must be a date"));
    }

    private List<String> everything() {
        List<String> everything = new ArrayList<>(world.rows(TABLES));
        everything.add(world.objectHashes().toString());
        everything.add(world.objectTimes().toString());
        everything.add(world.deadLetterKeys().toString());
        return everything;
    }

    private static List<String> corrections(JsonNode preview) {
        List<String> rows = new ArrayList<>();
        preview.get("changed").forEach(game -> game.get("changes").forEach(change -> {
            String kind = change.get("change").asText();
            String name = change.get("player").asText();
            String value = switch (kind) {
                case "inserted" -> "(line) | null | " + name;
                case "deleted" -> "(line) | " + name + " | null";
                default -> change.get("column_name").asText() + " | " + change.get("old_value").asText() + " | " + change.get("new_value").asText();
            };
            if (!kind.equals("csv")) {
                rows.add(game.get("game").asText() + " | " + change.get("player_id").asText() + " | " + value);
            }
        }));
        return rows.stream().sorted().collect(Collectors.toList());
    }

    private RunResult rederive() throws Exception {
        try (Application application = world.start()) {
            return application.rederive(DATE, DATE);
        }
    }

    private String dryRun(boolean isComplete) throws Exception {
        RederiveDryRun preview = RederiveDryRun.of(world.settings(), DATE, DATE);
        assertEquals(isComplete, preview.isComplete());
        return preview.asText();
    }

    private String typed(int exitCode, TestEnvironment asked, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("rederive", "--dry-run"));
        words.addAll(List.of(arguments));
        try (PackagedProgram program = PackagedProgram.start(asked, folder, words.toArray(String[]::new))) {
            assertEquals(exitCode, program.exitCode(), program.output());
            return words.contains("--json") ? program.answer() : program.output();
        }
    }
}
