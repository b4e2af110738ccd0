package nhldata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import nhldata.app.Application;
import nhldata.run.RunResult;
import nhldata.testing.Dbt;
import nhldata.testing.SampleDocuments;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seasons as their eras counted and played them, from the league's documents to CSV, table and marts. */
@Tag("slow")
@ExtendWith(Stack.class)
class ErasIT {

    private static final String ALWAYS = "goals assists penaltyMinutes";
    private static final String GOALIE = "pim timeOnIce decision";
    private static final String SINCE_1967 = " shots plusMinus powerPlayGoals";
    private static final String SINCE_1982 = " shots saves savePercentage";
    private static final String SINCE_1997 = " timeOnIce hits blocked takeaways giveaways faceOffPct";
    private static final String BY_STRENGTH = " evenSaves evenShotsAgainst evenStrengthSavePercentage powerPlaySaves powerPlayShotsAgainst"
            + " powerPlaySavePercentage shortHandedSaves shortHandedShotsAgainst shortHandedSavePercentage";
    private static final List<String> WEEKENDS = List.of("1962-11-03", "1970-11-07", "1975-11-01", "1990-11-03", "1996-11-02", "1997-11-01", "2003-11-01", "2005-11-05");

    private static final Map<Integer, List<Map<String, Object>>> SCHEDULES = new HashMap<>();
    private static TestEnvironment world;
    private static SampleDocuments league;

    @TempDir
    private static Path folder;

    @AfterAll
    static void stopTheLeague() {
        league.close();
    }

    @BeforeAll
    static void loadTwoDaysOfEachEraAndTheSeasonThatNeverWas(TestEnvironment empty) throws Exception {
        world = empty.with("nhl.api.url", "sample");
        league = new SampleDocuments(Clock.systemUTC());
        try (Application application = world.start()) {
            for (String saturday : WEEKENDS) {
                RunResult run = application.sweep("sweep", saturday, saturday.substring(0, 8) + "0" + (Integer.parseInt(saturday.substring(9)) + 1), "missing");
                assertEquals("succeeded", run.status(), saturday);
            }
            assertEquals("empty", application.sweep("backfill", "2004-09-28", "2005-07-04", "missing").status());
            for (int year : List.of(1962, 1990, 1993, 1994, 1995, 2012, 2020)) {
                SCHEDULES.put(year, application.preview(year + "-07-16", year + 1 + "-07-31"));
            }
        }
        if (Dbt.isInstalled()) {
            new Dbt(world, folder).build();
        }
    }

    /** In the CSV and in the table: what somebody has of each statistic, and nobody has a zero of another. */
    @ParameterizedTest
    @CsvSource({"19621963, '', ''", "19701971, 1967, ''", "19751976, 1967, ''", "19901991, 1967, 1982", "19961997, 1967, 1982", "19971998, 1967 1997, 1982 1997", "20032004, 1967 1997, 1982 1997"})
    void whatWasNotCountedIsNull(int season, String skatersSince, String goaliesSince) throws IOException {
        String skater = ALWAYS + (skatersSince.contains("1967") ? SINCE_1967 : "") + (skatersSince.contains("1997") ? SINCE_1997 : "");
        String goalie = GOALIE + (goaliesSince.contains("1982") ? SINCE_1982 : "") + (goaliesSince.contains("1997") ? BY_STRENGTH : "");
        Set<String> expected = new TreeSet<>();
        Arrays.stream(skater.split(" ")).forEach(name -> expected.add("player_stats_skaterstats_" + name.toLowerCase(Locale.ROOT)));
        Arrays.stream(goalie.split(" ")).forEach(name -> expected.add("player_stats_goaliestats_" + name.toLowerCase(Locale.ROOT)));
        assertEquals(expected, Set.copyOf(world.rows("""
                select distinct f.key from game_stats as g cross join lateral jsonb_each_text(to_jsonb(g)) as f
                where g.season = %d and f.key like 'player_stats_%%' and f.value is not null""".formatted(season))));
        for (String key : world.rows("select s3_key from etl.game where season = " + season + " and s3_key is not null")) {
            List<String[]> lines = new String(world.object(key), StandardCharsets.UTF_8).lines().map(line -> line.split(",", -1)).toList();
            Set<String> filled = new TreeSet<>();
            for (String[] row : lines.subList(1, lines.size())) {
                for (int i = 32; i < 69; i++) {
                    if (!row[i].isEmpty()) {
                        filled.add(lines.get(0)[i].toLowerCase(Locale.ROOT));
                    }
                }
            }
            filled.removeAll(expected);
            assertEquals(Set.of(), filled, key);
        }
    }

    /** Skaters by their rows, goalies by their minutes: those of a goalie who stayed on the bench are none. */
    @ParameterizedTest
    @CsvSource({"19621963, false", "19701971, false", "19751976, false", "19901991, false", "19961997, false", "19971998, true", "20052006, true"})
    void gamesAreCountedByTheRowWhereThereWasNoClock(int season, boolean clock) throws IOException {
        Dbt.assumeInstalled();
        int skaters = 0;
        int goalies = 0;
        int goals = 0;
        for (JsonNode box : boxScores(season)) {
            skaters += players(box, "forwards", "defense").size();
            goalies += (int) players(box, "goalies").stream().filter(goalie -> !goalie.path("toi").asText().equals("00:00")).count();
            goals += players(box, "forwards", "defense").stream().mapToInt(player -> player.path("goals").asInt()).sum();
        }
        assertTrue(skaters > 100 && goalies >= 6, skaters + " and " + goalies);
        assertEquals(skaters + goalies + " | " + goals, world.row("select sum(total_games_played), sum(total_goals) from player_season_totals where season = " + season));
        assertEquals(goalies + " | 0", world.row("select sum(games_played), count(*) filter (where time_on_ice_seconds = 0 and games_played > 0) from goalies where season = " + season));
        assertEquals(skaters + goalies + " | " + (clock ? 0 : skaters), world.row(
                "select count(*) filter (where has_played), count(*) filter (where has_played and time_on_ice_seconds is null) from player_game_log where season = " + season));
        assertEquals("0", world.row("""
                select count(*) from player_season_totals as t where season = %1$d and (total_time_on_ice_seconds is null) is distinct from (
                    not %2$s and not exists (select from player_game_log as l where l.season = %1$d and l.player_id = t.player_id and l.is_goalie))"""
                .formatted(season, clock)));
        assertEquals("0", world.row("select count(*) from data_quality_exceptions where season = " + season + " and check_name <> 'shots are goals and the opponents saves'"));
    }

    /** Until 1983 after sixty minutes, until 2004 after five more, and none since. */
    @ParameterizedTest
    @CsvSource({"19621963, true", "19701971, true", "19751976, true", "19901991, true", "20032004, true", "20052006, false"})
    void aLevelGameIsATieOfBothTeamsAndOfTheirGoalies(int season, boolean hasTies) throws IOException {
        Dbt.assumeInstalled();
        List<String> ties = boxScores(season).stream().filter(box -> box.at("/awayTeam/score").asInt() == box.at("/homeTeam/score").asInt())
                .map(box -> box.path("id").asText()).sorted().toList();
        assertEquals(hasTies, !ties.isEmpty());
        assertEquals(ties, world.rows("select game_id from games where season = " + season + " and winner_team_name is null order by 1"));
        assertEquals(2 * ties.size(), Integer.parseInt(world.row("select count(*) from team_game_results where season = " + season + " and outcome = 'tie'")));
        assertEquals(2 * ties.size(), Integer.parseInt(world.row("select coalesce(sum(ties), 0) from teams where season = " + season)));
        assertEquals(2 * ties.size(), Integer.parseInt(world.row("select coalesce(sum(ties), 0) from goalies where season = " + season)));
        assertEquals("0", world.row("select count(*) from teams where season = " + season + " and wins + losses + overtime_losses + ties <> games_played"));
    }

    @Test
    void aForwardOfWhomNoMoreIsKnownIsAForward() {
        assertEquals(List.of("D | Defenseman", "F | Forward", "G | Goalie"),
                world.rows("select distinct player_position_code, player_position_type from game_stats where season = 19621963 order by 1"));
    }

    /** Each date was asked for, and the league's calendar does not know of a game either. */
    @Test
    void theSeasonThatNeverWasIsCompleteWithoutAGame() {
        assertEquals("no games", world.row("select distinct status from etl.data_status where game_date between '2004-10-01' and '2005-06-30'"));
        assertEquals("0 | 0", world.row("select (select count(*) from etl.game where season = 20042005), (select count(*) from etl.dead_letter)"));
        if (Dbt.isInstalled()) {
            assertEquals("0", world.row("select count(*) from missing_game_nights where game_date between '2004-10-01' and '2005-06-30'"));
        }
    }

    /** A dry run asks the schedule of a whole season and nothing else. */
    @ParameterizedTest
    @CsvSource({"1962, 70", "1990, 80", "1993, 84", "1994, 48", "1995, 82", "2012, 48", "2020, 56"})
    void everyGameOfASeasonOfAnyLengthIsFound(int year, int gamesOfATeam) {
        Map<Object, Long> games = SCHEDULES.get(year).stream().filter(game -> game.get("gameType").equals(2) && game.get("state").equals("final"))
                .collect(Collectors.groupingBy(game -> game.get("homeTeam"), Collectors.counting()));
        assertEquals(16L * gamesOfATeam, games.values().stream().mapToLong(Long::longValue).sum());
        assertEquals(32, games.size());
    }

    private static List<JsonNode> boxScores(int season) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (String game : world.rows("select game_id from etl.game where loaded_at is not null and season = " + season)) {
            documents.add(new ObjectMapper().readTree(league.document("/v1/gamecenter/" + game + "/boxscore")));
        }
        return documents;
    }

    private static List<JsonNode> players(JsonNode box, String... groups) {
        return Arrays.stream(groups).flatMap(group -> List.of("awayTeam", "homeTeam").stream()
                .flatMap(side -> StreamSupport.stream(box.at("/playerByGameStats/" + side + "/" + group).spliterator(), false))).toList();
    }
}
