package nhldata.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nhldata.nhl.DocumentException;
import org.junit.jupiter.api.Test;

class ExpectedGamesTest {

    private static final Week WEEK = new Week(LocalDate.parse("2031-10-07"), LocalDate.parse("2031-10-13"));

    private final ExpectedGames calendar = new ExpectedGames(true);

    @Test
    void theMiddleOfTheWeekIsAskedForFirst() {
        assertEquals(List.of(LocalDate.parse("2031-10-10"), WEEK.from()), calendar.datesToRequest(WEEK));
        assertEquals(List.of(WEEK.from()), calendar.datesToRequest(new Week(WEEK.from(), WEEK.from())));
        assertEquals(List.of(), new ExpectedGames(false).datesToRequest(WEEK));
    }

    @Test
    void onlyDatesOfTheWeekCount() {
        assertEquals(List.of(Map.of("gameDate", "2031-10-07", "games", 0), Map.of("gameDate", "2031-10-08", "games", 12)),
                calendar.games(utf8("""
                        {"currentDate": "2031-10-07", "games": [], "gameWeek": [{"date": "2031-10-06", "numberOfGames": 3},
                          {"date": "2031-10-07", "numberOfGames": 0}, {"date": "2031-10-08", "numberOfGames": 12},
                          {"date": "2031-10-09", "numberOfGames": "many"}, {"date": "2031-10-10"}]}"""), WEEK));
    }

    @Test
    void anEntryThatIsNoneCostsNoOther() {
        assertEquals(List.of(Map.of("gameDate", "2031-10-08", "games", 12)), calendar.games(utf8("""
                {"gameWeek": [7, null, {"date": "soon", "numberOfGames": 3}, {"numberOfGames": 3}, {"date": "2031-10-08", "numberOfGames": 12}]}"""), WEEK));
    }

    @Test
    void whatCouldNotBeReadIsSaidOfItsDate() {
        WeekOfGames week = new WeekOfGames(List.of(Map.of("gameDate", "2031-10-09"), Map.of("gameDate", "2031-10-11"), Map.of("gameDate", "2031-10-12")), List.of(), List.of(),
                Map.of("2031-10-09", "no id", "2031-10-10", "no date"));
        List<Map<String, Object>> rows = List.of(Map.of("gameDate", "2031-10-09", "reason", "5 of 6"), Map.of("gameDate", "2031-10-11", "reason", "0 of 12"));
        assertEquals(List.of(Map.of("gameDate", "2031-10-09", "reason", "5 of 6 (no id)"), Map.of("gameDate", "2031-10-10", "reason", "no date"),
                Map.of("gameDate", "2031-10-11", "reason", "0 of 12")), calendar.withFaults(rows, week));
        assertEquals("calendar", calendar.stage(rows, week));
        assertEquals("schedule", calendar.stage(calendar.withFaults(rows, week), week));
    }

    @Test
    void whatIsNoCalendarSaysNothing() {
        assertThrows(DocumentException.class, () -> calendar.games(utf8("{}"), WEEK));
        assertThrows(DocumentException.class, () -> calendar.games(utf8("<html>"), WEEK));
    }

    @Test
    void whatIsMissingIsAskedForAgainFromItsFirstDate() {
        List<Map<String, Object>> rows = List.of(Map.of("gameDate", "2031-10-09", "reason", "5 of 6"),
                Map.of("gameDate", "2031-10-11", "reason", "0 of 12"));
        assertEquals(new Week(LocalDate.parse("2031-10-09"), WEEK.to()), calendar.missing(WEEK, rows));
        assertEquals("2031-10-09,2031-10-11", calendar.shortDates(rows));
        String message = assertThrows(MissingGamesException.class, () -> calendar.fail(rows)).getMessage();
        assertTrue(message.equals("2031-10-09: 5 of 6; 2031-10-11: 0 of 12"), message);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
