package nhldata.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import nhldata.api.Boxscore;
import nhldata.api.GameDetails;
import nhldata.api.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvOriginTest {

    private static final String HASH = "0123456789abcdef";
    private static final CsvOrigin ORIGIN = new CsvOrigin("api.example.org");
    private static final Boxscore BOXSCORE = Samples.read("flat.json");
    private static final String RAW_KEY = "raw/boxscore/season=20312032/date=2031-10-08/2031020007/0123456789abcdef.json.gz";

    @Test
    void whatIsPutWithACsvIsReadWithIt() {
        Map<String, String> origin = ORIGIN.of(metadata(), HASH, "2031020007");

        assertEquals("api.example.org", origin.get("source"));
        assertEquals(RAW_KEY, origin.get("rawKey"));
        assertEquals(String.valueOf(BOXSCORE.homeScore()), origin.get("homeScore"));
        assertEquals("true", origin.get("lacksNames"));
        assertEquals(new GameDetails().json(BOXSCORE), origin.get("details"));
    }

    /** A CSV of a re-derive has the time that the ledger knows, in PostgreSQL's words. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-11-28 11:35:00.123456+00", "2026-11-28 11:35:00+05:30", "2026-11-28T11:35:00Z"})
    void aTimeIsThatOfThisProgramOrOfPostgres(String time) {
        Map<String, String> metadata = metadata();
        metadata.put("nhldata-fetched-at", time);

        assertEquals(time, ORIGIN.of(metadata, HASH, "2031020007").get("fetchedAt"));
    }

    /** Anybody may write metadata: what a statement or a model could not take is the origin of nothing. */
    @ParameterizedTest
    @CsvSource({"nhldata-source,", "nhldata-source,' '", "nhldata-shape,xml", "nhldata-content-hash,x", "nhldata-away-score,three", "nhldata-home-score,", "nhldata-home-score,-1",
        "nhldata-shootout,maybe", "nhldata-fetched-at,yesterday", "nhldata-fetched-at,", "nhldata-lacks-names,1", "nhldata-details,{", "nhldata-details,[]",
        "nhldata-details,'{\"venue\":7}'", "nhldata-details,'{\"last_period\":\"3\"}'", "nhldata-details,'{\"start_time\":\"7 pm\"}'", "nhldata-details,'{\"arena\":\"x\"}'",
        "nhldata-details,'{\"goals_against\":{\"x\":1}}'", "nhldata-details,'{\"goals_against\":{\"8471234\":\"1\"}}'", "nhldata-details,'{\"shifts\":[1]}'",
        "nhldata-details,'{} {}'", "nhldata-details,'{\"venue\":\"\\u0000\"}'", "nhldata-details,'{\"venue\":\"\\ud800\"}'", "nhldata-details,'{\"start_time\":\"+999999-01-01T00:00:00Z\"}'",
        "nhldata-fetched-at,2026-11-28 11:35:00", "nhldata-fetched-at,2026-02-30T00:00:00Z", "nhldata-fetched-at,0000-01-01T00:00:00Z", "nhldata-raw-key,raw/boxscore/2031020007/a b.json.gz", "nhldata-csv-hash,fedcba9876543210", "nhldata-raw-key,raw/boxscore/2031020008/x.json.gz"})
    void metadataThatThisProgramDoesNotWriteIsNoOrigin(String name, String value) {
        Map<String, String> metadata = metadata();
        if (value == null) {
            metadata.remove(name);
        } else {
            metadata.put(name, value);
        }

        assertEquals(Map.of(), ORIGIN.of(metadata, HASH, "2031020007"));
    }

    private static Map<String, String> metadata() {
        return new HashMap<>(ORIGIN.metadata(BOXSCORE, HASH, RAW_KEY, HASH, new GameDetails().json(BOXSCORE), true, false, Map.of()));
    }
}
