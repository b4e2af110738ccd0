package nhldata.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import nhldata.api.ApiPaths.ApiPath;
import nhldata.boxscore.BioRequest;
import nhldata.boxscore.GameTask;
import nhldata.nhl.RosterKey;
import org.junit.jupiter.api.Test;

class ApiPathsTest {

    private final ApiPaths paths = new ApiPaths("/api/v1/schedule?startDate={date}&endDate={end}", "/v1/score/{date}",
            "/v1/gamecenter/{game}/boxscore", "/v1/roster/{team}/{season}", "/v1/player/{player}/landing");

    @Test
    void splitsATemplateIntoPathAndQuery() {
        assertEquals(new ApiPath("/api/v1/schedule", "startDate=2020-08-04&endDate=2020-08-05"),
                paths.schedule(LocalDate.parse("2020-08-04"), LocalDate.parse("2020-08-05")));
    }

    @Test
    void fillsInGameTeamAndPlayer() {
        assertEquals(new ApiPath("/v1/gamecenter/2019030042/boxscore", null), paths.boxscore(task("2019030042")));
        assertEquals(new ApiPath("/v1/roster/FLA/20192020", null), paths.bio(new BioRequest(new RosterKey("FLA", "20192020"), 0, "r", false)));
        assertEquals(new ApiPath("/v1/player/8475784/landing", null), paths.bio(new BioRequest(null, 8475784, "r", false)));
    }

    @Test
    void nothingButAGameIdGetsIntoAPath() {
        assertThrows(IllegalArgumentException.class, () -> paths.boxscore(task("../../secrets")));
        assertThrows(IllegalArgumentException.class, () -> paths.boxscore(task("2019030042?x=1")));
    }

    private static GameTask task(String gameId) {
        return new GameTask(gameId, "2020-08-04", null, null, "run-1", null, null);
    }
}
