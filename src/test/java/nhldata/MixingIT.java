package nhldata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import nhldata.testing.FakeApi;
import nhldata.testing.SampleDocuments;
import nhldata.testing.Stack;
import nhldata.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Invented games never get into a database that holds real ones, nor the reverse. */
@ExtendWith(Stack.class)
class MixingIT {

    private static final String DATE = "2022-12-05";

    @Test
    void theSampleLeagueIsRefusedWhereRealGamesAre(World world) throws Exception {
        try (SampleDocuments league = new SampleDocuments(Clock.systemUTC()); FakeApi api = new FakeApi(league)) {
            world.asking(api).sweep(DATE, DATE);
            List<String> before = everything(world);

            IllegalStateException refused = assertThrows(IllegalStateException.class,
                    () -> world.with("nhl.api.url", "sample").sweep(DATE, DATE));

            assertTrue(refused.getMessage().contains("sample must not be mixed"), refused::getMessage);
            assertTrue(refused.getMessage().contains(api.url().replace("https://", "")), refused::getMessage);
            assertTrue(refused.getMessage().contains("make clean"), refused::getMessage);
            assertEquals(before, everything(world));
        }
    }

    @Test
    void realGamesAreRefusedWhereTheSampleLeagueIs(World world) throws Exception {
        world.with("nhl.api.url", "sample").sweep(DATE, DATE);
        assertEquals("sample", world.row("select distinct source from game_stats"));
        List<String> before = everything(world);
        try (SampleDocuments league = new SampleDocuments(Clock.systemUTC()); FakeApi api = new FakeApi(league)) {

            IllegalStateException refused = assertThrows(IllegalStateException.class, () -> world.asking(api).sweep(DATE, DATE));

            assertTrue(refused.getMessage().contains("holds games of sample"), refused::getMessage);
            assertEquals(0, api.requests("."));
            assertEquals(before, everything(world));
        }
    }

    private static List<String> everything(World world) {
        List<String> all = new ArrayList<>(world.versions());
        all.addAll(world.rows("select * from etl.run"));
        all.addAll(world.rows("select * from etl.game order by game_id"));
        all.addAll(world.rows("select * from etl.day"));
        all.addAll(world.keys(""));
        return all;
    }
}
