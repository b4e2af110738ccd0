package nhldata.boxscore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.LocalDate;
import nhldata.nhl.GameKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GameTaskTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void crossesTheChannelAsJson() throws JsonProcessingException {
        GameTask task = new GameTask("2019030042", "2020-08-04", 13, null, "run-1", null, null);
        String message = JSON.writeValueAsString(task);
        assertEquals("""
                {"gameId":"2019030042","gameDate":"2020-08-04","awayTeamId":13,"homeTeamId":null,"runId":"run-1","rawKey":null,"csvVersion":null}""", message);
        assertEquals(task, JSON.readValue(message, GameTask.class));
    }

    @Test
    void isTheGameThatItsBoxScoreIsCheckedAgainst() {
        assertEquals(new GameKey("2019030042", LocalDate.parse("2020-08-04"), 13, 2),
                new GameTask("2019030042", "2020-08-04", 13, 2, "run-1", null, null).game());
    }

    @ParameterizedTest
    @CsvSource({
        "../2019030042, 2020-08-04, run-1,,",
        "20190300421, 2020-08-04, run-1,,",
        "'2019030042; drop table etl.run', 2020-08-04, run-1,,",
        "2019030042, 2020-08-04/.., run-1,,",
        "2019030042, 2020-02-30, run-1,,",
        "2019030042, 2020-08-04, ../run,,",
        "2019030042, 2020-08-04, ,,",
        "2019030042, 2020-08-04, run-1, elsewhere/2019030042.json.gz,",
        "2019030042, 2020-08-04, run-1, 'raw/boxscore/a b',",
        "2019030042, 2020-08-04, run-1, raw/boxscore/a, etag",
        "2019030042, 2020-08-04, run-1, raw/boxscore/a, '\" 1'"})
    void whatMayNotStandInAKeyOrInSqlIsRefused(String gameId, String gameDate, String runId, String rawKey, String csvVersion) {
        assertThrows(RuntimeException.class, () -> new GameTask(gameId, gameDate, null, null, runId, rawKey, csvVersion));
    }

    @Test
    void aMessageWithMoreInItIsNotOurs() {
        assertThrows(UnrecognizedPropertyException.class,
                () -> JSON.readValue("{\"gameId\": \"2019030042\", \"gameDate\": \"2020-08-04\", \"runId\": \"r\", \"command\": \"x\"}", GameTask.class));
    }
}
