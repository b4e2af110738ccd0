package nhldata.boxscore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.LocalDate;
import nhldata.api.GameRef;
import org.junit.jupiter.api.Test;

class GameTaskTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void crossesTheChannelAsJson() throws JsonProcessingException {
        GameTask task = new GameTask("2019030042", "2020-08-04", 13, null, "run-1", null);
        String message = JSON.writeValueAsString(task);
        assertEquals("""
                {"gameId":"2019030042","gameDate":"2020-08-04","awayTeamId":13,"homeTeamId":null,"runId":"run-1","rawKey":null}""", message);
        assertEquals(task, JSON.readValue(message, GameTask.class));
    }

    @Test
    void isTheGameThatItsBoxScoreIsCheckedAgainst() {
        assertEquals(new GameRef("2019030042", LocalDate.parse("2020-08-04"), 13, 2),
                new GameTask("2019030042", "2020-08-04", 13, 2, "run-1", null).game());
    }

    @Test
    void aMessageWithMoreInItIsNotOurs() {
        assertThrows(UnrecognizedPropertyException.class,
                () -> JSON.readValue("{\"gameId\": \"2019030042\", \"command\": \"x\"}", GameTask.class));
    }
}
