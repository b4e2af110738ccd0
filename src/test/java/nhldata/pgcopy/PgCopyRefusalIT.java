package nhldata.pgcopy;

import static nhldata.pgcopy.CopyBench.LINE;
import static nhldata.pgcopy.CopyBench.file;
import static nhldata.pgcopy.CopyBench.game;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nhldata.pgcopy.CopyBench.Report;
import nhldata.testing.PostgresExtension;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused: with words that name the file, and with the table as it was. */
class PgCopyRefusalIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private CopyBench bench;

    @BeforeEach
    void createTableWithALine() throws Exception {
        POSTGRES.execute(CopyBench.CREATE_LINE);
        bench = new CopyBench(POSTGRES.dataSource());
        bench.copy(LINE, game(9, "1,Aho,2,"));
    }

    @AfterEach
    void nothingWasWritten() throws Exception {
        bench.close();
        assertEquals(List.of("9|1|Aho|2"), POSTGRES.rows("select game, player, name, goals from s.line"));
    }

    private String refusal(CsvFile... files) {
        return assertThrows(CsvFormatException.class, () -> bench.copy(LINE, files)).getMessage();
    }

    private String refusalOf(String header) {
        return refusal(file("1.csv", Map.of("game", 1, "run", "r1"), header, "1,,,"));
    }

    @Test
    void badValueIsNamedWithItsFileItsLineAndItsColumn() {
        assertEquals("2.csv: line 5, column goals: invalid input syntax for type double precision: \"many\"",
                refusal(game(1, "1,Aho,2,\"a\nb\"", "2,Laine,0,"), game(2, "1,Aho,2,\"a\nb\"", "", "2,Laine,many,\"c\nd\""), game(3, "1,Aho,2,")));
        assertEquals("3.csv: line 2, column name: value too long for type character varying(10)",
                refusal(game(1, "1,Aho,2,"), game(2, "1,Aho,2,"), game(3, "1,Aho Sebastian,2,")));
    }

    @Test
    void lineWithTooFewOrTooManyFieldsIsNamed() {
        assertEquals("1.csv: line 3: missing data for column \"note\"", refusal(game(1, "1,Aho,2,", "2,Laine,0")));
        assertEquals("1.csv: line 2: extra data after last expected column", refusal(game(1, "1,Aho,2,,")));
    }

    @Test
    void bytesThatAreNotUtf8AreNamed() {
        byte[] latin = "player,name,goals,note\n1,Teräväinen,2,\n".getBytes(StandardCharsets.ISO_8859_1);
        String message = refusal(new CsvFile("1.csv", latin, Map.of("game", 1, "run", "r1")));
        assertTrue(message.startsWith("1.csv: line 2: invalid byte sequence for encoding \"UTF8\""), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            player,name,goals,note,shots,hits | it has columns that s.line does not have: hits, shots
            player,name,goals,note,           | it has columns that s.line does not have: (no name)
            player,name                       | columns are missing: goals, note
            name,goals,note                   | columns are missing: player
            player,name,goals,note,Name       | duplicate columns: name
            player,name,goals,note,game       | columns whose values come with the file must not be in it: game
            player,nome,goals,note            | it has columns that s.line does not have: nome; columns are missing: name
            """)
    void headerThatDoesNotFitIsExplained(String header, String why) {
        assertEquals("1.csv: its header does not match the table: " + why, refusalOf(header));
    }

    @Test
    void secondFileWithItsColumnsInAnotherOrderIsRefused() {
        CsvFile other = file("2.csv", Map.of("game", 2, "run", "r1"), "name,player,goals,note", "Aho,1,2,");
        assertEquals("2.csv: its header differs from that of 1.csv", refusal(game(1, "1,Aho,2,"), other));
    }

    @Test
    void keyThatStandsTwiceIsNamed() {
        assertEquals("2.csv: two rows have the same key: game 2, player 7", refusal(game(1, "7,Aho,2,"), game(2, "7,Aho,2,", "8,Laine,0,", "7,Aho,3,")));
        CsvFile again = file("again.csv", Map.of("game", 1, "run", "r1"), "player,name,goals,note", "7,Aho,2,");
        assertEquals("again.csv: a row has the same key as one of 1.csv: game 1, player 7", refusal(game(1, "7,Aho,2,"), again));
    }

    @Test
    void lineWithoutItsKeyIsRefused() {
        assertEquals("2.csv: a row has no complete key: game 2, player null", refusal(game(1, "7,Aho,2,"), game(2, ",Aho,2,")));
    }

    @Test
    void keyThatIsNumberedByTheDatabaseMustStandInTheFile() throws Exception {
        POSTGRES.execute("create table s.numbered (id serial primary key, name text)");
        CsvFormatException refused = assertThrows(CsvFormatException.class,
                () -> bench.copy("pg-copy:s.numbered?keyColumns=id", file("a.csv", Map.of(), "name", "Aho")));
        assertEquals("a.csv: its header does not match the table: columns are missing: id", refused.getMessage());
    }

    @Test
    void fileWithoutALineDeletesNothing() {
        assertEquals("9.csv: it has a header but no rows", refusal(game(9)));
    }

    @Test
    void fileThatIsCutIsRefused() {
        assertEquals("1.csv: line 3: a quote is not closed: the file is truncated", refusal(game(1, "1,Aho,2,", "2,\"Lai")));
    }

    @Test
    void valueThatShouldComeWithTheFileIsMissed() {
        CsvFile incomplete = file("1.csv", Map.of("game", 1), "player,name,goals,note", "1,Aho,2,");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> bench.copy(LINE, incomplete));
        assertEquals("1.csv has no value for run (fileColumns of pg-copy)", refused.getMessage());
    }

    @Test
    void claimThatWasLostIsNotLoaded() {
        bench.sql("after", "update pg_copy_file set info = null where game < 3");
        LostClaimException lost = assertThrows(LostClaimException.class,
                () -> bench.copy(LINE + "&afterMerge=ref:after", game(1, "1,Aho,2,"), game(9, "2,Laine,2,"), game(3, "1,Aho,2,")));
        assertEquals("the ledger confirmed 1 of 3 files, so none was loaded: their claim was lost to another run", lost.getMessage());
    }

    @Test
    void whatTheTableItselfRefusesKeepsItsState() throws Exception {
        POSTGRES.execute("alter table s.line alter name set not null, add constraint few check (goals < 10)");
        assertEquals("23502", assertThrows(SQLException.class, () -> bench.copy(LINE, game(1, "1,,2,"))).getSQLState());
        assertEquals("23514", assertThrows(SQLException.class, () -> bench.copy(LINE, game(1, "1,Aho,10,"))).getSQLState());
    }

    @Test
    void tableThatIsNotThereIsNamed() {
        SQLException refused = assertThrows(SQLException.class, () -> bench.copy(LINE.replace("s.line", "s.absent"), game(1, "1,Aho,2,")));
        assertEquals("there is no table s.absent", refused.getMessage());
        assertEquals("42P01", refused.getSQLState());
    }

    @Test
    void tableWithoutAUniqueKeyIsRefused() throws Exception {
        POSTGRES.execute("create table s.heap (player int, name text)");
        SQLException refused = assertThrows(SQLException.class,
                () -> bench.copy("pg-copy:s.heap?keyColumns=player", file("a.csv", Map.of(), "player,name", "1,Aho")));
        assertEquals("42P10", refused.getSQLState());
        assertEquals("0", POSTGRES.value("select count(*) from s.heap"));
    }

    @Test
    void optionThatNamesAColumnWhichIsNotThereIsRefused() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> bench.copy(LINE.replace("uncomparedColumns=run", "uncomparedColumns=run,sauce"), game(1, "1,Aho,2,")));
        assertEquals("options of pg-copy name columns that s.line does not have: sauce", refused.getMessage());
    }

    @Test
    void bodyThatIsNoFileIsRefusedAndLeavesNoNumbers() {
        for (Object body : Arrays.asList(null, "player\n1\n", List.of("a"), Arrays.asList(game(1, "1,Aho,2,"), null))) {
            Exchange answer = bench.send(LINE, body, Map.of(PgCopyConstants.INSERTED, 5L));
            String named = body == null ? "nothing" : body.getClass().getName();
            assertEquals("pg-copy needs a CsvFile or a list of them as body, not " + named, answer.getException().getMessage());
            assertNull(answer.getMessage().getHeader(PgCopyConstants.INSERTED));
        }
    }

    @Test
    void fixedFileLoadsAfterItsRefusal() throws Exception {
        refusal(game(1, "1,Aho,many,"));
        assertEquals(new Report(1, 1, 0, 0), bench.copy(LINE, game(1, "1,Aho,2,")));
        POSTGRES.execute("delete from s.line where game = 1");
    }
}
