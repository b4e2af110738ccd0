package nhldata.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nhldata.app.Application;
import nhldata.testing.PackagedProgram;
import nhldata.testing.TestEnvironment;
import nhldata.testing.WithSampleLeague;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invented games never get into a database that holds real ones, nor the reverse. */
class SourceIsolationIT extends WithSampleLeague {

    private static final String DATE = "2022-12-05";

    @TempDir
    private Path folder;

    @Test
    void theSampleLeagueIsRefusedWhereRealGamesAre() throws Exception {
        world.sweep(DATE, DATE);
        List<String> before = everything(world);

        IllegalStateException refused = assertThrows(IllegalStateException.class,
                () -> world.with("nhl.api.url", "sample").sweep(DATE, DATE));

        assertTrue(refused.getMessage().contains("sample must not be mixed"), refused::getMessage);
        assertTrue(refused.getMessage().contains(api.url().replace("https://", "")), refused::getMessage);
        assertTrue(refused.getMessage().contains("make clean"), refused::getMessage);
        assertEquals(before, everything(world));
    }

    @Test
    void realGamesAreRefusedWhereTheSampleLeagueIs() throws Exception {
        world.with("nhl.api.url", "sample").sweep(DATE, DATE);
        assertEquals("sample", world.row("select distinct source from game_stats"));
        List<String> before = everything(world);

        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> world.sweep(DATE, DATE));

        assertTrue(refused.getMessage().contains("holds games of sample"), refused::getMessage);
        assertEquals(0, api.requests("."));
        assertEquals(before, everything(world));
    }

    @Test
    void aBucketKnowsItsLeagueWhenTheDatabaseIsNew(TestEnvironment sample, TestEnvironment other) throws Exception {
        sample.with("nhl.api.url", "sample").sweep(DATE, DATE);
        TestEnvironment sameBucket = inTheBucketOf(sample, other);
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> sameBucket.asking(api).sweep(DATE, DATE));

        assertTrue(refused.getMessage().contains("holds games of the sample league"), refused::getMessage);
        assertTrue(refused.getMessage().contains("DEST_BUCKET"), refused::getMessage);
        assertEquals(0, api.requests("."));
        assertThrows(IllegalStateException.class, () -> load(sameBucket.asking(api)));
        assertEquals("0 | 0", other.row("select (select count(*) from game_stats), (select count(*) from etl.run where status <> 'failed')"));
    }

    @Test
    void inventedGamesAreNotLoadedBesideRealOnes(TestEnvironment sample, TestEnvironment real) throws Exception {
        sample.with("nhl.api.url", "sample").sweep(DATE, DATE);
        real.asking(api).sweep("2022-12-07", "2022-12-07");
        List<String> before = real.versions();

        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> load(inTheBucketOf(sample, real).asking(api)));

        assertTrue(refused.getMessage().contains("CSVs of the sample league (invented players)"), refused::getMessage);
        assertTrue(refused.getMessage().contains("they were not loaded"), refused::getMessage);
        assertEquals(before, real.versions());
        assertEquals("0", real.row("select count(*) from etl.run where status = 'running'"));
    }

    @Test
    void whatIsLoadedFromTheBucketOfTheSampleLeagueSaysThatItIsInvented(TestEnvironment sample, TestEnvironment rebuilt) throws Exception {
        sample.with("nhl.api.url", "sample").sweep(DATE, DATE);
        String key = sample.keys("player_game_stats/").get(0);
        sample.put(key, new String(sample.object(key), StandardCharsets.UTF_8).replaceFirst("(?m)^(\\d+),\\d+,", "$1,9800,").getBytes(StandardCharsets.UTF_8));

        load(inTheBucketOf(sample, rebuilt));

        assertEquals("sample", rebuilt.row("select distinct source from game_stats"));
        assertEquals("1", rebuilt.row("select count(*) from game_stats where player_jerseynumber = 9800"));
        assertEquals("t | sample | SAMPLE LEAGUE: real teams, invented players and games", rebuilt.row("select * from etl.data_source"));
        assertTrue(rebuilt.row("select obj_description('public.game_stats'::regclass)").startsWith("SAMPLE LEAGUE"));
        rebuilt.execute("create table public.points_leaders (team_name text, full_name text, points int)");
        rebuilt.execute("insert into public.points_leaders values ('Boston Bruins', 'Cole Whitcroft', 7)");
        for (String[] status : new String[][] {{"status"}, {"status", "--json"}}) {
            try (PackagedProgram program = PackagedProgram.start(rebuilt, folder, status)) {
                program.exitCode();
                assertTrue(program.answer().contains("SAMPLE LEAGUE"), program.output());
            }
        }
        try (PackagedProgram leaders = PackagedProgram.start(rebuilt, folder, "leaders")) {
            assertEquals(0, leaders.exitCode());
            assertTrue(leaders.output().contains("SAMPLE LEAGUE"), leaders.output());
        }
        try (PackagedProgram leaders = PackagedProgram.start(rebuilt, folder, "leaders", "--json")) {
            assertEquals(0, leaders.exitCode());
            assertTrue(leaders.answer().contains("SAMPLE LEAGUE"), leaders.output());
        }
    }

    @Test
    void theBucketOfAnEarlierVersionIsAdoptedWhenSomebodySaysWhatItHolds(TestEnvironment old, TestEnvironment rebuilt) throws Exception {
        old.asking(api).sweep(DATE, DATE);
        // as version 1 put them
        old.keys("player_game_stats/").forEach(key -> old.put(key, old.object(key)));
        TestEnvironment sameBucket = inTheBucketOf(old, rebuilt);

        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> load(sameBucket));
        assertTrue(refused.getMessage().contains("set NHL_API_URL"), refused::getMessage);

        load(sameBucket.asking(api));
        assertEquals(old.row("select count(*) from game_stats"), rebuilt.row("select count(*) from game_stats"));
        assertEquals("f", rebuilt.row("select is_invented from etl.data_source"));
        load(sameBucket);
    }

    private static TestEnvironment inTheBucketOf(TestEnvironment owner, TestEnvironment other) {
        return other.with("s3.bucket", owner.settings().get("s3.bucket"));
    }

    private static void load(TestEnvironment world) throws Exception {
        try (Application application = world.with("nhl.load.enabled", false).start()) {
            application.load();
        }
    }

    private static List<String> everything(TestEnvironment world) {
        List<String> all = new ArrayList<>(world.versions());
        all.addAll(world.rows("select * from etl.run"));
        all.addAll(world.rows("select * from etl.game order by game_id"));
        all.addAll(world.rows("select * from etl.day"));
        all.addAll(world.keys(""));
        return all;
    }
}
