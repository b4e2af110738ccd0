package nhldata.why;

import static nhldata.testing.FakeApi.boxscore;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nhldata.app.Application;
import nhldata.testing.Browser;
import nhldata.testing.Dbt;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.RunningJob;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import nhldata.why.Question.Phase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Numbers of five days of the sample league, of which one game is dead-lettered, one was corrected, one is a CSV put by hand, one a CSV that
 * was edited and is quarantined, and one was corrected after the marts were published.
 */
@Tag("slow")
@ExtendWith(Stack.class)
class WhyIT {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String SEASON = "2022-23";
    private static final String HAND = "2022021999";

    @TempDir
    static Path folder;
    private static TestEnvironment world;
    private static RunningJob job;
    private static String dead;
    private static String corrected;
    private static String edited;
    private static String late;
    private static String scorer;
    private static String lateScorer;

    @BeforeAll
    static void aLeagueInWhichThingsHappened(TestEnvironment empty) throws Exception {
        Dbt.assumeInstalled();
        try (FakeApi api = FakeApi.ofSampleLeague()) {
            world = empty.asking(api).with("nhl.marts.enabled", false);
            dead = new ObjectMapper().readTree(api.document("/v1/schedule/2022-12-06")).at("/gameWeek/0/games/0/id").asText();
            api.fault(boxscore(dead), Fault.status(404));
            world.sweep("2022-12-04", "2022-12-08");
            corrected = game("2022-12-05");
            edited = game("2022-12-04");
            late = game("2022-12-07");

            scorer = oneAssistMore(api, corrected);
            world.sweep("2022-12-05", "2022-12-05", "all");
            world.put("player_game_stats/season=20222023/date=2022-12-08/" + HAND + ".csv", world.object(key(game("2022-12-08"))));
            load();
            Dbt dbt = new Dbt(world, folder);
            dbt.build();
            world.put(key(edited), oneGoalMore(world.object(key(edited))));
            load();
            dbt.build();
            lateScorer = oneAssistMore(api, late);
            world.sweep("2022-12-07", "2022-12-07", "all");
            // two players of one name, which has everything that a name can have
            world.execute("update public.players set full_name = 'Séb O''Brien-Nygård' where player_id in (" + scorer + ", " + lateScorer + ")");
            job = RunningJob.start(world);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (job != null) {
            job.close();
        }
    }

    private static String game(String date) {
        return world.row("select min(game_id) from etl.game where loaded_at is not null and game_date = '" + date + "'");
    }

    private static String key(String game) {
        return world.row("select s3_key from etl.game where game_id = " + game);
    }

    private static void load() throws Exception {
        try (Application application = world.start()) {
            application.load();
        }
    }

    private static String oneAssistMore(FakeApi api, String game) {
        String[] id = new String[1];
        api.edit(boxscore(game), document -> {
            ObjectNode forward = (ObjectNode) document.at("/playerByGameStats/awayTeam/forwards/0");
            id[0] = forward.get("playerId").asText();
            forward.put("assists", forward.get("assists").asInt() + 1).put("points", forward.get("points").asInt() + 1);
        });
        return id[0];
    }

    private static byte[] oneGoalMore(byte[] csv) {
        List<String> lines = new ArrayList<>(new String(csv, StandardCharsets.UTF_8).lines().toList());
        int goals = List.of(lines.get(0).split(",")).indexOf("player_stats_skaterStats_goals");
        int i = 1;
        while (lines.get(i).split(",", -1)[goals].isEmpty()) {
            i++;
        }
        String[] cells = lines.get(i).split(",", -1);
        cells[goals] = String.valueOf(Integer.parseInt(cells[goals]) + 1);
        lines.set(i, String.join(",", cells));
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Trace ask(String subject, String season, String statistic, Phase phase, String game) throws SQLException {
        try (Connection connection = world.connect()) {
            return TraceReader.read(connection, Question.of(subject, season, phase, game, statistic));
        }
    }

    private static Trace ask(String subject, String statistic) throws SQLException {
        return ask(subject, SEASON, statistic, Phase.REGULAR_SEASON, null);
    }

    private static String text(Trace trace) {
        return new Explanation(trace).asText();
    }

    @Test
    void everyNumberIsTheSumOfItsGames() throws Exception {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (String subject : world.rows("(select player_id from player_season_totals order by points desc nulls last, 1 limit 8) union all"
                + " (select player_id from goalies where game_type = 'regular season' order by 1 limit 8) union all (select distinct team_id from teams order by 1 limit 8)")) {
            for (Statistic statistic : ask(subject, "").statistics()) {
                Trace trace = ask(subject, statistic.name());
                seen++;
                if (!trace.isSum(trace.inMartGames()) || trace.agrees() != trace.games().stream().allMatch(TracedGame::isEqual)) {
                    wrong.add(new Explanation(trace).answer());
                }
                for (TracedGame game : trace.games()) {
                    if (!game.isEqual() && !List.of(edited, late).contains(game.id())) {
                        wrong.add(game.note());
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(seen > 400, seen + " numbers");
    }

    @Test
    void theTotalsOfAllSeasonsAndPhasesAreTracedToo() throws Exception {
        Trace trace = ask(scorer, "all", "points", Phase.TOGETHER, null);
        assertTrue(trace.agrees(), text(trace));
        assertEquals("player_career_totals", trace.mart());
        assertEquals(world.row("select points from nhl_players where id = " + scorer), Amount.text(trace.inMart(), 0));
        assertThrows(IllegalArgumentException.class, () -> ask("BOS", "all", "wins", Phase.REGULAR_SEASON, null));
    }

    @Test
    void aCorrectionIsShownWithItsCause() throws Exception {
        Trace trace = ask(scorer, "points");
        Map<String, String> correction = trace.corrections().stream().filter(c -> c.get("game").equals(corrected)).findFirst().orElseThrow();
        assertEquals("player_stats_skaterstats_assists", correction.get("what"));
        assertEquals("league", correction.get("cause"));
        assertEquals(Integer.parseInt(correction.get("old_value")) + 1, Integer.parseInt(correction.get("new_value")));
        assertEquals(List.of(), ask(scorer, "goals").corrections(), "goals did not change");
    }

    @Test
    void aMissingGameIsNamedWithItsCommand() throws Exception {
        String team = world.row("select home_team_id from etl.game where game_id = " + dead);
        String player = world.row("select min(player_person_id) from game_stats where player_person_currentteam_id = " + team);
        for (String subject : List.of(team, player)) {
            Trace trace = ask(subject, "");
            Map<String, String> game = trace.missingShown().stream().filter(g -> g.get("game").equals(dead)).findFirst().orElseThrow();
            assertTrue(game.get("why").startsWith("dead-lettered in stage boxscore: "), game.toString());
            assertEquals("nhldata dlq replay " + dead, game.get("next_command"));
            assertTrue(text(trace).contains("! the marts lack 1 of the "), text(trace));
        }
        Trace alone = ask(player, null, "", Phase.REGULAR_SEASON, dead);
        assertTrue(new Explanation(alone).answer().endsWith(": no row in this game"), text(alone));
        assertTrue(text(alone).contains("dead-lettered in stage boxscore"), text(alone));
    }

    @Test
    void aQuarantinedGameSaysWhichVersionTheMartsHave() throws Exception {
        String player = world.row("select s.player_person_id from game_stats as s inner join player_game_log as l on s.game_id = l.game_id and s.player_person_id = l.player_id"
                + " where s.game_id = " + edited + " and s.player_stats_skaterstats_goals <> l.goals");
        Trace trace = ask(player, "goals");
        assertFalse(trace.agrees());
        assertTrue(trace.isSum(trace.inMartGames()) && !trace.isSum(trace.inRows()));
        String note = String.join("\n", new Explanation(trace).notes());
        assertTrue(note.contains("game " + edited + " of 2022-12-04: ") && note.contains("quarantined: ") && note.contains("keep its previous version") && note.contains("Run: nhldata load"), note);
        TracedGame game = trace.games().stream().filter(g -> g.id().equals(edited)).findFirst().orElseThrow();
        assertTrue(game.document().startsWith("the CSV was edited by hand; before that raw/boxscore/"), game.document());
        assertEquals("edited by hand", trace.corrections().get(0).get("cause"));
    }

    @Test
    void martsThatAreOlderThanTheRowsSayWhatToRun() throws Exception {
        Trace trace = ask(lateScorer, "assists");
        assertFalse(trace.agrees());
        String text = text(trace);
        assertTrue(text.contains("game " + late + " of 2022-12-07: ") && text.contains(", the marts have the version of ") && text.contains("Run: nhldata marts\n"), text);
        assertTrue(text.contains("; in game_stats: ") && text.contains(", not equal"), text);
        Trace alone = ask(lateScorer, null, "assists", Phase.REGULAR_SEASON, late);
        assertFalse(alone.agrees());
        assertEquals(1, alone.games().size());
    }

    @Test
    void aCsvThatWasPutByHandHasNoDocumentAndSaysSo() throws Exception {
        String player = world.row("select min(player_person_id) from game_stats where game_id = " + HAND + " and player_stats_skaterstats_timeonice is not null");
        TracedGame game = ask(player, "points").games().stream().filter(g -> g.id().equals(HAND)).findFirst().orElseThrow();
        assertEquals("none: the CSV was put into the bucket by hand", game.document());
        assertEquals("not in the ledger", game.fetched());
        assertTrue(game.isEqual());
    }

    @Test
    void whereEachGameComesFromIsInTheLedgerAndInTheBucket() throws Exception {
        for (TracedGame game : ask(scorer, "points").games()) {
            assertEquals(world.row("select s3_key || ' ' || version from etl.game where game_id = " + game.id()), game.csv() + " " + game.csvVersion());
            assertTrue(world.keys("").containsAll(List.of(game.csv(), game.document())), game.document());
        }
    }

    @ParameterizedTest
    @CsvSource({"séb o'brien-nygård", "SEB OBRIEN NYGARD", "nygard", "brien-nyg", "o’brien"})
    void namesakesAreListedHoweverTheyAreTyped(String name) {
        Subject.NotFoundException refusal = assertThrows(Subject.NotFoundException.class, () -> ask(name, ""));
        assertEquals(2, refusal.candidates().size(), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("give more of the name, or the id:\n") && refusal.getMessage().contains("  " + scorer + "  Séb O'Brien-Nygård ("), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nobody at all | 2022-23 |             | no player, goalie or team of the marts has "nobody at all" in the name
            BOS           | 2022-23 | corsi       | no statistic "corsi"; there are: points, points pct, regulation wins, regulation and overtime wins, shootout wins, shootout losses, goal difference, home wins, home losses, home overtime losses, home ties, road wins, road losses, road overtime losses, road ties, wins, losses, overtime losses, ties, games played, goals for, goals against, goals for without shootout, goals against without shootout, shots, shots against, power play goals, penalty minutes
            BOS           | 2020    | wins        | Boston Bruins has no game in regular season 2020-21; there are: regular season 2022-23
            BOS           | 2022-24 | wins        | a season is 2024-25, 20242025 or 2024, not "2022-24"
            bruins        | 2099    |             | Boston Bruins has no game in regular season 2099-00; there are: regular season 2022-23
            """)
    void whatThereIsNotIsRefusedInWords(String subject, String season, String statistic, String words) {
        assertEquals(words, assertThrows(IllegalArgumentException.class, () -> ask(subject, season, statistic, Phase.REGULAR_SEASON, null)).getMessage());
    }

    @Test
    void withoutMartsItSaysHowToBuildThem(TestEnvironment empty) throws Exception {
        try (Connection connection = empty.connect()) {
            IllegalStateException refusal = assertThrows(IllegalStateException.class,
                    () -> TraceReader.read(connection, Question.of("kucherov", null, Phase.REGULAR_SEASON, null, null)));
            assertTrue(refusal.getMessage().endsWith("Run: nhldata marts"), refusal.getMessage());
        }
    }

    @Test
    void jsonHasTheSameNumbers() throws Exception {
        Trace trace = ask(lateScorer, "points");
        JsonNode json = new ObjectMapper().valueToTree(trace.asMap());
        assertEquals(new Explanation(trace).answer(), json.get("answer").asText());
        assertFalse(json.get("agrees").asBoolean());
        double sum = 0;
        for (JsonNode game : json.get("games")) {
            sum += game.at("/in_game_stats/value").asDouble();
            assertEquals(game.at("/in_game_stats/goals").asText(), game.at("/columns/player_stats_skaterstats_goals").asText());
        }
        assertEquals(json.at("/game_stats/value").asDouble(), sum);
    }

    @Test
    void aGameThatMovedSinceItWasLoadedIsNoted() throws Exception {
        world.execute("update etl.game set game_date = game_date + 1 where game_id = " + corrected);
        try {
            String text = text(ask(scorer, "points"));
            assertTrue(text.contains("the rows are of 2022-12-05, the league has moved the game to 2022-12-06"), text);
        } finally {
            world.execute("update etl.game set game_date = game_date - 1 where game_id = " + corrected);
        }
    }

    @Test
    void inventedDataSaysSo() throws Exception {
        world.execute("update etl.game set source = 'sample' where game_id = " + dead);
        try {
            assertTrue(text(ask(scorer, "points")).contains("\n! SAMPLE LEAGUE: "));
        } finally {
            world.execute("update etl.game set source = '127.0.0.1' where game_id = " + dead);
        }
    }

    @Test
    void thePageHasWhatTheCommandPrints() throws Exception {
        HttpResponse<String> page = job.get("/why?player=" + lateScorer + "&season=2022-23&stat=assists");
        assertEquals(200, page.statusCode());
        Trace trace = ask(lateScorer, "assists");
        for (TracedGame game : trace.shown()) {
            assertTrue(page.body().replace("&#x3D;", "=").contains("<code>" + game.csv() + "</code> <code>" + game.csvVersion() + "</code> <code>" + game.document() + "</code>"), game.id());
        }
        assertTrue(page.body().contains("have the version of"), page.body());
        assertTrue(job.get("/").body().contains("<a href=\"/why?player="), "linked from the leaders");
        assertEquals("default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
                page.headers().firstValue("Content-Security-Policy").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"player=nobody+at+all, 404", "player=nygard, 400", "player=, 400", "player=BOS&stat=corsi, 400", "player=BOS&season=x, 400", "player=BOS&game=1, 400",
        "player=BOS&phase=summer, 400", "player=%3Cscript%3Ealert(1)%3C%2Fscript%3E, 404", "player=BOS, 200", "player=BOS&phase=playoffs, 400"})
    void thePageRefusesInWords(String query, int status) throws Exception {
        HttpResponse<String> page = job.get("/why?" + query);
        assertEquals(status, page.statusCode(), page.body());
        assertFalse(page.body().contains("<script"), page.body());
        assertEquals(status == 200, !page.body().contains("verdict idle"), page.body());
    }

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "1280, light", "1280, dark"})
    void isGoodToLookAtInABrowser(int width, String colours) throws Exception {
        Assumptions.assumeTrue(Browser.program().isPresent(), "there is no Chromium here");
        try (Browser browser = Browser.start(folder.resolve(width + colours))) {
            for (String page : List.of("player=" + lateScorer + "&stat=assists", "player=" + URLEncoder.encode("nygård", StandardCharsets.UTF_8))) {
                browser.size(width, 900).colours(colours).open(job.page("/why?" + page));
                browser.screenshot(SCREENSHOTS.resolve("why-" + (page.contains("stat") ? "" : "names-") + width + "-" + colours + ".png"), true);
                assertTrue(browser.complaints().stream().allMatch(complaint -> complaint.contains("400")), browser.complaints().toString());
                assertTrue(browser.evaluate("document.documentElement.scrollWidth <= innerWidth").asBoolean(), "it is wider than the window");
            }
        }
    }
}
