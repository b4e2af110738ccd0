package nhldata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.run.RunResult;
import nhldata.storage.ObjectStore;
import nhldata.testing.Dbt;
import nhldata.testing.FakeApi;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A database and a bucket that version 1 filled, and left in the middle of a run, go on with the present program. */
@Tag("slow")
@ExtendWith(Stack.class)
class UpgradeIT {

    private static final Path VERSION_1 = Path.of("src/test/resources/nhldata/version1");
    private static final Pattern BOXSCORE = Pattern.compile("/v1/gamecenter/([0-9]{10})/boxscore");
    private static final String FROM = "2022-10-11";
    private static final String TO = "2022-10-12";
    private static final String CORRECTIONS = "select correction_id, game_id, player_id, column_name, old_value, new_value, run_id, corrected_at from etl.correction order by 1";
    private static final String STATES = "select game_id, state, game_date from etl.game order by game_id";

    @Test
    void whatVersion1LeftIsKeptAndItsWorkIsDone(TestEnvironment empty) throws Exception {
        TestEnvironment old = restored(empty);
        List<String> rows = old.gameStats();
        List<String> corrections = old.rows(CORRECTIONS);
        Map<String, String> objects = old.objectHashes();

        try (FakeApi api = new FakeApi(UpgradeIT::document)) {
            TestEnvironment world = old.asking(api);
            Database.migrate(dataSource(world));

            assertEquals(rows, world.gameStats(), "no row is touched by the migrations");
            assertEquals(corrections, world.rows(CORRECTIONS));
            assertEquals("discarded", world.row("select state from etl.dead_letter where game_id = 2022020059"));
            assertEquals("3", world.row("select count(*) from etl.dead_letter where state = 'open'"));
            assertEquals("2022-10-11 | 2022-10-12", world.row("select loaded_date, game_date from etl.game where game_id = 2022020046"));
            assertTrue(world.rows("select kind, subject from etl.action_required").containsAll(List.of(
                    "run_crashed | run 20261128-073956-backfill-c73d4b", "dead_letter | game 2022020057", "dead_letter | game 2022020058",
                    "schedule_unread | schedule of 2022-10-18")));

            assertEquals("partial", world.sweep(FROM, TO).status(), "two dead letters are still open");

            assertEquals(List.of(
                    "2022020044 | loaded | 2022-10-11", "2022020045 | loaded | 2022-10-11", "2022020046 | loaded | 2022-10-12",
                    "2022020047 | loaded | 2022-10-11", "2022020056 | loaded | 2022-10-12", "2022020057 | dead | 2022-10-12",
                    "2022020058 | dead | 2022-10-12", "2022020059 | loaded | 2022-10-12"), world.rows(STATES));
            assertEquals("0", world.row("select count(*) from etl.run where status = 'running'"), "the run that was killed is closed");
            assertEquals("2022-10-12", world.row("select distinct game_date from game_stats where game_id = 2022020046"));
            assertEquals(List.of("2022-10-12/2022020046.csv"), csvs(world, "2022020046"), "its outdated CSV is deleted");
            assertEquals(without(rows, "2022020046"), without(world.gameStats(), "2022020046", "2022020059"), "the others are as they were");

            try (Application application = world.start()) {
                assertEquals("succeeded", application.replay("2022020057").status());
                assertEquals("succeeded", application.replay("2022020058").status());
            }
            assertEquals(List.of("2022-10-11 | complete | 3", "2022-10-12 | complete | 5"), world.rows(
                    "select game_date, status, games_loaded from etl.data_status where game_date between '" + FROM + "' and '" + TO + "' order by 1"));
            assertEquals(List.of("schedule of 2022-10-18"), world.rows("select subject from etl.action_required where kind in ('dead_letter', 'schedule_unread')"));

            List<String> whole = world.versions();
            assertEquals("empty", load(world).status());
            assertEquals("succeeded", world.sweep(TO, TO, "all").status());
            try (Application application = world.start()) {
                assertEquals("succeeded", application.rederive(TO, TO).status());
            }
            assertEquals("empty", load(world).status());
            assertEquals(whole, world.versions(), "nothing is written twice");
            assertEquals(corrections, world.rows(CORRECTIONS), "nothing was corrected");
            assertEquals(8, world.keys("player_game_stats/").size());
            objects.keySet().removeIf(key -> key.endsWith("2022-10-11/2022020046.csv"));
            assertTrue(world.objectHashes().entrySet().containsAll(objects.entrySet()), "no object is lost or overwritten");
        }
    }

    @Test
    void martsOfVersion1AreReplaced(TestEnvironment empty, @TempDir Path folder) throws Exception {
        Dbt.assumeInstalled();
        TestEnvironment world = restored(empty);
        Database.migrate(dataSource(world));

        new Dbt(world, folder).build();

        assertEquals("published", world.row("select status from etl.marts_status"));
        assertEquals(world.row("select count(distinct player_person_id) from game_stats"), world.row("select count(*) from nhl_players"));
        assertEquals("0", world.row("select count(*) from points_leaders where full_name = 'Arseny Korsunov'"), "the one of version 1");
    }

    private static RunResult load(TestEnvironment world) throws Exception {
        try (Application application = world.start()) {
            return application.load();
        }
    }

    private static List<String> csvs(TestEnvironment world, String game) {
        return world.keys("player_game_stats/").stream().filter(key -> key.contains(game)).map(key -> key.substring(key.indexOf("date=") + 5)).toList();
    }

    private static List<String> without(List<String> rows, String... games) {
        return rows.stream().filter(row -> Stream.of(games).noneMatch(game -> row.contains("\"game_id\": " + game))).toList();
    }

    /** What the API says: of a game that nobody changed, the newest document in the bucket. */
    private static byte[] document(String path) {
        try {
            Path file = VERSION_1.resolve("api" + path + ".json");
            if (Files.exists(file)) {
                return Files.readAllBytes(file);
            }
            Matcher game = BOXSCORE.matcher(path);
            return game.matches() ? newest(game.group(1)) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] newest(String game) throws IOException {
        try (Stream<String> games = Files.lines(VERSION_1.resolve("tables/etl.game.csv"))) {
            String key = games.filter(line -> line.startsWith(game)).flatMap(line -> Stream.of(line.split(","))).filter(cell -> cell.startsWith("raw/"))
                    .findFirst().orElseThrow();
            try (GZIPInputStream raw = new GZIPInputStream(Files.newInputStream(VERSION_1.resolve("data-bucket").resolve(key)))) {
                return raw.readAllBytes();
            }
        }
    }

    /** The migrations of version 1, then its rows and objects as they were. */
    private static TestEnvironment restored(TestEnvironment empty) throws Exception {
        TestEnvironment world = empty.withoutTables().with("nhl.api.roster-path", "").with("nhl.api.player-path", "").with("nhl.api.calendar-path", "");
        Flyway.configure().schemas("etl").table("schema_history").locations("classpath:db/migration").target("9")
                .repeatableSqlMigrationPrefix("none").dataSource(dataSource(world)).load().migrate();
        try (Connection connection = world.connect(); Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (Path file : files("tables")) {
                String table = file.getFileName().toString().replace(".csv", "");
                try (BufferedReader rows = Files.newBufferedReader(file)) {
                    String columns = rows.readLine();
                    connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " (" + columns + ") from stdin (format csv)", rows);
                }
            }
            statement.execute(Files.readString(VERSION_1.resolve("rest.sql")));
        }
        for (Map.Entry<String, String> bucket : Map.of("data-bucket", "s3.bucket", "dead-letter-bucket", "s3.dead-letter-bucket").entrySet()) {
            try (S3Client s3 = new ObjectStore(world.settings()).client()) {
                String name = world.settings().get(bucket.getValue());
                s3.createBucket(b -> b.bucket(name));
                for (Path file : files(bucket.getKey())) {
                    String key = VERSION_1.resolve(bucket.getKey()).relativize(file).toString();
                    s3.putObject(b -> b.bucket(name).key(key), RequestBody.fromBytes(Files.readAllBytes(file)));
                }
            }
        }
        return world;
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(VERSION_1.resolve(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static DataSource dataSource(TestEnvironment world) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        Settings settings = world.settings();
        source.setServerNames(new String[] {settings.get("postgres.host")});
        source.setPortNumbers(new int[] {Integer.parseInt(settings.get("postgres.port"))});
        source.setDatabaseName(settings.get("postgres.database"));
        source.setUser(settings.get("postgres.user"));
        source.setPassword(settings.get("postgres.password"));
        return source;
    }
}
