package nhldata.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import nhldata.boxscore.GameTask;
import nhldata.nhl.GameKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeysTest {

    private static final GameTask TASK = new GameTask("2019030042", "2020-08-04", 13, 2, "20200805-100000-sweep-3f9a1c", null, null);

    private final ObjectKeys keys = new ObjectKeys();

    @Test
    void spellsTheKeysOfTheContract() {
        assertEquals("player_game_stats/season=20192020/date=2020-08-04/2019030042.csv", keys.csv(TASK));
        assertEquals("raw/boxscore/season=20192020/date=2020-08-04/2019030042/ba7816bf8f01cfea.json.gz",
                keys.rawBoxscore(TASK, "ba7816bf8f01cfea"));
        assertEquals("boxscore/date=2020-08-04/2019030042/20200805-100000-sweep-3f9a1c",
                ObjectKeys.deadLetter("boxscore", TASK.gameDate(), TASK.gameId(), TASK.runId()));
    }

    @Test
    void aCsvsKeyNamesItsGame() {
        assertEquals(Optional.of(new GameKey("2019030042", LocalDate.parse("2020-08-04"), null, null)),
                ObjectKeys.gameOf(keys.csv(TASK)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "player_game_stats/season=20202021/date=2020-08-04/2019030042.csv",
        "player_game_stats/season=20192020/date=2020-13-45/2019030042.csv",
        "player_game_stats/season=20192020/date=2021-02-29/2019030042.csv",
        "player_game_stats/season=00190020/date=2020-08-04/0019030042.csv",
        "player_game_stats/season=20192020/date=2020-08-04/2019030042.csv.bak",
        "player_game_stats/season=20192020/date=2020-08-04/copy/2019030042.csv",
        "player_game_stats/2019030042.csv",
        "raw/boxscore/season=20192020/date=2020-08-04/2019030042.csv",
        "",
    })
    void aKeyThatIsNoneOfOursNamesNoGame(String key) {
        assertEquals(Optional.empty(), ObjectKeys.gameOf(key));
    }

    @Test
    void nothingButAGameIdAndADateGetsIntoAKey() {
        assertThrows(IllegalArgumentException.class, () -> keys.csv(new GameTask("../2019030042", "2020-08-04", null, null, "run", null, null)));
        assertThrows(DateTimeParseException.class,
                () -> keys.csv(new GameTask("2019030042", "2020-08-04/..", null, null, "run", null, null)));
    }
}
