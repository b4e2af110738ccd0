package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleReaderTest {
    private static final String WEEK = """
            {"gameWeek": [
              {"date": "2031-10-08", "numberOfGames": 2, "games": [
                {"id": 2031020007, "season": 20312032, "gameType": 2, "startTimeUTC": "2031-10-09T00:30:00Z",
                 "gameState": "OFF", "gameScheduleState": "OK",
                 "awayTeam": {"id": 13, "abbrev": "FLA"}, "homeTeam": {"id": 2, "abbrev": "NYI"}},
                {"id": 2031120001, "season": 20312032, "gameType": 12, "startTimeUTC": "2031-10-08T18:00:00Z",
                 "gameState": "FUT", "gameScheduleState": "PPD", "awayTeam": {"id": 7805, "abbrev": "KNG"},
                 "homeTeam": {}}]},
              {"date": "2031-10-09", "numberOfGames": 0, "games": []}]}""";
    private static final String SCORE = """
            {"currentDate": "2031-10-08", "gameWeek": [{"date": "2031-10-05", "numberOfGames": 3}], "games": [
              {"id": 2031020007, "gameType": 2, "gameDate": "2031-10-08", "startTimeUTC": "2031-10-09T00:30:00Z",
               "gameState": "CRIT", "gameScheduleState": "OK",
               "awayTeam": {"id": 13, "abbrev": "FLA"}, "homeTeam": {"id": 2, "abbrev": "NYI"}}]}""";
    private static final String STATSAPI = """
            {"totalGames": 1, "dates": [{"date": "2031-10-08", "totalGames": 1, "games": [
              {"gamePk": 2031020007, "gameType": "R", "season": "20312032", "gameDate": "2031-10-09T00:30:00Z",
               "status": {"abstractGameState": "Preview", "detailedState": "Postponed"},
               "teams": {"away": {"team": {"id": 13, "name": "Florida Panthers"}},
                         "home": {"team": {"id": 59, "name": "Utah Hockey Club", "abbreviation": "UHC"}}}}]}]}""";

    @Test
    void readsEveryDayOfAWeekUnderTheLeaguesDate() {
        assertEquals(List.of(
                new ScheduleDay(LocalDate.parse("2031-10-08"), List.of(
                        new ScheduledGame("2031020007", "20312032", 2, LocalDate.parse("2031-10-08"), ScheduledGameState.FINAL, "OFF",
                                13, "FLA", 2, "NYI"),
                        new ScheduledGame("2031120001", "20312032", 12, LocalDate.parse("2031-10-08"), ScheduledGameState.POSTPONED,
                                "FUT/PPD", 7805, "KNG", null, null))),
                new ScheduleDay(LocalDate.parse("2031-10-09"), List.of())), read(WEEK));
    }

    @Test
    void tellsHowManyGamesTheDocumentSaysThereAre() {
        assertEquals(List.of(9, 0), read(WEEK.replace("\"numberOfGames\": 2", "\"numberOfGames\": 9")).stream().map(ScheduleDay::announced).toList());
        assertEquals(List.of(2, 3), read(WEEK.replace("\"numberOfGames\": 2, ", "").replace("\"numberOfGames\": 0", "\"numberOfGames\": 3"))
                .stream().map(ScheduleDay::announced).toList());
    }

    @Test
    void readsADayOfScores() {
        assertEquals(List.of(new ScheduleDay(LocalDate.parse("2031-10-08"), List.of(
                new ScheduledGame("2031020007", "20312032", 2, LocalDate.parse("2031-10-08"), ScheduledGameState.LIVE, "CRIT",
                        13, "FLA", 2, "NYI")))), read(SCORE));
        assertEquals(List.of(new ScheduleDay(LocalDate.parse("2031-10-08"), List.of())),
                read("{\"currentDate\": \"2031-10-08\", \"games\": []}"));
    }

    @Test
    void readsAStatsApiScheduleAndCompletesTheTeams() {
        assertEquals(List.of(new ScheduleDay(LocalDate.parse("2031-10-08"), List.of(
                new ScheduledGame("2031020007", "20312032", 2, LocalDate.parse("2031-10-08"), ScheduledGameState.POSTPONED,
                        "Preview/Postponed", 13, "FLA", 59, "UHC")))), read(STATSAPI));
    }

    @ParameterizedTest
    @CsvSource({"PR, 1", "R, 2", "P, 3", "A, 4", "WA, 99"})
    void numbersTheGameTypesOfStatsApiLikeThoseOfApiWeb(String letters, int number) {
        assertEquals(number, read(STATSAPI.replace("\"R\"", "\"" + letters + "\"")).get(0).games().get(0).gameType());
    }

    @Test
    void leadsToTheBoxScoreOfTheGame() {
        assertEquals(new GameKey("2031020007", LocalDate.parse("2031-10-08"), 13, 2), read(WEEK).get(0).games().get(0).key());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2031020007 | 203102000 | gameWeek[0].games[0].id",
        "2031020007 | 20310200070 | gameWeek[0].games[0].id",
        "2031020007 | \"2031O20007\" | gameWeek[0].games[0].id",
        "2031020007 | null | gameWeek[0].games[0].id",
        "\"gameType\": 12 | \"gameType\": \"PWHL\" | gameWeek[0].games[1].gameType",
        "\"gameState\": \"OFF\" | \"gameState\": 7 | gameWeek[0].games[0].gameState"})
    void refusesAnEntryThatCouldHideAGameAndNoOther(String original, String changed, String path) {
        ScheduleDay day = read(WEEK.replaceFirst(java.util.regex.Pattern.quote(original), changed)).get(0);
        assertEquals(1, day.games().size());
        assertEquals(List.of(path), day.rejected().stream().map(why -> why.substring(0, why.indexOf(": "))).toList());
        assertEquals(2, day.announced());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"2031-10-08\" | \"2031-10-32\" | gameWeek[0].date",
        "\"2031-10-09\" | \"09.10.2031\" | gameWeek[1].date",
        "\"games\": [] | \"game\": [] | gameWeek[1].games"})
    void refusesADayThatCouldHideGamesAndNoOther(String original, String changed, String path) {
        Schedule schedule = new ScheduleReader().read(Samples.utf8(WEEK.replaceFirst(java.util.regex.Pattern.quote(original), changed)));
        assertEquals(1, schedule.days().size());
        assertEquals(List.of(path), schedule.rejected().stream().map(why -> why.substring(0, why.indexOf(": "))).toList());
    }

    @Test
    void refusesWhatIsNoSchedule() {
        assertEquals("gameWeek", assertThrows(DocumentException.class, () -> read(WEEK.replace("\"gameWeek\"", "\"weeks\""))).path());
        assertEquals("gameWeek", assertThrows(DocumentException.class, () -> read("{\"gameWeek\": {}}")).path());
    }

    @Test
    void aScoreThatIsNoGameIsMissingFromItsDay() {
        ScheduleDay day = read(SCORE.replace("\"games\": [", "\"games\": [7, ")).get(0);
        assertEquals(1, day.games().size());
        assertEquals(2, day.announced());
        assertEquals(List.of("games[0]: must be an object, but is 7"), day.rejected());
    }

    @Test
    void passesOnWhatTheApiAnsweredInstead() {
        DocumentException e = assertThrows(DocumentException.class,
                () -> read("{\"messageNumber\":11,\"message\":\"Invalid Request with value: x\"}"));
        assertTrue(e.getMessage().contains("Invalid Request with value: x"), e.getMessage());
    }

    private static List<ScheduleDay> read(String document) {
        return new ScheduleReader().read(Samples.utf8(document)).days();
    }
}
