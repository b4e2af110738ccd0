package nhldata.pgcopy;

import static nhldata.pgcopy.CopyBench.LINE;
import static nhldata.pgcopy.CopyBench.file;
import static nhldata.pgcopy.CopyBench.game;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nhldata.pgcopy.CopyBench.Report;
import nhldata.testing.PostgresExtension;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a load makes of a table. */
class PgCopyIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String VERSIONS = "select game, player, xmin, xmax, ctid, loaded from s.line order by game, player";

    private CopyBench bench;

    @BeforeEach
    void createTable() throws Exception {
        POSTGRES.execute(CopyBench.CREATE_LINE);
        bench = new CopyBench(POSTGRES.dataSource());
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private static List<String> lines() throws Exception {
        return POSTGRES.rows("select game, player, name, goals, note, run from s.line order by game, player");
    }

    @Test
    void manyFilesBecomeLinesInOneTransaction() throws Exception {
        assertEquals(new Report(3, 3, 0, 0), bench.copy(LINE, game(1, "1,Aho,2,", "2,Laine,0,x"), game(2, "1,Aho,1,")));
        assertEquals(List.of("1|1|Aho|2|∅|r1", "1|2|Laine|0|x|r1", "2|1|Aho|1|∅|r1"), lines());
        assertEquals("1", POSTGRES.value("select count(distinct xmin::text) from s.line"));
    }

    @Test
    void sameFilesAgainWriteNothing() throws Exception {
        String[] players = IntStream.rangeClosed(1, 20_000).mapToObj(p -> p + ",Aho,2,").toArray(String[]::new);
        bench.copy(LINE, game(1, players));
        String versions = POSTGRES.value("select md5(string_agg(v::text, ',')) from (" + VERSIONS + ") as v");
        String position = POSTGRES.value("select pg_current_wal_lsn()");
        assertEquals(new Report(20_000, 0, 0, 0), bench.copy(LINE, game(1, players)));
        long walBytes = Long.parseLong(POSTGRES.value("select pg_current_wal_lsn() - '" + position + "'::pg_lsn"));
        assertEquals(versions, POSTGRES.value("select md5(string_agg(v::text, ',')) from (" + VERSIONS + ") as v"));
        assertTrue(walBytes < 20_000 * 50, "locking each line alone would be more than the " + walBytes + " bytes of log");
    }

    @Test
    void onlyTheLineThatChangedIsWritten() throws Exception {
        bench.copy(LINE, game(1, "1,Aho,2,", "2,Laine,0,", "3,Barkov,,"));
        List<String> before = POSTGRES.rows(VERSIONS);
        assertEquals(new Report(3, 0, 1, 0), bench.copy(LINE, game(1, "1,Aho,2,", "2,Laine,1,", "3,Barkov,,")));
        List<String> after = POSTGRES.rows(VERSIONS);
        assertEquals(List.of("1|1|Aho|2|∅|r1", "1|2|Laine|1|∅|r1", "1|3|Barkov|∅|∅|r1"), lines());
        assertEquals(List.of(before.get(0), before.get(2)), List.of(after.get(0), after.get(2)));
        assertEquals("t", POSTGRES.value("select count(*) = 1 from s.line where player = 2 and loaded > (select max(loaded) from s.line where player <> 2)"));
    }

    @Test
    void vanishedLineIsDeletedInItsScopeOnly() throws Exception {
        bench.copy(LINE, game(1, "1,Aho,2,", "2,Laine,0,"), game(2, "1,Aho,1,", "2,Laine,1,"));
        assertEquals(new Report(1, 0, 0, 1), bench.copy(LINE, game(1, "2,Laine,0,")));
        assertEquals(List.of("1|2|Laine|0|∅|r1", "2|1|Aho|1|∅|r1", "2|2|Laine|1|∅|r1"), lines());
    }

    @Test
    void nothingIsDeletedWithoutAScope() throws Exception {
        String unscoped = "pg-copy:s.line?keyColumns=game,player&fileColumns=game,run";
        bench.copy(unscoped, game(1, "1,Aho,2,"));
        assertEquals(new Report(1, 1, 0, 0), bench.copy(unscoped, game(1, "2,Laine,0,")));
        assertEquals(2, lines().size());
    }

    @Test
    void oneScopeInTwoFilesIsTheUnionOfBoth() throws Exception {
        bench.copy(LINE, game(1, "1,Aho,2,", "2,Laine,0,", "3,Barkov,1,"));
        assertEquals(new Report(2, 0, 0, 1), bench.copy(LINE, game(1, "1,Aho,2,"), game(1, "2,Laine,0,")));
        assertEquals(2, lines().size());
    }

    @Test
    void uncomparedColumnIsWrittenWithAChangedLineOnly() throws Exception {
        bench.copy(LINE, game(1, "1,Aho,2,", "2,Laine,0,"));
        CsvFile later = file("1.csv", Map.of("game", 1, "run", "r2"), "player,name,goals,note", "1,Aho,2,", "2,Laine,3,");
        assertEquals(new Report(2, 0, 1, 0), bench.copy(LINE, later));
        assertEquals(List.of("1|1|Aho|2|∅|r1", "1|2|Laine|3|∅|r2"), lines());
    }

    @Test
    void nullAndEmptyTextDiffer() throws Exception {
        bench.copy(LINE, game(1, "1,,,", "2,\"\",,\"\""));
        assertEquals(List.of("1|1|∅|∅|∅|r1", "1|2||∅||r1"), lines());
        assertEquals(new Report(2, 0, 2, 0), bench.copy(LINE, game(1, "1,,,\"\"", "2,\"\",,")));
        assertEquals(List.of("1|1|∅|∅||r1", "1|2||∅|∅|r1"), lines());
    }

    @Test
    void textArrivesAsItIs() throws Exception {
        String[] notes = {"Teuvo Teräväinen", "Кучеров", "🏒", "6' 1\"", "a,b", "two\nlines", "two\r\nlines", "\\.", "\n\\.\n", "\\N", " blank ", "\\n"};
        String[] players = IntStream.range(0, notes.length).mapToObj(i -> i + ",,,\"" + notes[i].replace("\"", "\"\"") + "\"").toArray(String[]::new);
        bench.copy(LINE, game(1, players));
        assertEquals(List.of(notes), POSTGRES.rows("select note from s.line order by player"));
        assertEquals(new Report(notes.length, 0, 0, 0), bench.copy(LINE, game(1, players)));
    }

    @Test
    void lineEndsMayDifferFromFileToFile() throws Exception {
        CsvFile windows = new CsvFile("2.csv", "player,name,goals,note\r\n1,Aho,1,x\r\n".getBytes(), Map.of("game", 2, "run", "r1"));
        CsvFile cut = new CsvFile("3.csv", "player,name,goals,note\n1,Aho,1,x".getBytes(), Map.of("game", 3, "run", "r1"));
        bench.copy(LINE, game(1, "1,Aho,1,x"), windows, cut, game(4, "1,Aho,1,x"));
        assertEquals(List.of("x", "x", "x", "x"), POSTGRES.rows("select note from s.line"));
    }

    @Test
    void notANumberEqualsItselfAndMinusZeroIsZero() throws Exception {
        bench.copy(LINE, game(1, "1,Aho,NaN,", "2,Laine,0,", "3,Barkov,Infinity,"));
        assertEquals(new Report(3, 0, 0, 0), bench.copy(LINE, game(1, "1,Aho,NaN,", "2,Laine,-0,", "3,Barkov,Infinity,")));
    }

    @Test
    void valuesThatComeWithTheFileAreConvertedToTheirColumns() throws Exception {
        POSTGRES.execute("create table s.typed (id int primary key, day date, big numeric, yes bool, at timestamptz, tags text[], nothing text)");
        Map<String, Object> values = new HashMap<>(Map.of("day", LocalDate.of(2020, 8, 4), "big", new BigInteger("12345678901234567890"), "yes", true,
                "at", java.time.Instant.parse("2020-08-04T10:00:00Z"), "tags", List.of("a", "b"), "id", "not the column: it stands in the file"));
        values.put("nothing", null);
        bench.copy("pg-copy:s.typed?keyColumns=id&fileColumns=day,big,yes,at,tags,nothing", file("a.csv", values, "id", "1"));
        assertEquals(List.of("1|2020-08-04|12345678901234567890|t|t|{a,b}|∅"),
                POSTGRES.rows("select id, day, big, yes, at = '2020-08-04 10:00Z', tags, nothing from s.typed"));
    }

    @Test
    void reservedWordsAreNamesLikeOthers() throws Exception {
        POSTGRES.execute("drop schema if exists \"order\" cascade", "create schema \"order\"",
                "create table \"order\".\"select\" (\"user\" int primary key, \"group\" text, \"end\" text)");
        String reserved = "pg-copy:order.select?keyColumns=user&fileColumns=end&scopeColumns=end";
        bench.copy(reserved, file("a.csv", Map.of("end", "x"), "user,group", "1,a", "2,b"));
        assertEquals(new Report(1, 0, 1, 1), bench.copy(reserved, file("a.csv", Map.of("end", "x"), "User,\"GROUP\"", "1,c")));
        assertEquals(List.of("1|c|x"), POSTGRES.rows("select * from \"order\".\"select\""));
    }

    @Test
    void columnsThatNobodySetsTakeCareOfThemselves() throws Exception {
        POSTGRES.execute("create table s.self (serial serial, identity int generated always as identity, id int primary key, goals int,"
                + " twice int generated always as (goals * 2) stored, at timestamptz default clock_timestamp())");
        bench.copy("pg-copy:s.self?keyColumns=id", file("a.csv", Map.of(), "id,goals", "7,1"));
        String inserted = POSTGRES.value("select at from s.self");
        bench.copy("pg-copy:s.self?keyColumns=id", file("a.csv", Map.of(), "id,goals", "7,3"));
        assertEquals(List.of("1|1|7|3|6"), POSTGRES.rows("select serial, identity, id, goals, twice from s.self"));
        assertNotEquals(inserted, POSTGRES.value("select at from s.self"));
    }

    @Test
    void statementsAroundTheMergeSeeTheLinesTheFilesAndTheChanges() throws Exception {
        bench.copy(LINE, game(1, "1,Aho,2,", "2,Laine,0,"));
        POSTGRES.execute("create table s.seen (what text)");
        bench.sql("before", "insert into s.seen select 'staged ' || game || ' ' || player || ' of ' || line_count || ' for ' || (info ->> 'why')"
                + " from pg_copy_staging join pg_copy_file using (file_no);"
                + " insert into s.seen select 'about to be ' || change || ' ' || player || ', was ' || coalesce(name, 'absent')"
                + " from pg_copy_change left join s.line using (game, player)");
        bench.sql("after", "with c as (insert into s.seen select change || ' ' || game || ' ' || player from pg_copy_change)"
                + " update pg_copy_file set info = null");
        CsvFile csv = file("1.csv", Map.of("game", 1, "run", "r1", "why", "fun"), "player,name,goals,note", "1,Aho,3,", "3,Barkov,1,");
        assertEquals(new Report(2, 1, 1, 1), bench.copy(LINE + "&beforeMerge=ref:before&afterMerge=ref:after", csv));
        assertEquals(List.of("about to be deleted 2, was Laine", "about to be inserted 3, was absent", "about to be updated 1, was Aho", "deleted 1 2", "inserted 1 3", "staged 1 1 of 2 for fun", "staged 1 3 of 2 for fun", "updated 1 1"),
                POSTGRES.rows("select what from s.seen order by what"));
        assertEquals(List.of("Aho 3", "Barkov 1"), POSTGRES.rows("select name || ' ' || goals from s.line order by player"));
    }

    /** Foreign keys lock the lines they refer to in just this way. */
    @Test
    void insertsAreToldFromUpdatesWhileOthersHoldLocks() throws Exception {
        bench.copy(LINE, game(1, "1,Aho,2,", "2,Laine,0,", "3,Barkov,0,"));
        try (Connection other = POSTGRES.dataSource().getConnection(); var s = other.createStatement()) {
            other.setAutoCommit(false);
            s.execute("select from s.line where player < 3 for key share");
            assertEquals(new Report(4, 1, 3, 0), bench.copy(LINE, game(1, "1,Aho,3,", "2,Laine,1,", "3,Barkov,1,", "4,Rask,0,")));
        }
        assertEquals(new Report(4, 0, 1, 0), bench.copy(LINE, game(1, "1,Aho,3,", "2,Laine,1,", "3,Barkov,1,", "4,Rask,1,")));
    }

    @Test
    void oneFileNeedsNoList() throws Exception {
        Exchange answer = bench.send(LINE, game(1, "1,Aho,2,"), Map.of());
        assertEquals(null, answer.getException());
        assertEquals(List.of("1|1|Aho|2|∅|r1"), lines());
    }

    @Test
    void noFilesAreNoWorkAndNumbersOfAnEarlierLoadAreGone() {
        Exchange answer = bench.send(LINE, new ArrayList<>(), Map.of(PgCopyConstants.INSERTED, 5L, "other", "kept"));
        assertEquals(null, answer.getException());
        assertEquals(new Report(0, 0, 0, 0), Report.of(answer.getMessage()));
        assertEquals("kept", answer.getMessage().getHeader("other"));
    }

    @Test
    void migrationBetweenTwoLoadsNeedsNoRestart() throws Exception {
        bench.copy(LINE, game(1, "1,Aho,2,"));
        POSTGRES.execute("alter table s.line alter name type text, add hits int");
        CsvFile wider = file("1.csv", Map.of("game", 1, "run", "r1"), "player,name,goals,note,hits", "1,Sebastian Aho,2,,4");
        assertEquals(new Report(1, 0, 1, 0), bench.copy(LINE, wider));
        assertEquals(List.of("Sebastian Aho|4"), POSTGRES.rows("select name, hits from s.line"));
    }

    /** PostgreSQL guesses the size of a temporary table that was never analysed too high to use the index. */
    @Test
    void smallFileDoesNotReadTheWholeTable() throws Exception {
        POSTGRES.execute("insert into s.line select g / 40, g % 40, 'Aho', 1, null, 'r0' from generate_series(40, 100039) as g", "analyze s.line");
        long scans = scans("seq_scan");
        long lookups = scans("idx_scan");
        assertEquals(new Report(1, 0, 1, 39), bench.copy(LINE, game(7, "1,Laine,1,")));
        await().until(() -> scans("idx_scan") > lookups);
        assertEquals(scans, scans("seq_scan"));
    }

    private static long scans(String kind) throws Exception {
        return Long.parseLong(POSTGRES.value("select " + kind + " from pg_stat_user_tables where relid = 's.line'::regclass"));
    }

    @Test
    void partitionedTableIsATableLikeOthers() throws Exception {
        POSTGRES.execute("create table s.parts (season int, id int, name text, primary key (season, id)) partition by list (season)",
                "create table s.part1 partition of s.parts for values in (2019)", "create table s.part2 partition of s.parts for values in (2020)");
        String parts = "pg-copy:s.parts?keyColumns=season,id&fileColumns=season&scopeColumns=season";
        bench.copy(parts, file("a.csv", Map.of("season", 2019), "id,name", "1,Aho", "2,Laine"), file("b.csv", Map.of("season", 2020), "id,name", "1,Aho"));
        assertEquals(new Report(2, 1, 1, 1), bench.copy(parts, file("a.csv", Map.of("season", 2019), "id,name", "1,Rask", "3,Laine")));
        assertEquals(List.of("2019|1|Rask", "2019|3|Laine", "2020|1|Aho"), POSTGRES.rows("select * from s.parts order by season, id"));
    }
}
