package nhldata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nhldata.testing.FakeApi;
import nhldata.testing.ReplayDocuments;
import nhldata.testing.Shared;
import nhldata.testing.Stack;
import nhldata.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The season 2024-25, whose totals are known from elsewhere. One of its 1,398 box scores cannot be had. */
@ExtendWith(Stack.class)
class SeasonIT {

    /** Some forty seconds on two free cores; the bound is for a machine that does much else. */
    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void aSeasonIsLoadedWithItsKnownTotals(World empty) throws Exception {
        try (FakeApi api = new FakeApi(new ReplayDocuments(Shared.path("nhl/replay/season-20242025.tar.gz"), null))) {
            World world = empty.asking(api);
            Map<String, Object> run = world.sweep("2024-10-04", "2025-06-30");

            assertEquals("partial", run.get("status"));
            assertEquals(1397, run.get("gamesLoaded"));
            assertEquals(53_478L, run.get("rowsInRange"));
            assertEquals(List.of("dead | 1", "loaded | 1397"),
                    world.rows("select state, count(*) from etl.game where state in ('loaded', 'dead') group by 1 order by 1"));
            assertEquals("2024020936", world.row("select game_id from etl.dead_letter where state = 'open'"));
            assertEquals("53478 | 8429 | 14189", world.row("""
                    select count(*), sum(player_stats_skaterstats_goals), sum(player_stats_skaterstats_assists) from game_stats"""));
            assertEquals(1397, world.keys("player_game_stats/").size());
            assertEquals(1, api.mostRequestsForOne("/roster/|/player/"));
        }
    }
}
