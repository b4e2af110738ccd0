package nhldata.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import nhldata.status.Status;
import nhldata.testing.Browser;
import nhldata.testing.RunningJob;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The status page of a job that has run two weeks of the sample league, as HTML and in a real browser. */
@ExtendWith(Stack.class)
class StatusPageIT {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String HOSTILE = "<script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">\"'&";

    @TempDir
    static Path folder;
    private static TestEnvironment world;
    private static RunningJob job;

    @BeforeAll
    static void aJobWithGoodDaysAndBadOnes(TestEnvironment given) throws Exception {
        world = given.with("nhl.api.url", "sample");
        job = RunningJob.start(world);
        job.application().sweep("sweep", "2024-10-08", "2024-10-14", "missing");
        world.execute("create table public.points_leaders (team_name text, full_name text, points bigint)");
        world.execute("insert into public.points_leaders values ('Boston Bruins', 'Cole Whitcroft', 7), ('Dallas Stars', 'O''Neil <b>', 4)");
        world.execute("update etl.game set state = 'dead', loaded_at = null where game_date = '2024-10-10'");
        world.execute("update etl.game set state = 'dead', loaded_at = null where game_id = (select min(game_id) from etl.game where game_date = '2024-10-12')");
        world.execute("insert into etl.dead_letter (game_id, game_date, stage, reason_class, reason, run_id)"
                + " select game_id, game_date, 'boxscore', 'document', '" + HOSTILE.replace("'", "''") + "', run_id from etl.game where state = 'dead'");
    }

    @AfterAll
    static void stop() throws Exception {
        job.close();
    }

    @Test
    void saysWhatTheCommandSays() throws Exception {
        try (Connection connection = world.connect()) {
            Status status = Status.read(connection);
            assertEquals(new ObjectMapper().valueToTree(status.asMap()), new ObjectMapper().readTree(job.get("/status.json").body()));
            assertTrue(job.get("/").body().contains(status.runs().get(0).get("run_id")));
        }
    }

    @Test
    void namesTheCommandThatReplaysEachDeadLetter() throws Exception {
        String page = job.get("/").body();
        assertAll(world.rows("select game_id from etl.dead_letter").stream()
                .map(game -> () -> assertTrue(page.contains("<code>nhldata dlq replay " + game + "</code>"), game)));
    }

    @Test
    void escapesWhateverAReasonHolds() throws Exception {
        String page = job.get("/").body();
        assertFalse(page.contains("<script>document"));
        assertTrue(page.contains("&lt;script&gt;document"));
        assertFalse(page.contains("O'Neil <b>"));
    }

    @Test
    void coloursADayByItsState() throws Exception {
        String page = job.get("/").body();
        assertTrue(page.contains("<li class=\"complete\" title=\"Tuesday, 8 October 2024: complete"));
        assertTrue(page.contains("<li class=\"partial\" title=\"Saturday, 12 October 2024: partial"));
        assertTrue(page.contains("<li class=\"missing\" title=\"Thursday, 10 October 2024: missing, 0 of"));
        assertTrue(page.contains("<li class=\"not-read\" title=\"Tuesday, 15 October 2024: never asked for"));
    }

    @Test
    void showsEarlierMonthsToWhoAsks() throws Exception {
        assertFalse(job.get("/?before=2024-10").body().contains("October 2024"));
        assertTrue(job.get("/?before=%22nonsense").body().contains("October 2024"));
    }

    @Test
    void isReadOnly() throws Exception {
        assertEquals(404, job.get("/nothing-here").statusCode());
        assertEquals(404, job.get("/web/../application.properties").statusCode());
    }

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "1280, light", "1280, dark"})
    void isGoodToLookAtInABrowser(int width, String colours) throws Exception {
        Assumptions.assumeTrue(Browser.program().isPresent(), "there is no Chromium here");
        try (Browser browser = Browser.start(folder.resolve(width + colours))) {
            browser.size(width, 900).colours(colours).open(job.page("/"));
            browser.screenshot(SCREENSHOTS.resolve("status-" + width + "-" + colours + ".png"), true);
            assertEquals(List.of(), browser.complaints());
            assertTrue(browser.requests().stream().allMatch(url -> url.startsWith(job.page("/").toString())), browser.requests().toString());
            assertTrue(browser.evaluate("document.title").asText().startsWith("nhldata: ACTION REQUIRED"));
            assertTrue(browser.evaluate("document.documentElement.scrollWidth <= innerWidth").asBoolean(), "it is wider than the window");
            assertEquals(colours.equals("dark"), browser.evaluate("getComputedStyle(document.body).backgroundColor").asText().matches("rgb\\((\\d|\\d\\d), .*"));
            assertTrue(browser.evaluate("document.querySelector('.bars rect').getBoundingClientRect().width"
                    + " > document.querySelectorAll('.bars rect')[1].getBoundingClientRect().width").asBoolean(), "more points, longer bar");
        }
    }

    @Test
    void refreshesItself() throws Exception {
        Assumptions.assumeTrue(Browser.program().isPresent(), "there is no Chromium here");
        try (Browser browser = Browser.start(folder.resolve("refresh"))) {
            browser.open(job.page("/"));
            world.execute("insert into etl.dead_letter (game_date, stage, reason_class, reason, run_id)"
                    + " select '2024-10-14', 'schedule', 'api', 'while you look', run_id from etl.run limit 1");
            browser.await("document.body.textContent.includes('while you look')");
            assertEquals(List.of(), browser.complaints());
        } finally {
            world.execute("delete from etl.dead_letter where game_id is null");
        }
    }
}
