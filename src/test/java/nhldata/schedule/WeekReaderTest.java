package nhldata.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nhldata.nhl.DocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeekReaderTest {

    private static final Week TWO_DAYS = new Week(LocalDate.parse("2031-10-07"), LocalDate.parse("2031-10-08"));

    private final WeekReader reader = new WeekReader(Set.of(2, 3), "nhl", false);

    @Test
    void aGameIsARowWithEverythingTheLedgerAsksFor() {
        WeekOfGames week = read(apiWeb(day("2031-10-07", ""), day("2031-10-08", game("2031020007", 2, "OFF", "OK"))));
        assertEquals(List.of(Map.ofEntries(Map.entry("gameId", "2031020007"), Map.entry("gameDate", "2031-10-08"),
                Map.entry("season", "20312032"), Map.entry("gameType", 2), Map.entry("awayTeamId", 13),
                Map.entry("awayTeam", "FLA"), Map.entry("homeTeamId", 2), Map.entry("homeTeam", "NYI"),
                Map.entry("state", "final"), Map.entry("apiState", "OFF"), Map.entry("source", "nhl"), Map.entry("runId", "run-1"))), week.games());
    }

    @Test
    void everyDateIsARowAlsoOneWithoutGames() {
        WeekOfGames week = read(apiWeb(day("2031-10-07", ""), day("2031-10-08", game("2031020007", 2, "OFF", "OK"))));
        assertEquals(List.of(dayRow("2031-10-07", 0, 0, 0), dayRow("2031-10-08", 1, 1, 1)), week.days());
    }

    @ParameterizedTest
    @CsvSource({
        "2, OFF, OK, final, 1, 1",
        "3, FINAL, OK, final, 1, 1",
        "2, OVER, OK, live, 1, 0",
        "2, LIVE, OK, live, 1, 0",
        "2, FUT, OK, scheduled, 1, 0",
        "2, a word of tomorrow, OK, unknown, 1, 0",
        "2, FUT, PPD, postponed, 0, 0",
        "2, FUT, CNCL, cancelled, 0, 0",
        "1, FINAL, OK, ignored, 0, 0",
        "1, FUT, PPD, ignored, 0, 0",
    })
    void aGameIsInTheStateThatTheScheduleGivesIt(int type, String gameState, String scheduleState, String state, int wanted, int over) {
        WeekOfGames week = read(apiWeb(day("2031-10-07", ""), day("2031-10-08", game("2031020007", type, gameState, scheduleState))));
        assertEquals(state, week.games().get(0).get("state"));
        assertEquals(dayRow("2031-10-08", 1, wanted, over), week.days().get(1));
    }

    @ParameterizedTest
    @CsvSource({"FUT, PPD, OFF, OK, 2031-10-08", "OFF, OK, FUT, PPD, 2031-10-07", "FUT, CNCL, FUT, OK, 2031-10-08",
        "LIVE, SUSP, OFF, OK, 2031-10-08", "OFF, OK, LIVE, SUSP, 2031-10-07", "OFF, OK, OFF, OK, 2031-10-08", "LIVE, SUSP, FUT, OK, 2031-10-08"})
    void aGameThatIsListedTwiceIsTheOneThatIsPlayed(String state, String scheduleState, String laterState, String laterScheduleState, String date) {
        WeekOfGames week = read(apiWeb(day("2031-10-07", game("2031020007", 2, state, scheduleState)),
                day("2031-10-08", game("2031020007", 2, laterState, laterScheduleState))));
        assertEquals(List.of(date), week.games().stream().map(row -> row.get("gameDate")).toList());
        assertEquals(List.of(date), week.days().stream().filter(row -> row.get("wanted").equals(1)).map(row -> row.get("gameDate")).toList());
        assertEquals(1, week.days().stream().mapToInt(row -> (int) row.get("wanted")).sum());
    }

    @Test
    void aDayHasAsManyGamesAsTheDocumentSays() {
        WeekOfGames week = read(apiWeb(day("2031-10-07", ""), day("2031-10-08", game("2031020007", 2, "OFF", "OK")))
                .replace("\"numberOfGames\": 0", "\"numberOfGames\": 6"));
        assertEquals(List.of(6, 1), week.days().stream().map(row -> row.get("expected")).toList());
    }

    @ParameterizedTest
    @CsvSource({"2031-10-07, 2032-04-18, season", "2031-10-08, 2032-04-18, schedule", "2031-09-01, 2031-10-12, schedule"})
    void aWholeWeekWithoutGamesIsNotBelievedWithinTheRegularSeason(String start, String end, String by) {
        String[] days = new String[7];
        Arrays.setAll(days, i -> day("2031-10-" + (i < 3 ? "0" : "") + (7 + i), ""));
        String document = apiWeb(days).replaceFirst("}$", ", \"regularSeasonStartDate\": \"%s\", \"regularSeasonEndDate\": \"%s\"}".formatted(start, end));
        List<Map<String, Object>> rows = read(document).days();
        assertEquals(List.of(by, by), rows.stream().map(row -> row.get("expectedBy")).toList());
        assertEquals(by.equals("season") ? null : 0, rows.get(0).get("expected"));
    }

    @Test
    void gamesOfDatesThatWereNotAskedForAreLeftOut() {
        WeekOfGames week = read(apiWeb(day("2031-10-07", ""), day("2031-10-08", ""),
                day("2031-10-09", game("2031020009", 2, "OFF", "OK"))));
        assertEquals(List.of(), week.games());
        assertEquals(2, week.days().size());
    }

    @Test
    void aDateThatAnAnswerLacksIsNotTakenForOneWithoutGames() {
        WeekOfGames week = read(apiWeb(day("2031-10-08", game("2031020007", 2, "OFF", "OK"))));
        assertEquals(List.of(dayRow("2031-10-08", 1, 1, 1)), week.days());
        assertEquals(Map.of("2031-10-07", "the schedule of 2031-10-07 to 2031-10-08 lacks 2031-10-07"), week.faults());
    }

    @Test
    void anAnswerThatLacksEveryDateIsNoAnswer() {
        String message = assertThrows(DocumentException.class, () -> read(apiWeb(day("2031-10-09", "")))).getMessage();
        assertTrue(message.contains("2031-10-07 to 2031-10-08") && message.endsWith("lacks 2031-10-07"), message);
    }

    /** Of three games on two dates one is spoiled: it is missing from its date, with a reason, and the others are there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"id\": 2031020008 | \"id\": 20310200 | id",
        "\"id\": 2031020008 | \"nr\": 2031020008 | id",
        "\"gameState\": \"LIVE\" | \"gameState\": null | gameState",
        "\"gameState\": \"LIVE\", | '' | gameState",
        "\"gameType\": 3 | \"gameType\": \"three\" | gameType",
        "\"gameType\": 3, | '' | gameType",
        "\"awayTeam\": {\"id\": 14, \"abbrev\": \"TBL\"} | \"awayTeam\": \"TBL\" | awayTeam",
        "\"awayTeam\": {\"id\": 14, \"abbrev\": \"TBL\"} | \"guest\": {} | awayTeam",
        "\"abbrev\": \"TBL\" | \"abbrev\": \"Tampa Bay Lightning of the National Hockey League in Florida\" | awayTeam.abbrev",
        "\"gameType\": 3 | \"gameType\": 1e400 | gameType",
        "\"abbrev\": \"TBL\" | \"abbrev\": \"TBL\", \"odds\": [1, -1e400] | awayTeam.odds[1]",
        "\"abbrev\": \"TBL\" | \"abbrev\": \"TBL\", \"id\": 14 | awayTeam",
        "\"gameScheduleState\": \"OK\", \"is\": 8 | \"gameScheduleState\": \"O\\u0001K\" | gameScheduleState"})
    void anEntryThatIsNoGameCostsNoOtherGame(String sound, String spoiled, String field) {
        String second = "{\"id\": 2031020008, \"gameType\": 3, \"gameState\": \"LIVE\", \"gameScheduleState\": \"OK\", \"is\": 8,"
                + " \"awayTeam\": {\"id\": 14, \"abbrev\": \"TBL\"}, \"homeTeam\": {\"id\": 2, \"abbrev\": \"NYI\"}}";
        assertTrue(second.contains(sound), second);
        String games = game("2031020007", 2, "OFF", "OK") + ", " + second.replace(sound, spoiled);
        WeekOfGames week = read(apiWeb(day("2031-10-07", games), day("2031-10-08", game("2031020009", 2, "OFF", "OK")))
                .replaceFirst("\"numberOfGames\": 1", "\"numberOfGames\": 2"));

        assertEquals(List.of("2031020007", "2031020009"), week.games().stream().map(row -> row.get("gameId")).toList());
        assertEquals(List.of("1 of 2", "1 of 1"), week.days().stream().map(row -> row.get("listed") + " of " + row.get("expected")).toList());
        assertEquals(List.of("2031-10-07"), List.copyOf(week.faults().keySet()));
        String fault = week.faults().get("2031-10-07");
        assertTrue(fault.startsWith("gameWeek[0].games[1]." + field + ": "), fault);
    }

    /** Whether or not the document counts its games. */
    @ParameterizedTest
    @ValueSource(strings = {"7", "\"a game\"", "null", "[]", "{}"})
    void anEntryOfAnotherKindIsOneOfTheGamesThatThereAre(String entry) {
        String document = apiWeb(day("2031-10-07", entry), day("2031-10-08", game("2031020009", 2, "OFF", "OK"))).replace("\"numberOfGames\": 1, ", "");
        WeekOfGames week = read(document);
        assertEquals(List.of("0 of 1", "1 of 1"), week.days().stream().map(row -> row.get("listed") + " of " + row.get("expected")).toList());
        assertEquals(List.of("2031-10-07"), List.copyOf(week.faults().keySet()));
    }

    /** A week has seven dates, of which two were asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"date\": \"2031-10-09\", \"games\": [{\"id\": 7}]}", "{\"date\": \"2031-10-09\"}", "{\"date\": \"soon\", \"games\": []}",
        "{\"date\": \"2031-10-09\", \"games\": [{\"id\": 1e400}]}", "{\"date\": \"2031-10-09\", \"date\": \"2031-10-10\"}", "8", "null"})
    void whatIsWrongWithADateThatWasNotAskedForDoesNotMatter(String day) {
        WeekOfGames week = read(apiWeb(day("2031-10-07", ""), day("2031-10-08", game("2031020009", 2, "OFF", "OK")), day));
        assertEquals(List.of(dayRow("2031-10-07", 0, 0, 0), dayRow("2031-10-08", 1, 1, 1)), week.days());
        assertEquals(Map.of(), week.faults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"date\": \"2031-10-07\"}", "{\"date\": \"2031-10-07\", \"games\": {}}", "{\"date\": \"2031-13-07\", \"games\": []}",
        "{\"date\": \"2031-10-07\", \"games\": [], \"games\": []}", "{\"date\": \"2031-10-07\", \"games\": [], \"is\": 1e400}", "{}", "true"})
    void aDayThatIsNoneCostsNoOtherDay(String day) {
        WeekOfGames week = read(apiWeb(day, day("2031-10-08", game("2031020009", 2, "OFF", "OK"))));
        assertEquals(List.of(dayRow("2031-10-08", 1, 1, 1)), week.days());
        String fault = week.faults().get("2031-10-07");
        assertTrue(fault.contains("lacks 2031-10-07 (gameWeek[0]"), fault);
    }

    /** A season is named by the year in which it ends, whenever it began; dates that do not go with it are none of its. */
    @ParameterizedTest
    @CsvSource({
        "2026-09-19, 2026-09-29, 2027-04-11, 2027-06-20, 20262027, 2026-09-19, 2027-06-20", "2020-12-31, 2021-01-13, 2021-05-19, 2021-07-07, 20202021, 2020-12-31, 2021-07-07",
        "'', 2019-10-02, 2020-03-11, 2020-09-28, 20192020, , 2020-09-28", "2031-10-09, 2031-10-07, 2032-04-18, 2032-04-01, 20312032, ,", "soon, 2031-10-07, 2032-04-18, 7, 20312032, ,"})
    void theSeasonIsPlayedWhenTheScheduleSays(String preseason, String start, String end, String playoffs, int season, String keptPreseason, String keptPlayoffs) {
        WeekOfGames week = read(apiWeb(day("2031-10-07", ""), day("2031-10-08", "")).replaceFirst("}$", ", \"preSeasonStartDate\": \"" + preseason
                + "\", \"regularSeasonStartDate\": \"" + start + "\", \"regularSeasonEndDate\": \"" + end + "\", \"playoffEndDate\": \"" + playoffs + "\"}"));
        Map<String, Object> row = week.seasons().get(0);
        assertEquals(season, row.get("season"));
        assertEquals(List.of(start, end), List.of(row.get("regularStart"), row.get("regularEnd")));
        assertEquals(keptPreseason, row.get("preseasonStart"));
        assertEquals(keptPlayoffs, row.get("playoffEnd"));
    }

    @Test
    void theDatesOfTheSeasonAreNotWhatCounts() {
        WeekOfGames week = read(apiWeb(day("2031-10-07", ""), day("2031-10-08", game("2031020009", 2, "OFF", "OK")))
                .replaceFirst("}$", ", \"regularSeasonStartDate\": \"autumn\", \"regularSeasonEndDate\": 7}"));
        assertEquals(1, week.games().size());
        assertEquals(List.of(), week.seasons());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html></html>", "{}", "[]", "{\"gameWeek\": [{\"date\": \"soon\", \"games\": []}]}"})
    void whatIsNoScheduleIsRefused(String document) {
        assertThrows(DocumentException.class, () -> read(document));
    }

    @Test
    void statsApiLeavesOutDatesWithoutGames() {
        WeekReader statsApi = new WeekReader(Set.of(2, 3), "statsapi", true);
        WeekOfGames week = statsApi.read(utf8("""
                {"dates": [{"date": "2031-10-08", "totalGames": 1, "games": [{"gamePk": 2031020007, "gameType": "R",
                  "status": {"abstractGameState": "Final", "detailedState": "Final"},
                  "teams": {"away": {"team": {"id": 13}}, "home": {"team": {"id": 2}}}}]}]}"""), TWO_DAYS, "run-1");
        assertEquals(List.of("2031-10-07", "2031-10-08"), week.days().stream().map(row -> row.get("gameDate")).toList());
        assertEquals(List.of(0, 1), week.days().stream().map(row -> row.get("final")).toList());
        assertEquals("final", week.games().get(0).get("state"));
        assertEquals("statsapi", week.games().get(0).get("source"));
    }

    @Test
    void aDateThatStatsApiHasLostIsNotTakenForOneWithoutGames() {
        WeekOfGames week = new WeekReader(Set.of(2), "statsapi", true)
                .read(utf8("{\"totalGames\": 3, \"dates\": [{\"date\": \"2031-10-08\", \"totalGames\": 0, \"games\": []}]}"), TWO_DAYS, "run-1");
        assertEquals(List.of("2031-10-08"), week.days().stream().map(row -> row.get("gameDate")).toList());
        assertTrue(week.faults().get("2031-10-07").endsWith("(totalGames: 3, but the dates have only 0)"), week.faults().toString());
    }

    @Test
    void aTotalThatNoAbsentDateExplainsIsNoAnswer() {
        assertThrows(DocumentException.class, () -> new WeekReader(Set.of(2), "statsapi", true)
                .read(utf8("{\"totalGames\": 3, \"dates\": [{\"date\": \"2031-10-07\", \"games\": []}, {\"date\": \"2031-10-08\", \"games\": []}]}"), TWO_DAYS, "run-1"));
    }

    @Test
    void anAnswerWithoutAnyDateMeansNoGamesIfTheCalendarAgrees() {
        List<Map<String, Object>> rows = read("{\"gameWeek\": []}").days();
        assertEquals(List.of("2031-10-07 null season", "2031-10-08 null season"),
                rows.stream().map(row -> row.get("gameDate") + " " + row.get("expected") + " " + row.get("expectedBy")).toList());
        assertEquals(List.of(Map.of("gameDate", "2031-10-07", "games", 0), Map.of("gameDate", "2031-10-08", "games", 0)),
                new ExpectedGames(true).games(utf8("{\"gameWeek\": []}"), TWO_DAYS));
        assertEquals(List.of(), new ExpectedGames(true).games(utf8("{\"gameWeek\": [{\"date\": \"2031-10-09\", \"numberOfGames\": 2}]}"), TWO_DAYS));
    }

    @ParameterizedTest
    @CsvSource({"R, 7, 1, season", "R, 7, 3, season", "R, 7, 4, schedule", "P, 7, 1, schedule", "R, 6, 1, season", "R, 5, 1, season", "R, 4, 1, schedule"})
    void datesThatStatsApiLeavesOutWithinASeasonAreDoubtful(String type, int asked, int answered, String by) {
        StringBuilder dates = new StringBuilder();
        for (int i = 0; i < answered; i++) {
            dates.append(i == 0 ? "" : ", ").append("""
                    {"date": "2031-10-%02d", "totalGames": 1, "games": [{"gamePk": 203102000%d, "gameType": "%s",
                      "status": {"abstractGameState": "Final", "detailedState": "Final"},
                      "teams": {"away": {"team": {"id": 13}}, "home": {"team": {"id": 2}}}}]}""".formatted(7 + i, i, type));
        }
        Week week = new Week(LocalDate.parse("2031-10-07"), LocalDate.parse("2031-10-06").plusDays(asked));
        List<Map<String, Object>> rows = new WeekReader(Set.of(2, 3), "statsapi", true).read(utf8("{\"dates\": [" + dates + "]}"), week, "run-1").days();
        assertEquals(by, rows.get(asked - 1).get("expectedBy"));
        assertEquals(by.equals("season") ? null : 0, rows.get(asked - 1).get("expected"));
        assertEquals(1, rows.get(0).get("expected"));
    }

    @Test
    void statsApiMayHaveNothingToSay() {
        WeekOfGames week = new WeekReader(Set.of(2), "statsapi", true).read(utf8("{\"dates\": []}"), TWO_DAYS, "run-1");
        assertEquals(List.of(false, false), week.days().stream().map(row -> row.get("isOmitted")).toList());
        assertEquals(List.of(), week.games());
        WeekOfGames longer = new WeekReader(Set.of(2), "statsapi", true)
                .read(utf8("{\"dates\": []}"), new Week(TWO_DAYS.from(), TWO_DAYS.from().plusDays(3)), "run-1");
        assertEquals(List.of(true, true, true, true), longer.days().stream().map(row -> row.get("isOmitted")).toList());
    }

    private WeekOfGames read(String document) {
        return reader.read(utf8(document), TWO_DAYS, "run-1");
    }

    private static Map<String, Object> dayRow(String date, int listed, int wanted, int over) {
        Map<String, Object> row = new HashMap<>(Map.of("gameDate", date, "listed", listed, "wanted", wanted, "final", over,
                "expected", listed, "expectedBy", "schedule", "source", "nhl", "runId", "run-1"));
        row.putAll(Map.of("open", wanted > over ? "2031020007" : "", "isOmitted", false, "omittedFrom", "2031-10-07", "omittedTo", "2031-10-08"));
        return row;
    }

    private static String apiWeb(String... days) {
        return "{\"gameWeek\": [" + String.join(", ", days) + "]}";
    }

    private static String day(String date, String games) {
        return "{\"date\": \"%s\", \"numberOfGames\": %d, \"games\": [%s]}".formatted(date, games.isEmpty() ? 0 : 1, games);
    }

    private static String game(String id, int type, String state, String scheduleState) {
        return """
                {"id": %s, "gameType": %d, "gameState": "%s", "gameScheduleState": "%s",
                 "awayTeam": {"id": 13, "abbrev": "FLA"}, "homeTeam": {"id": 2, "abbrev": "NYI"}}"""
                .formatted(id, type, state, scheduleState);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
