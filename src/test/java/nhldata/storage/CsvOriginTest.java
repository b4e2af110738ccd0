package nhldata.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import nhldata.boxscore.FetchedGame;
import nhldata.boxscore.GameTask;
import nhldata.nhl.Boxscore;
import nhldata.nhl.GameDetails;
import nhldata.nhl.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvOriginTest {

    private static final String HASH = "0123456789abcdef";
    private static final LocalDate DATE = LocalDate.parse("2031-10-08");
    private static final CsvOrigin ORIGIN = new CsvOrigin("api.example.org");
    private static final Boxscore BOXSCORE = Samples.read("flat.json");
    private static final String RAW_KEY = "raw/boxscore/season=20312032/date=2031-10-08/2031020007/0123456789abcdef.json.gz";

    @Test
    void whatIsPutWithACsvIsReadWithIt() {
        Map<String, String> origin = ORIGIN.of(metadata(), HASH, "2031020007", DATE);

        assertEquals("api.example.org", origin.get("source"));
        assertEquals(RAW_KEY, origin.get("rawKey"));
        assertEquals(String.valueOf(BOXSCORE.homeScore()), origin.get("homeScore"));
        assertEquals("true", origin.get("lacksNames"));
        assertEquals(new GameDetails().json(BOXSCORE), origin.get("details"));
    }

    /** A CSV of a re-derive has the time that the ledger knows, in PostgreSQL's words. */
    @ParameterizedTest
    @ValueSource(strings = {"2023-11-28 11:35:00.123456+00", "2023-11-28 11:35:00+05:30", "2023-11-28T11:35:00Z"})
    void aTimeIsThatOfThisProgramOrOfPostgres(String time) {
        Map<String, String> metadata = metadata();
        metadata.put("nhldata-fetched-at", time);

        assertEquals(time, ORIGIN.of(metadata, HASH, "2031020007", DATE).get("fetchedAt"));
    }

    /** Anybody may write metadata: what a statement or a model could not take is the origin of nothing. */
    @ParameterizedTest
    @CsvSource({"nhldata-source,", "nhldata-source,' '", "nhldata-shape,xml", "nhldata-content-hash,x", "nhldata-away-score,three", "nhldata-home-score,", "nhldata-home-score,-1", "nhldata-home-score,100", "nhldata-source,a\tb",
        "nhldata-shootout,maybe", "nhldata-fetched-at,yesterday", "nhldata-fetched-at,", "nhldata-lacks-names,1", "nhldata-details,{", "nhldata-details,[]",
        "nhldata-details,'{\"venue\":7}'", "nhldata-details,'{\"last_period\":\"3\"}'", "nhldata-details,'{\"start_time\":\"7 pm\"}'", "nhldata-details,'{\"arena\":\"x\"}'",
        "nhldata-details,'{\"goals_against\":{\"x\":1}}'", "nhldata-details,'{\"goals_against\":{\"8471234\":\"1\"}}'", "nhldata-details,'{\"shifts\":[1]}'",
        "nhldata-details,'{} {}'", "nhldata-details,'{\"venue\":\"\\u0000\"}'", "nhldata-details,'{\"venue\":\"\\ud800\"}'", "nhldata-details,'{\"start_time\":\"+999999-01-01T00:00:00Z\"}'",
        "nhldata-fetched-at,2023-11-28 11:35:00", "nhldata-fetched-at,1999-11-28T11:35:00Z", "nhldata-fetched-at,2999-11-28T11:35:00Z", "nhldata-fetched-at,2026-02-30T00:00:00Z", "nhldata-fetched-at,0000-01-01T00:00:00Z", "nhldata-raw-key,raw/boxscore/2031020007/a b.json.gz", "nhldata-csv-hash,fedcba9876543210", "nhldata-raw-key,raw/boxscore/2031020008/x.json.gz"})
    void metadataThatThisProgramDoesNotWriteIsNoOrigin(String name, String value) {
        Map<String, String> metadata = metadata();
        if (value == null) {
            metadata.remove(name);
        } else {
            metadata.put(name, value);
        }

        assertEquals(Map.of(), ORIGIN.of(metadata, HASH, "2031020007", DATE));
    }

    /** As the readers of box scores bound what they read of a document. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"shifts\":{\"8478493\":2147483647}}", "{\"shifts\":{\"8478493\":200}}", "{\"shifts\":{\"8478493\":-1}}", "{\"shifts\":{\"0\":20}}",
        "{\"goals_against\":{\"8478493\":-5}}", "{\"goals_against\":{\"8478493\":100}}", "{\"goals_against\":{\"8478493\":2.5}}", "{\"starter\":{\"8478493\":1}}",
        "{\"last_period\":-3}", "{\"last_period\":0}", "{\"last_period\":20}", "{\"last_period_type\":\"2OT\"}", "{\"last_period_type\":3}",
        "{\"venue\":\" \"}", "{\"venue\":\"an arena of a sponsor whose name has fifty and more characters\"}", "{\"venue\":\"a\\u0007b\"}",
        "{\"start_time\":\"2031-10-10T00:00:00Z\"}", "{\"start_time\":\"1931-10-08T00:00:00Z\"}", "{\"start_time\":1949184000}"})
    void detailsThatNoReaderAcceptsAreNoOrigin(String details) {
        Map<String, String> metadata = metadata();
        metadata.put("nhldata-details", details);

        assertEquals(Map.of(), ORIGIN.of(metadata, HASH, "2031020007", DATE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"shifts\":{\"8478493\":199,\"1\":0}}", "{\"goals_against\":{\"8478493\":99}}", "{\"last_period\":19,\"last_period_type\":\"OT\"}",
        "{\"venue\":\"Sundvik Hall\",\"start_time\":\"2031-10-09T23:59:59Z\",\"starter\":{\"8478493\":true}}"})
    void detailsThatAReaderAcceptsAreThoseOfTheOrigin(String details) {
        Map<String, String> metadata = metadata();
        metadata.put("nhldata-details", details);

        assertEquals(details, ORIGIN.of(metadata, HASH, "2031020007", DATE).get("details"));
    }

    /** S3 takes 2 kB of metadata of an object, all names and values together. */
    @Test
    void detailsFitIntoTheMetadata() {
        String hash = "0".repeat(64);
        CsvOrigin origin = new CsvOrigin("the.host.of.some.api.example.org");
        StringBuilder shifts = new StringBuilder("{\"venue\":\"" + "\\u011b".repeat(50) + "\",\"shifts\":{");
        for (int player = 0; player < 40; player++) {
            shifts.append(player == 0 ? "" : ",").append("\"84784").append(10 + player).append("\":25");
        }
        Map<String, String> large = origin.metadata(game(true), hash, shifts.append("}}").toString(), Map.of());
        assertTrue(large.containsKey("nhldata-details"));
        assertTrue(large.entrySet().stream().mapToInt(entry -> "x-amz-meta-".length() + entry.getKey().length() + entry.getValue().length()).sum() <= 2048);
        assertFalse(origin.metadata(game(false), hash, "x".repeat(2000), Map.of()).containsKey("nhldata-details"));
    }

    private static Map<String, String> metadata() {
        return new HashMap<>(ORIGIN.metadata(game(true), HASH, new GameDetails().json(BOXSCORE), Map.of()));
    }

    private static FetchedGame game(boolean lacksNames) {
        return new FetchedGame(new GameTask("2031020007", "2031-10-08", 13, 2, "run", null, null), BOXSCORE, HASH, RAW_KEY, lacksNames);
    }
}
