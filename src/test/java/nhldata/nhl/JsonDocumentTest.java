package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an API, or a proxy before it, may send with status 200. */
class JsonDocumentTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "`` | empty",
        "`   ` | empty",
        "<html><body>Error 500 Request failed.</body></html> | an HTML or XML page",
        "Bad Gateway | not valid JSON",
        "null | not a JSON object but null",
        "[] | not a JSON object but a list",
        "\"text\" | not a JSON object",
        "{\"id\": 1 | is truncated",
        "{\"id\": \"unfinis | is truncated",
        "{\"id\": 1} {\"id\": 2} | not valid JSON",
        "{\"id\": 1}] | not valid JSON",
        "{\"id\": 1, \"id\": 2} | duplicate key, the string \"id\"",
        "{\"goals\": NaN} | not valid JSON",
        "{\"goals\": 01} | not valid JSON",
        "{'id': 1} | not valid JSON"})
    void refusesWhatIsNotOneJsonObject(String text, String words) {
        assertRefused(Samples.utf8(text), "$", words);
    }

    @Test
    void refusesANumberBeyondAllMeasureWhereverItIs() {
        assertRefused(Samples.utf8("{\"clock\": {\"periods\": [1, 1e400]}}"), "clock.periods[1]", "out of range");
    }

    @Test
    void refusesAHalfOfEverything() {
        byte[] document = Samples.bytes("flat.json");
        for (int length = 0; length < document.length - 1; length += 97) {
            assertRefused(Arrays.copyOf(document, length), "$", "");
        }
    }

    @Test
    void refusesDepthBeyondTheLimit() {
        String deep = "{\"a\":" + "[".repeat(JsonDocument.MAX_DEPTH) + "]".repeat(JsonDocument.MAX_DEPTH) + "}";
        assertRefused(Samples.utf8(deep), "$", "exceeds a limit");
    }

    @Test
    void refusesSizeBeyondTheLimit() {
        byte[] large = new byte[JsonDocument.MAX_BYTES + 1];
        Arrays.fill(large, (byte) ' ');
        assertRefused(large, "$", "1048577 bytes");
    }

    @Test
    void refusesTextsNumbersAndListsBeyondTheLimits() {
        assertRefused(Samples.utf8("{\"name\": \"" + "x".repeat(JsonDocument.MAX_TEXT + 1) + "\"}"), "$", "exceeds a limit");
        assertRefused(Samples.utf8("{\"" + "x".repeat(JsonDocument.MAX_TEXT + 1) + "\": 1}"), "$", "exceeds a limit");
        assertRefused(Samples.utf8("{\"goals\": " + "9".repeat(JsonDocument.MAX_DIGITS + 1) + "}"), "$", "exceeds a limit");
        assertRefused(Samples.utf8("{\"goals\": [" + "1,".repeat(JsonDocument.MAX_TOKENS) + "1]}"), "$", "exceeds a limit");
        assertRefused(Samples.utf8("[".repeat(100_000)), "$", "exceeds a limit");
    }

    @Test
    void aNumberWithAnExponentBeyondAllMeasureCostsNoMemory() {
        assertRefused(Samples.utf8("{\"goals\": 1e999999999}"), "goals", "out of range");
    }

    @Test
    void refusesAnotherEncoding() {
        assertRefused("{\"name\": \"Slafkovský\"}".getBytes(StandardCharsets.ISO_8859_1), "$", "not valid JSON");
    }

    private static void assertRefused(byte[] document, String path, String words) {
        DocumentException e = assertThrows(DocumentException.class,
                () -> new BoxscoreReader().read(document, Samples.GAME));
        assertEquals(path, e.path(), e.getMessage());
        assertTrue(e.getMessage().contains(words), e.getMessage());
        assertThrows(DocumentException.class, () -> new ScheduleReader().read(document));
        assertThrows(DocumentException.class, () -> new RosterReader().read(document));
        assertThrows(DocumentException.class, () -> new PlayerReader().read(document));
    }
}
