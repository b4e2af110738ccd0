package nhldata.pgcopy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecordsTest {

    private static CsvRecords records(String csv) {
        return new CsvRecords(new CsvFile("a.csv", csv.getBytes(StandardCharsets.UTF_8), Map.of()));
    }

    private static String copied(String csv) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        records(csv).copyTo(out, 7);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String refusal(String csv) {
        return assertThrows(CsvFormatException.class, () -> records(csv)).getMessage();
    }

    @Test
    void eachRecordGetsTheNumberOfItsFile() throws IOException {
        assertEquals("7,1,Aho\n7,2,Laine\n", copied("id,name\n1,Aho\n2,Laine\n"));
        assertEquals(2, records("id,name\n1,Aho\n2,Laine\n").count());
    }

    @Test
    void lineFeedWithinQuotesIsPartOfItsRecord() throws IOException {
        String csv = "id,name\n1,\"Sebastian\nAho\"\n2,\"a\r\nb\"\n";
        assertEquals("7,1,\"Sebastian\nAho\"\n7,2,\"a\r\nb\"\n", copied(csv));
        assertEquals(2, records(csv).count());
        assertEquals(4, records(csv).writtenLines());
    }

    @Test
    void doubledQuotesDoNotEndAField() throws IOException {
        String csv = "id,height\n1,\"6' 1\"\"\n\"\"tall\"\"\"\n2,\"\"\n3,\"\"\"\"\n";
        assertEquals("7,1,\"6' 1\"\"\n\"\"tall\"\"\"\n7,2,\"\"\n7,3,\"\"\"\"\n", copied(csv));
        assertEquals(3, records(csv).count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"id,name\r\n1,Aho\r\n2,\r\n", "id,name\n1,Aho\r\n2,\n", "id,name\n1,Aho\n2,", "id,name\r\n1,Aho\r\n2,\r",
            "\uFEFFid,name\n1,Aho\n2,\n", "\n\r\nid,name\n\n1,Aho\n\r\n\n2,\n\n\r\n\r"})
    void lineEndsBlankLinesAndTheByteOrderMarkMakeNoDifference(String csv) throws IOException {
        assertEquals(List.of("id", "name"), records(csv).columns());
        assertEquals("7,1,Aho\n7,2,\n", copied(csv));
    }

    @Test
    void namesOfColumnsMayBeQuotedAndAreFoldedToLowerCase() {
        assertEquals(List.of("player_id", "fullname", "größe", "i"), records("\"player_id\", \"fullName\" ,Größe,I\r\n1,2,3,4\n").columns());
    }

    @Test
    void columnWithoutANameIsNotOverlooked() {
        assertEquals(List.of("", "id", ""), records(",id,\n0,1,2\n").columns());
    }

    @Test
    void cutFileIsRefusedWithTheLineOnWhichTheQuoteOpens() {
        assertEquals("a.csv: line 3: a quote is not closed: the file is truncated", refusal("id,name\n1,Aho\n2,\"Lai\nne\n"));
        assertEquals("a.csv: line 1: a quote is not closed: the file is truncated", refusal("id,\"na"));
    }

    /** PostgreSQL takes them all, and drops the quotes. */
    @ParameterizedTest
    @ValueSource(strings = {"1,\"Aho\"x", "1,Aho\"\"", "1,A\"ho, S\"", "1, \"Aho\"", "\"1\"2,Aho"})
    void quoteInTheMiddleOfAFieldIsRefused(String line) {
        assertEquals("a.csv: line 3: a quote in the middle of a field; quote the whole field and double the quotes in it",
                refusal("id,name\n\"2\",\"\"\"L\"\"a\"\n" + line + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n", "\uFEFF", "\uFEFF\n"})
    void emptyFileIsRefused(String csv) {
        assertEquals("a.csv: the file is empty; its first line must have the names of the columns", refusal(csv));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id,name", "id,name\n", "\uFEFFid,name\r\n\r\n"})
    void headerAloneIsRefused(String csv) {
        assertEquals("a.csv: it has a header but no rows", refusal(csv));
    }

    @Test
    void writtenLineIsFoundAgainInTheFile() {
        CsvRecords records = records("id,name\n1,Aho\n\n2,\"a\nb\nc\"\n\n3,Laine");
        assertEquals(5, records.writtenLines());
        assertEquals(List.of(2, 4, 4, 4, 8), List.of(records.lineInFile(1), records.lineInFile(2), records.lineInFile(3),
                records.lineInFile(4), records.lineInFile(5)));
        assertThrows(IllegalArgumentException.class, () -> records.lineInFile(6));
    }
}
