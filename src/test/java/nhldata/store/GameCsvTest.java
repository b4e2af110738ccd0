package nhldata.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import nhldata.nhl.Boxscore;
import nhldata.nhl.BoxscoreReader;
import nhldata.nhl.GameKey;
import nhldata.nhl.GameStatsCsv;
import org.junit.jupiter.api.Test;

class GameCsvTest {

    private final GameCsv csv = new GameCsv();

    @Test
    void isTheNamesOfTheColumnsAndThenARecordPerPlayer() throws IOException {
        Boxscore boxscore = boxscore();
        List<List<String>> records = csv.records(boxscore);
        assertEquals(GameStatsCsv.HEADER, records.get(0));
        assertEquals(GameStatsCsv.rows(boxscore), records.subList(1, records.size()));
        assertTrue(records.stream().allMatch(record -> record.size() == 70));
    }

    private static Boxscore boxscore() throws IOException {
        try (InputStream in = GameCsvTest.class.getResourceAsStream("/nhldata/nhl/flat.json")) {
            return new BoxscoreReader().read(in.readAllBytes(), new GameKey("2031020007", LocalDate.parse("2031-10-08"), 13, 2));
        }
    }
}
