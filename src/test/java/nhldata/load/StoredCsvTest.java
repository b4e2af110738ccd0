package nhldata.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import nhldata.nhl.Documents;
import nhldata.pgcopy.CsvFile;
import nhldata.storage.ChangedObjectException;
import org.junit.jupiter.api.Test;

class StoredCsvTest {

    private static final String KEY = "player_game_stats/season=20192020/date=2020-08-04/2019030042.csv";
    private static final byte[] CONTENT = "player_person_id\n8475784\n".getBytes(StandardCharsets.UTF_8);

    private final StoredCsv storedCsv = new StoredCsv();

    @Test
    void knowsWhatTheFileColumnsNeed() {
        CsvFile file = storedCsv.open(claim(), CONTENT);
        assertEquals(KEY, file.name());
        assertArrayEquals(CONTENT, file.content());
        Map<String, Object> columns = new HashMap<>(file.values());
        columns.keySet().removeAll(claim().keySet());
        assertEquals(Map.of("game_id", 2019030042L, "game_date", "2020-08-04", "game_type", 3, "s3_key", KEY, "run_id", "run-1"), columns);
        assertEquals(20192020, file.values().get("season"));
        assertEquals("nhl", file.values().get("source"));
    }

    @Test
    void keepsTheClaimForTheLedgersStatement() {
        Map<String, Object> values = new HashMap<>(storedCsv.open(claim(), CONTENT).values());
        assertTrue(values.entrySet().containsAll(claim().entrySet()));
    }

    @Test
    void refusesBytesThatTheLedgerDoesNotKnow() {
        byte[] changed = "player_person_id\n1\n".getBytes(StandardCharsets.UTF_8);
        String message = assertThrows(ChangedObjectException.class, () -> storedCsv.open(claim(), changed)).getMessage();
        assertTrue(message.startsWith(KEY), message);
        assertThrows(ChangedObjectException.class, () -> storedCsv.open(claim(), new byte[0]));
    }

    /** As {@code load/claim-stored.sql} gives it. */
    private static Map<String, Object> claim() {
        return Map.of("gameId", "2019030042", "gameDate", "2020-08-04", "season", 20192020, "gameType", 3, "source", "nhl",
                "csvKey", KEY, "csvHash", new Documents().hash(CONTENT), "runId", "run-1", "loader", "host/1/2");
    }
}
