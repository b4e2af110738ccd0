package nhldata.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BucketListingTest {

    private static final String KEY = "player_game_stats/season=20192020/date=2020-08-04/2019030042.csv";

    /** What is unknown is told without asking S3. */
    private final BucketListing listing = new BucketListing(null, "data-bucket");

    @Test
    void aCsvThatTheLedgerDoesNotKnowIsARowForIt() {
        assertEquals(List.of(Map.of("csvKey", KEY, "version", "abc 12", "gameId", "2019030042", "gameDate", "2020-08-04",
                "season", "20192020", "gameType", 3, "league", "real")), unknown(Map.of(KEY, "abc 12"), List.of()));
    }

    @Test
    void aCsvInTheVersionThatTheLedgerKnowsIsNot() {
        assertEquals(List.of(), unknown(Map.of(KEY, "abc 12"), List.of(Map.of("csvKey", KEY, "version", "abc 12"))));
    }

    @Test
    void aCsvThatWasChangedByHandIsUnknownAgain() {
        List<Map<String, Object>> unknown = unknown(Map.of(KEY, "def 12"), List.of(Map.of("csvKey", KEY, "version", "abc 12")));
        assertEquals(List.of("def 12"), unknown.stream().map(row -> row.get("version")).toList());
    }

    @Test
    void whatHasAKeyOfSomebodyElseIsLeftAlone() {
        assertEquals(List.of(), unknown(Map.of("player_game_stats/notes.csv", "abc 12",
                "player_game_stats/season=20192020/date=2020-02-30/2019030042.csv", "abc 12"), List.of()));
    }

    private List<Map<String, Object>> unknown(Map<String, String> csvs, List<Map<String, Object>> ledger) {
        return listing.unknown(csvs, ledger, "real");
    }
}
