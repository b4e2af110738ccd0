package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GameKeyTest {
    private static final LocalDate DATE = LocalDate.parse("2020-08-04");

    @ParameterizedTest
    @CsvSource({"2019030042, 20192020, 3", "1999010001, 19992000, 1", "2023120001, 20232024, 12", "2024020936, 20242025, 2"})
    void knowsSeasonAndTypeFromTheId(String id, String season, int gameType) {
        GameKey game = new GameKey(id, DATE, null, null);
        assertEquals(season, game.season());
        assertEquals(gameType, game.gameType());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "201903004", "20190300421", "2019O30042", "0019030042", "2019030042 ", "../../../..", "٢٠١٩٠٣٠٠٤٢"})
    void refusesAnIdThatIsNotTenDigitsAndShowsIt(String id) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new GameKey(id, DATE, 13, 2));
        assertTrue(e.getMessage().endsWith("'" + id + "'"), e.getMessage());
    }

    @Test
    void refusesWhatIsMissing() {
        assertThrows(IllegalArgumentException.class, () -> new GameKey(null, DATE, 13, 2));
        assertThrows(IllegalArgumentException.class, () -> new GameKey("2019030042", null, 13, 2));
    }
}
