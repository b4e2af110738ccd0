package nhldata.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import nhldata.app.Application;
import nhldata.testing.FakeApi;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tables and CSVs made again from the raw documents in the bucket, by a process for which there is no API. */
@ExtendWith(Stack.class)
class RederiveIT {

    private static final String DATE = "2022-12-04";
    private static final String CSVS = "player_game_stats/";
    private static final String NOBODY_LISTENS = "http://127.0.0.1:1";

    private static final String DETAILS = "select game_id, loaded from etl.game_details order by game_id";

    private TestEnvironment world;
    private List<String> rows;
    private Map<String, String> objects;

    @BeforeEach
    void threeGames(TestEnvironment empty) throws Exception {
        try (FakeApi api = FakeApi.ofSampleLeague()) {
            assertEquals("succeeded", empty.asking(api).sweep(DATE, DATE).status());
        }
        world = empty.with("nhl.api.url", NOBODY_LISTENS);
        rows = world.gameStats();
        objects = world.objectHashes();
        assertEquals(3, world.keys(CSVS).size());
    }

    @Test
    void lostRowsComeBack() throws Exception {
        world.execute("truncate game_stats");

        RunResult run = rederive();

        assertEquals("succeeded | " + rows.size(), run.status() + " | " + run.rowsWritten());
        assertEquals(rows, world.gameStats());
        assertEquals(objects, world.objectHashes());
    }

    /** The bucket is the record: it also has where the full names and the birth dates come from. */
    @Test
    void afterTheLedgerIsLostAndTheBucketIsLoadedEverythingIsAsItWas() throws Exception {
        assertTrue(rows.stream().allMatch(row -> row.contains("\"player_person_birthdate\": \"")), rows.get(0));
        world.execute("truncate etl.run, etl.day, etl.correction, etl.dead_letter, etl.document, etl.game_details cascade; delete from etl.game; truncate game_stats");
        try (Application application = world.start()) {
            application.load();
        }

        rederive();

        assertEquals(rows, world.gameStats());
        assertEquals("0", world.row("select count(*) from etl.correction"));
        assertEquals(objects, world.objectHashes());
    }

    /** A newer document was refused: what an older one gives again says nothing of it. What a load or a reprocess failed at has succeeded. */
    @Test
    void theDeadLetterOfAFetchStaysOpenAndThatOfALoadIsClosed() throws Exception {
        String letter = """
                insert into etl.dead_letter (game_id, game_date, stage, reason_class, reason, run_id)
                select game_id, game_date, '%s', 'document', 'no goals', run_id from etl.game order by game_id limit 1 offset %d""";
        world.execute(letter.formatted("boxscore", 0));
        world.execute(letter.formatted("load", 1));

        rederive();

        assertEquals(List.of("boxscore | open", "load | replayed"), world.rows("select stage, state from etl.dead_letter order by dead_letter_id"));

        world.execute("update etl.dead_letter set run_id = (select max(run_id) from etl.run where kind = 'rederive')");
        rederive();
        assertEquals("0", world.row("select count(*) from etl.dead_letter where state = 'open'"));
    }

    @Test
    void whatIsThereIsWrittenNeitherInTheTableNorInTheBucket() throws Exception {
        List<String> versions = world.versions();
        Map<String, String> puts = world.objectTimes();
        // S3 tells times in seconds
        Thread.sleep(1100);

        RunResult run = rederive();

        assertEquals("3 | 0", run.gamesLoaded() + " | " + run.rowsWritten());
        assertEquals(versions, world.versions());
        assertEquals(puts, world.objectTimes());
    }

    @Test
    void aCsvThatIsGoneIsPutAgain() throws Exception {
        world.delete(world.keys(CSVS).get(0));

        assertEquals("succeeded", rederive().status());

        assertEquals(objects, world.objectHashes());
        assertEquals(rows, world.gameStats());
    }

    /** One process that lives long: what it has seen of the bucket in one run is not believed in the next. */
    @Test
    void aCsvThatIsGoneSinceARunAMomentAgoIsPutAgain() throws Exception {
        try (Application application = world.start()) {
            application.rederive(DATE, DATE);
            world.delete(world.keys(CSVS).get(0));

            assertEquals("succeeded", application.rederive(DATE, DATE).status());
        }
        assertEquals(objects, world.objectHashes());
        assertEquals(rows, world.gameStats());
    }

    @Test
    void aCsvThatSomebodyChangedIsReplaced() throws Exception {
        String key = world.keys(CSVS).get(0);
        world.put(key, "player_person_id,nonsense\n1,2\n".getBytes(StandardCharsets.UTF_8));
        assertNotEquals(objects, world.objectHashes());

        assertEquals("succeeded", rederive().status());

        assertEquals(objects, world.objectHashes());
        assertEquals(rows, world.gameStats());
    }

    @Test
    void aCsvOfAnEarlierProgramIsReplacedByWhatThisOneMakesOfTheDocument() throws Exception {
        String key = world.keys(CSVS).get(0);
        String earlier = new String(world.object(key), StandardCharsets.UTF_8).replaceAll("\n(\\d+),\\d+,", "\n$1,99,");
        world.put(key, earlier.getBytes(StandardCharsets.UTF_8));
        try (Application application = world.start()) {
            assertTrue((long) application.load().rowsWritten() > 30);
        }
        assertNotEquals(rows, world.gameStats());
        assertEquals(List.of("edited by hand"), world.rows("select distinct cause from etl.correction"));

        rederive();

        assertEquals(List.of("edited by hand", "re-derivation"), world.rows("select distinct cause from etl.correction order by 1"));
        assertEquals(objects, world.objectHashes());
        assertEquals(withoutSource(rows), withoutSource(world.gameStats()));
    }

    /** As after an upgrade: a version that read less of the documents has loaded the games, and its objects do not carry the details. */
    @Test
    void aGameOfAVersionWithoutDetailsGetsThem() throws Exception {
        List<String> details = world.rows(DETAILS);
        assertEquals(3, details.size());
        assertTrue(details.get(0).contains("\"goals_against\""), details.get(0));
        List<String> versions = world.versions();
        world.execute("delete from etl.game_details");
        world.keys(CSVS).forEach(key -> world.put(key, world.object(key)));

        assertEquals("succeeded | 0", rederive().status() + " | " + world.row("select count(*) from etl.correction"));

        assertEquals(details, world.rows(DETAILS));
        assertEquals(versions, world.versions());
        assertEquals(objects, world.objectHashes());
        world.execute("delete from etl.game_details; update etl.game set csv_hash = null, version = null");
        try (Application application = world.start()) {
            application.load();
        }
        assertEquals(details, world.rows(DETAILS), "the objects carry them now");
    }

    @Test
    void aDocumentThatIsGoneIsADeadLetterAndTheGameKeepsItsRows() throws Exception {
        String gone = world.row("select min(raw_key) from etl.game");
        world.delete(gone);

        RunResult run = rederive();

        assertEquals("partial | 3 | 1", run.status() + " | " + run.gamesLoaded() + " | " + run.gamesDead());
        assertEquals("storage", world.row("select reason_class from etl.dead_letter where state = 'open'"));
        assertTrue(world.row("select reason from etl.dead_letter where state = 'open'").contains(gone), world.row("select reason from etl.dead_letter"));
        assertEquals(rows, world.gameStats());
    }

    private RunResult rederive() throws Exception {
        try (Application application = world.start()) {
            return application.rederive(DATE, DATE);
        }
    }

    private static List<String> withoutSource(List<String> lines) {
        return lines.stream().map(line -> line.replaceFirst("\"source\": \"[^\"]*\"", "")).toList();
    }
}
